package import NIOCore

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
        case .firstAndStored(let options): Self.indices(1, in: count) + Self.stored(from: options, in: count, word)
        case .atOrAfterKeys(let position, let options):
            Self.atOrAfterKeys(position, from: options, in: count, word)
        }
    }

    private static func indices(_ index: Int, in count: Int) -> [Int] { index < count ? [index] : [] }

    private static func counted(at position: Int, step: Int, in count: Int, _ word: (Int) -> ByteBuffer) -> [Int] {
        guard position < count, let keys = number(word(position)), keys > 0, keys <= count,
            position + keys * step < count
        else { return [] }
        return (0..<keys).map { position + 1 + $0 * step }
    }

    /// A word as a number; nil also for one with more digits than any number has.
    private static func number(_ word: ByteBuffer) -> Int? {
        word.readableBytes <= 20 ? Int(String(buffer: word)) : nil
    }

    private static func streams(in count: Int, _ word: (Int) -> ByteBuffer) -> [Int] {
        var options = OptionCursor(from: 1, in: count, .ofStreams)
        while let index = options.next(word: word) {
            guard word(index).isWord("STREAMS") else { continue }
            let rest = count - index - 1
            return rest.isMultiple(of: 2) ? Array((index + 1)..<(index + 1 + rest / 2)) : []
        }
        return []
    }

    /// The last of several counts, as it does for the server.
    private static func stored(from start: Int, in count: Int, _ word: (Int) -> ByteBuffer) -> [Int] {
        var options = OptionCursor(from: start, in: count, .ofStoring)
        var stored: [Int] = []
        while let index = options.next(word: word) {
            let option = word(index)
            if option.isWord("STORE") || option.isWord("STOREDIST") { stored = indices(index + 1, in: count) }
        }
        return stored
    }

    private static func atOrAfterKeys(
        _ position: Int, from start: Int, in count: Int, _ word: (Int) -> ByteBuffer
    ) -> [Int] {
        guard position < count else { return [] }
        if word(position).readableBytes > 0 { return [position] }
        var options = OptionCursor(from: start, in: count, .ofMoving)
        while let index = options.next(word: word) {
            if word(index).isWord("KEYS") { return Array((index + 1)..<count) }
        }
        return []
    }
}

/// Goes through the options of a command as servers do: what stands behind an option is its value, even if it reads
/// like another option.
struct OptionCursor {
    /// How many values stand behind each option that has any.
    struct Values: Sendable {
        fileprivate let counts: [(option: StaticString, count: Int)]

        static let ofStreams = Values(counts: [("BLOCK", 1), ("CLAIM", 1), ("COUNT", 1), ("GROUP", 2)])
        static let ofStoring = Values(
            counts: [("BY", 1), ("COUNT", 1), ("GET", 1), ("LIMIT", 2), ("STORE", 1), ("STOREDIST", 1)])
        static let ofMoving = Values(counts: [("AUTH", 1), ("AUTH2", 2)])

        fileprivate func count(behind word: ByteBuffer) -> Int {
            counts.first { word.isWord($0.option) }?.count ?? 0
        }
    }

    private var position: Int
    private let count: Int
    private let values: Values

    /// A cursor in front of the first option.
    ///
    /// - Parameters:
    ///   - start: Where that is.
    ///   - count: How many words the command has.
    ///   - values: Which options have values.
    init(from start: Int, in count: Int, _ values: Values) {
        position = start
        self.count = count
        self.values = values
    }

    /// Where the next option is; nil behind the last.
    mutating func next(word: (Int) -> ByteBuffer) -> Int? {
        guard position < count else { return nil }
        let index = position
        position += 1 + values.count(behind: word(index))
        return index
    }
}
