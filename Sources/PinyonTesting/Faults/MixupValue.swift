/// A value that says which run, key and write it belongs to, as text with a checksum behind it.
///
/// `pinyon-oracle/<seed> <sequence> <bytes of the key>:<key> <bytes of the filling>:<filling> <checksum>`
struct MixupValue: Hashable, Sendable {
    private static let mark = Array("pinyon-oracle/".utf8)
    /// What fills up big values: whoever loses their place in a stream would read replies here.
    private static let filling = Array("\r\n+OK\r\n$1\r\nx\r\n:1\r\n".utf8)
    private static let checksumDigits = 16

    let seed: UInt64
    let sequence: Int
    let key: String

    /// The value's bytes.
    ///
    /// - Parameter size: The least number of bytes.
    func bytes(size: Int) -> [UInt8] {
        let key = Array(key.utf8)
        var bytes = Self.mark + Array("\(seed) \(sequence) \(key.count):".utf8)
        bytes += key
        let missing = max(0, size - bytes.count - Self.checksumDigits - 4)
        bytes += Array(" \(missing):".utf8)
        for index in 0..<missing { bytes.append(Self.filling[index % Self.filling.count]) }
        bytes.append(UInt8(ascii: " "))
        return bytes + Self.digits(Self.checksum(bytes[...]))
    }

    /// Reads a value; `nil` if a byte of it is missing, wrong or too many.
    init?(_ bytes: [UInt8]) {
        let content = bytes.dropLast(Self.checksumDigits)
        guard bytes.suffix(Self.checksumDigits).elementsEqual(Self.digits(Self.checksum(content))) else { return nil }
        var reader = Reader(rest: content)
        guard reader.skip(Self.mark), let seed = reader.number(endedBy: " ", as: UInt64.self),
            let sequence = reader.number(endedBy: " ", as: Int.self),
            let key = reader.counted(), reader.skip(Array(" ".utf8)), reader.counted() != nil,
            reader.skip(Array(" ".utf8)), reader.rest.isEmpty
        else { return nil }
        self.init(seed: seed, sequence: sequence, key: String(decoding: key, as: UTF8.self))
    }

    init(seed: UInt64, sequence: Int, key: String) {
        self.seed = seed
        self.sequence = sequence
        self.key = key
    }

    /// FNV-1a with 64 bits: each step can be undone, so no change of a single byte goes unseen.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    private static func digits(_ checksum: UInt64) -> [UInt8] {
        let digits = Array(String(checksum, radix: 16).utf8)
        return [UInt8](repeating: UInt8(ascii: "0"), count: checksumDigits - digits.count) + digits
    }
}

extension MixupValue {
    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func skip(_ expected: [UInt8]) -> Bool {
            guard rest.starts(with: expected) else { return false }
            rest = rest.dropFirst(expected.count)
            return true
        }

        mutating func number<Number: FixedWidthInteger>(
            endedBy end: Unicode.Scalar, as type: Number.Type
        ) -> Number? {
            guard let place = rest.firstIndex(of: UInt8(ascii: end)) else { return nil }
            defer { rest = rest[(place + 1)...] }
            return Number(String(decoding: rest[..<place], as: UTF8.self))
        }

        mutating func counted() -> ArraySlice<UInt8>? {
            guard let count = number(endedBy: ":", as: Int.self), count >= 0, rest.count >= count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
    }
}
