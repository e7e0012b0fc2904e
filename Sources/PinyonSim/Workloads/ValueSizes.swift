/// How large the values of a trace without sizes are taken to be: what `--value-size` accepts.
///
/// - `1000`, `4kb`, `3mb`: every value has this size. Units are binary (`4kb` is 4,096 bytes), in any case: `b`, `k` or
///   `kb`, `m` or `mb`, `g` or `gb`.
/// - `lognormal:1kb,1.2`: the median size and the standard deviation of its natural logarithm; each key keeps its size.
///   Sizes are kept between 1 byte and 512 MiB, the most that Redis stores.
package struct ValueSizes: Hashable, Sendable {
    private enum Kind: Hashable, Sendable {
        case fixed(Int32)
        case logNormal(LogNormal)
    }

    /// The largest value, in bytes: 512 MiB.
    package static let largest: Int32 = 512 << 20

    private let kind: Kind

    /// Gives every value the same size.
    ///
    /// - Parameter bytes: The size.
    /// - Returns: That size for every key.
    package static func fixed(_ bytes: Int32) -> ValueSizes { ValueSizes(kind: .fixed(bytes)) }

    /// Draws a size for each key.
    ///
    /// - Parameter distribution: What the sizes are drawn from.
    /// - Returns: A size for each key.
    package static func logNormal(_ distribution: LogNormal) -> ValueSizes {
        ValueSizes(kind: .logNormal(distribution))
    }

    /// Tells the size of a key's value: always the same for the same key and seed.
    ///
    /// - Parameters:
    ///   - key: The key's number in the trace.
    ///   - seed: Tells one run from another. Default: 1.
    /// - Returns: Bytes.
    package func size(ofKey key: Int32, seed: UInt64 = 1) -> Int32 {
        switch kind {
        case .fixed(let bytes):
            return bytes
        case .logNormal(let distribution):
            var generator = SeededGenerator(seed: seed, stream: UInt64(UInt32(bitPattern: key)) + 1)
            return distribution.next(using: &generator)
        }
    }
}

extension ValueSizes {
    /// Reads what a user wrote.
    ///
    /// - Parameter text: A size or a distribution, as the type describes them.
    /// - Throws: ``SimError/Code/invalidOption``.
    package init(parsing text: String) throws(SimError) {
        let prefix = "lognormal:"
        let lowered = text.lowercased().filter { !$0.isWhitespace }
        guard lowered.hasPrefix(prefix) else {
            kind = .fixed(try Self.bytes(lowered, in: text))
            return
        }
        let parts = lowered.dropFirst(prefix.count).split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw Self.invalid(text, "lognormal:MEDIAN,SIGMA such as lognormal:1kb,1.2") }
        let median = try Self.bytes(String(parts[0]), in: text)
        guard let sigma = Self.decimal(parts[1]), sigma <= 10 else { throw Self.invalid(text, "a sigma from 0 to 10") }
        kind = .logNormal(LogNormal(median: Double(median), sigma: sigma, bounds: 1...Self.largest))
    }

    private static let units: [(suffix: String, bytes: Double)] = [
        ("kb", 0x1p10), ("mb", 0x1p20), ("gb", 0x1p30), ("k", 0x1p10), ("m", 0x1p20), ("g", 0x1p30), ("b", 1),
    ]

    private static func bytes(_ size: String, in text: String) throws(SimError) -> Int32 {
        let unit = units.first { size.hasSuffix($0.suffix) } ?? ("", 1)
        guard let number = decimal(size.dropLast(unit.suffix.count)) else {
            throw invalid(text, "a size such as 1000, 4kb or 3mb, or lognormal:1kb,1.2")
        }
        let bytes = (number * unit.bytes).rounded()
        guard bytes >= 1, bytes <= Double(largest) else { throw invalid(text, "a size from 1 byte to 512mb") }
        return Int32(bytes)
    }

    /// A number in plain decimal notation; what else Swift reads as a `Double` is nothing a user would mean.
    private static func decimal(_ text: Substring) -> Double? {
        guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else { return nil }
        return Double(text)
    }

    private static func invalid(_ text: String, _ expected: String) -> SimError {
        SimError(
            .invalidOption, "the value size can't be used", expected: expected, found: SimError.excerpt(text))
    }
}
