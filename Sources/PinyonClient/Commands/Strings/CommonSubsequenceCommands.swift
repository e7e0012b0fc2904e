/// Where the longest common subsequence of two strings lies in them.
public struct CommonSubsequence: Sendable, Hashable, RESPDecodable {
    /// A run of bytes that both strings have.
    public struct Match: Sendable, Hashable {
        /// Where it lies in the first string, in bytes.
        public let first: ClosedRange<Int>
        /// Where it lies in the second string, in bytes.
        public let second: ClosedRange<Int>
        /// How many bytes it has.
        public let length: Int
    }

    /// The runs, the last one first.
    public let matches: [Match]
    /// The length of the whole subsequence in bytes, with the runs that were too short to be listed.
    public let length: Int

    /// Reads the reply to `LCS … IDX WITHMATCHLEN`.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> CommonSubsequence {
        let fields = try [String: RESPValue].decode(value)
        guard let matches = fields["matches"]?.elements, let length = fields["len"] else {
            throw RESPDecodingError(expected: "matches and their length", found: value)
        }
        var decoded: [Match] = []
        for match in matches { decoded.append(try Match(match)) }
        return CommonSubsequence(matches: decoded, length: try Int.decode(length))
    }
}

extension CommonSubsequence.Match {
    fileprivate init(_ value: RESPValue) throws(RESPDecodingError) {
        guard let parts = value.elements, parts.count == 3 else {
            throw RESPDecodingError(expected: "two ranges and a length", found: value)
        }
        first = try Self.range(parts[0])
        second = try Self.range(parts[1])
        length = try Int.decode(parts[2])
    }

    private static func range(_ value: RESPValue) throws(RESPDecodingError) -> ClosedRange<Int> {
        let bounds = try [Int].decode(value)
        guard bounds.count == 2, bounds[0] <= bounds[1] else {
            throw RESPDecodingError(expected: "a first and a last position", found: value)
        }
        return bounds[0]...bounds[1]
    }
}

extension Command {
    /// The longest common subsequence of two strings. Costs the product of their lengths. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - first: The first key.
    ///   - second: The second key.
    ///   - type: What it is read as.
    public static func lcs(
        _ first: some CommandArgument, _ second: some CommandArgument, as type: Response.Type
    ) -> Command where Response: RESPDecodable {
        Command(.lcs) { $0.appendWords(first, second) }
    }

    /// The length of the longest common subsequence of two strings. Costs the product of their lengths. Since Redis
    /// 7.0.
    public static func lcsLength(_ first: some CommandArgument, _ second: some CommandArgument) -> Command
    where Response == Int {
        Command(.lcs) {
            $0.appendOne(first)
            $0.appendOne(second)
            $0.append("LEN")
        }
    }

    /// Where the longest common subsequence of two strings lies in them. Costs the product of their lengths. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - first: The first key.
    ///   - second: The second key.
    ///   - minimumLength: The shortest run that is listed, in bytes. Default: 1.
    public static func lcsMatches(
        _ first: some CommandArgument, _ second: some CommandArgument, minimumLength: Int = 1
    ) -> Command where Response == CommonSubsequence {
        Command(.lcs) {
            $0.appendOne(first)
            $0.appendOne(second)
            $0.append("IDX")
            if minimumLength > 1 { $0.append("MINMATCHLEN", minimumLength) }
            $0.append("WITHMATCHLEN")
        }
    }
}
