/// Changes that break bytes of a server the way that broken or hostile servers would, and at random.
enum Mutation: CaseIterable {
    case flip, cut, truncate, duplicate, splice, length, type, insert

    /// Changes bytes.
    ///
    /// - Parameters:
    ///   - bytes: What is changed.
    ///   - other: Other bytes to take parts of.
    static func apply(to bytes: inout [UInt8], other: [UInt8], _ random: inout SeededRandom) {
        guard !bytes.isEmpty else { return }
        let position = random.below(bytes.count)
        let end = min(bytes.count, position + 1 + random.size())
        switch allCases[random.below(allCases.count)] {
        case .flip: bytes[position] ^= 1 << (random.byte() % 8)
        case .cut: bytes.removeSubrange(position..<end)
        case .truncate: bytes.removeSubrange(position...)
        case .duplicate: bytes.insert(contentsOf: Array(bytes[position..<end]), at: random.below(bytes.count + 1))
        case .splice:
            guard !other.isEmpty else { return }
            bytes.replaceSubrange(position..., with: other[random.below(other.count)...])
        case .length: changeLength(in: &bytes, from: position, &random)
        case .type: changeType(in: &bytes, from: position, &random)
        case .insert: bytes.insert(contentsOf: tokens[random.below(tokens.count)].utf8, at: lineStart(bytes, position))
        }
    }

    private static let lengths = [
        "", "-1", "-2", "0", "00", "01", "+1", "1", "2", "3", "?", "16777216", "16777217", "536870912", "2147483647",
        "2147483648", "4294967295", "4294967296", "4611686018427387904", "9223372036854775807", "9223372036854775808",
        "18446744073709551615", "18446744073709551616", "99999999999999999999999999999999999999999",
    ]

    private static let tokens = [
        ".\r\n", ";0\r\n", ";1\r\nx\r\n", "|1\r\n", "|0\r\n", ">0\r\n", ">1\r\n", "*?\r\n", "%?\r\n", "~?\r\n",
        "$?\r\n", "\r\n", "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n", "*-1\r\n", "_\r\n", ":\r\n", "+", "$", "=", ",", "(", "#",
        "*16777216\r\n", "$536870912\r\n",
    ]

    private static let types = Array("+-:$*_#,(!=%~|>;.".utf8)

    /// Where the line begins that a position is in, or the next one.
    private static func lineStart(_ bytes: [UInt8], _ position: Int) -> Int {
        bytes[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }

    private static func changeLength(in bytes: inout [UInt8], from position: Int, _ random: inout SeededRandom) {
        let start = lineStart(bytes, position)
        guard start < bytes.count, let end = bytes[start...].firstIndex(of: UInt8(ascii: "\r")) else { return }
        bytes.replaceSubrange(min(start + 1, end)..<end, with: lengths[random.below(lengths.count)].utf8)
    }

    private static func changeType(in bytes: inout [UInt8], from position: Int, _ random: inout SeededRandom) {
        let start = lineStart(bytes, position)
        guard start < bytes.count else { return }
        bytes[start] = types[random.below(types.count)]
    }
}
