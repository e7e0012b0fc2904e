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

    private func word(_ range: Range<Int>) -> ByteBuffer {
        bytes.getSlice(at: range.lowerBound, length: range.count) ?? ByteBuffer()
    }
}

extension KeyPositions {
    /// Which words of a command are keys. Numbers of keys that exceed the words, and words that are no numbers, make
    /// none: the server will say what is wrong.
    ///
    /// - Parameters:
    ///   - count: How many words there are, the name's included.
    ///   - word: The word at an index below that.
    package func indices(in count: Int, word: (Int) -> ByteBuffer) -> [Int] {
        switch self {
        case .none: []
        case .first: Self.indices(1, in: count)
        case .at(let index): Self.indices(index, in: count)
        case .firstTwo: count > 2 ? [1, 2] : []
        case .range(let first, let step, let beforeLast):
            Array(stride(from: first, to: count - beforeLast, by: step))
        case .counted(let position): Self.counted(at: position, step: 1, in: count, word)
        case .countedPairs(let position): Self.counted(at: position, step: 2, in: count, word)
        case .firstAndCounted(let position):
            Self.indices(1, in: count) + Self.counted(at: position, step: 1, in: count, word)
        case .streams: Self.streams(in: count, word)
        case .firstAndStored: Self.indices(1, in: count) + Self.stored(in: count, word)
        case .atOrAfterKeys(let position): Self.atOrAfterKeys(position, in: count, word)
        }
    }

    private static func indices(_ index: Int, in count: Int) -> [Int] { index < count ? [index] : [] }

    private static func counted(at position: Int, step: Int, in count: Int, _ word: (Int) -> ByteBuffer) -> [Int] {
        guard position < count, let keys = Int(String(buffer: word(position))), keys > 0, keys <= count,
            position + keys * step < count
        else { return [] }
        return (0..<keys).map { position + 1 + $0 * step }
    }

    private static func streams(in count: Int, _ word: (Int) -> ByteBuffer) -> [Int] {
        guard let start = (1..<max(1, count)).first(where: { word($0).isWord("STREAMS") }) else { return [] }
        let keys = (count - start - 1) / 2
        return Array((start + 1)..<(start + 1 + keys))
    }

    /// The last of several counts, as it does for the server.
    private static func stored(in count: Int, _ word: (Int) -> ByteBuffer) -> [Int] {
        guard count > 3 else { return [] }
        let found = (2..<(count - 1)).last { word($0).isWord("STORE") || word($0).isWord("STOREDIST") }
        return found.map { [$0 + 1] } ?? []
    }

    private static func atOrAfterKeys(_ position: Int, in count: Int, _ word: (Int) -> ByteBuffer) -> [Int] {
        guard position < count else { return [] }
        if word(position).readableBytes > 0 { return [position] }
        guard let start = (position..<count).first(where: { word($0).isWord("KEYS") }) else { return [] }
        return Array((start + 1)..<count)
    }
}

extension ByteBuffer {
    /// Whether the bytes are a word in capitals, in whatever case they are written.
    package func isWord(_ word: StaticString) -> Bool {
        guard readableBytes == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { word in
            readableBytesView.elementsEqual(word) {
                ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") ? $0 & 0xDF : $0) == $1
            }
        }
    }
}
