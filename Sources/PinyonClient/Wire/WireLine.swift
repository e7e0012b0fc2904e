/// The line at the start of a token: the type's byte, content, and a line break.
struct WireLine {
    /// The offset of the line break.
    let end: Int
    /// The content, if it is a number of at most 18 digits without a sign or zeros in front.
    let number: Int?

    /// A line with any content.
    init(end: Int) {
        self.end = end
        number = nil
    }

    /// Most lines: a few digits, whose end is found while they are read. Nil for any other line, and for one whose end
    /// isn't there.
    @inline(__always)
    init?(shortNumberIn bytes: Span<UInt8>) {
        // So many digits fit into 64 bits, whichever they are.
        let limit = min(bytes.count - 1, 1 + 18)
        var value = 0
        var index = 1
        while index < limit {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value * 10 + Int(digit)
            index += 1
        }
        guard index > 1, index < bytes.count - 1, bytes[index] == UInt8(ascii: "\r"),
            bytes[index + 1] == UInt8(ascii: "\n"), bytes[1] != UInt8(ascii: "0") || index == 2
        else { return nil }
        end = index
        number = value
    }

    /// How many bytes it takes with its line break.
    var length: Int { end + 2 }

    /// Whether it has no content.
    var isEmpty: Bool { end == 1 }

    /// Whether it announces a value of unknown length.
    func isStreamed(in bytes: Span<UInt8>) -> Bool { number == nil && end == 2 && bytes[1] == UInt8(ascii: "?") }

    /// The length or count that it announces; nil for -1, which is no value.
    func count(in bytes: Span<UInt8>) throws(WireError) -> Int? {
        if let number { return number }
        return try WireNumbers.length(bytes.extracting(1..<end))
    }
}
