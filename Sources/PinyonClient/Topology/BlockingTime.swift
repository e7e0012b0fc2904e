internal import NIOCore

extension Request {
    /// Whether it may wait on the server.
    var waitsOnServer: Bool { options.blocks || traits.flags.contains(.blocking) }

    /// For how long a server may let it wait, as its arguments say; nil for any time, or if that isn't known.
    var blockingTime: TimeAmount? {
        let words = arguments.words
        switch traits.name {
        case "BLPOP", "BRPOP", "BLMOVE", "BRPOPLPUSH", "BZPOPMIN", "BZPOPMAX":
            return words.last.flatMap { Self.time($0, unit: .seconds(1)) }
        case "BLMPOP", "BZMPOP":
            return words.dropFirst().first.flatMap { Self.time($0, unit: .seconds(1)) }
        case "WAIT", "WAITAOF":
            return words.last.flatMap { Self.time($0, unit: .milliseconds(1)) }
        case "XREAD", "XREADGROUP":
            return Self.word(behind: "BLOCK", in: words).flatMap { Self.time($0, unit: .milliseconds(1)) }
        default:
            return nil
        }
    }

    /// The value of an option of a command that reads streams.
    private static func word(behind name: StaticString, in words: [ByteBuffer]) -> ByteBuffer? {
        var options = OptionCursor(from: 1, in: words.count, .ofStreams)
        while let index = options.next(word: { words[$0] }) {
            guard !words[index].isWord("STREAMS") else { return nil }
            if words[index].isWord(name), index + 1 < words.count { return words[index + 1] }
        }
        return nil
    }

    private static func time(_ word: ByteBuffer, unit: TimeAmount) -> TimeAmount? {
        guard let number = Double(String(buffer: word)), number.isFinite, number != 0 else { return nil }
        let nanoseconds = number * Double(unit.nanoseconds)
        // No server waits for less than no time, and nobody for longer than can be counted.
        return nanoseconds < 9e18 ? .nanoseconds(Int64(max(0, nanoseconds))) : nil
    }
}
