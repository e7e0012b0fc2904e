package import NIOCore

/// Reads the words that were added, one after the other, without copying them.
package struct WordCursor {
    private let bytes: ByteBuffer
    private var position: Int

    init(_ arguments: CommandArguments) {
        bytes = arguments.bytes
        position = bytes.readerIndex
    }

    /// Where in the arguments' bytes the next word lies; nil behind the last.
    package mutating func next() -> Range<Int>? {
        var length = 0
        var index = position + 1
        while let digit = bytes.getInteger(at: index, as: UInt8.self), digit != UInt8(ascii: "\r") {
            length = length * 10 + Int(digit &- UInt8(ascii: "0"))
            index += 1
        }
        let start = index + 2
        guard start + length + 2 <= bytes.writerIndex else { return nil }
        position = start + length + 2
        return start..<(start + length)
    }
}

extension CommandArguments {
    /// Where the words lie in ``bytes``, the command's name first. Costs a step a word.
    package var wordRanges: [Range<Int>] {
        var cursor = WordCursor(self)
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(count)
        while let range = cursor.next() { ranges.append(range) }
        return ranges
    }

    /// The words, the command's name first; slices that share the arguments' memory.
    package var words: [ByteBuffer] { wordRanges.map(word) }

    /// The first words as names of commands, in capitals.
    ///
    /// - Parameter limit: The most words.
    func names(_ limit: Int) -> [String] {
        var cursor = WordCursor(self)
        var names: [String] = []
        while names.count < limit, let range = cursor.next() { names.append(word(range).name) }
        return names
    }

    /// The words that are keys.
    package func keys(at positions: KeyPositions) -> [ByteBuffer] {
        switch positions {
        case .none:
            return []
        case .first:
            var cursor = WordCursor(self)
            _ = cursor.next()
            return cursor.next().map { [word($0)] } ?? []
        default:
            let ranges = wordRanges
            return positions.indices(in: ranges.count) { word(ranges[$0]) }.map { word(ranges[$0]) }
        }
    }

    /// Whether streams are read that are waited for.
    var waitForStreams: Bool {
        let ranges = wordRanges
        var options = OptionCursor(from: 1, in: ranges.count, .ofStreams)
        while let index = options.next(word: { word(ranges[$0]) }) {
            let option = word(ranges[index])
            if option.isWord("STREAMS") { return false }
            if option.isWord("BLOCK") { return true }
        }
        return false
    }

    private func word(_ range: Range<Int>) -> ByteBuffer {
        bytes.getSlice(at: range.lowerBound, length: range.count) ?? ByteBuffer()
    }
}

extension ByteBuffer {
    /// Whether the bytes are a word in capitals, in whatever case they are written.
    package func isWord(_ word: StaticString) -> Bool {
        // Servers compare words as C strings, which end at a zero byte.
        let bytes = readableBytesView.prefix(word.utf8CodeUnitCount + 1).prefix { $0 != 0 }
        return word.withUTF8Buffer { word in bytes.elementsEqual(word) { $0.inCapitals == $1 } }
    }

    /// The bytes as the name of a command, in capitals.
    fileprivate var name: String {
        let bytes = readableBytesView.prefix(Self.longestName).prefix { $0 != 0 }
        return String(decoding: bytes.map(\.inCapitals), as: UTF8.self)
    }

    /// More bytes than any command's name has.
    private static var longestName: Int { 100 }
}

extension UInt8 {
    /// The letter in capitals, as servers see it, who know the letters from A to Z only.
    var inCapitals: UInt8 {
        self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self & 0xDF : self
    }
}
