/// Finds the errors of the catalogue in a text.
struct ErrorFinder {
    /// How far behind its code an error's words may begin.
    private static let reach = 200

    private let text: ErrorText
    private var best: [Int: ErrorHit] = [:]

    private init(_ text: ErrorText) {
        self.text = text
    }

    /// All errors that a text may be about, each once, the surest first.
    static func hits(in text: ErrorText) -> [ErrorHit] {
        var finder = ErrorFinder(text)
        finder.look()
        return finder.best.values.sorted(by: isSurer)
    }

    private static func isSurer(_ one: ErrorHit, _ other: ErrorHit) -> Bool {
        if one.strength != other.strength { return one.strength > other.strength }
        if one.range.lowerBound != other.range.lowerBound { return one.range.lowerBound < other.range.lowerBound }
        return one.weight != other.weight ? one.weight > other.weight : one.entry < other.entry
    }

    private mutating func look() {
        for start in text.bytes.indices where text.isWordStart(start) {
            for needle in ErrorNeedle.byFirstByte[Int(text.lowercased[start])]
            where text.matches(needle.lowercased, at: start) {
                consider(needle, start)
            }
        }
        guard let core = text.core else { return }
        for needle in ErrorNeedle.alone where isAll(core, needle) {
            note(needle, needle.strengthAlone, core, weight: core.count)
        }
    }

    /// Whether a sign is all of the text. Memcached's codes are words that mean little in small letters.
    private func isAll(_ core: Range<Int>, _ needle: ErrorNeedle) -> Bool {
        text.lowercased[core].elementsEqual(needle.lowercased)
            && (!needle.isOfMemcached || text.bytes[core].elementsEqual(needle.words))
    }

    private mutating func consider(_ needle: ErrorNeedle, _ start: Int) {
        let range = start..<(start + needle.words.count)
        if needle.kind == .code, isWhole(needle, range), let length = followerLength(needle, range.upperBound) {
            note(needle, .verbatim, range, weight: range.count + length)
        } else if let found = strength(of: needle, range) {
            note(needle, found, range, weight: range.count)
        }
    }

    private mutating func note(
        _ needle: ErrorNeedle, _ strength: ErrorHit.Strength, _ range: Range<Int>, weight: Int
    ) {
        if let known = best[needle.entry], known.strength >= strength { return }
        best[needle.entry] = ErrorHit(
            entry: needle.entry, strength: strength, sign: needle.sign, weight: weight, range: range)
    }

    /// How far a sign can be trusted where it stands; nil if it means something else there.
    private func strength(of needle: ErrorNeedle, _ range: Range<Int>) -> ErrorHit.Strength? {
        switch needle.kind {
        case .code: isWhole(needle, range) ? strength(ofCode: needle, range) : nil
        case .message: text.isMarked(range.lowerBound) ? .words : nil
        case .phrase: .words
        case .name: isNameOfClient(needle, range) ? .name : nil
        case .wrapperName: isNameOfClient(needle, range) ? .wrapperName : nil
        case .clientKind: isClientKind(needle, range) ? .text : nil
        case .cause: .cause
        case .text: .text
        case .wrapper: .wrapper
        }
    }

    /// Whether the letters are exactly these, and the word ends behind them.
    private func isWhole(_ needle: ErrorNeedle, _ range: Range<Int>) -> Bool {
        text.isExactly(needle.words, at: range.lowerBound) && text.isNameEnd(range.upperBound)
    }

    private func strength(ofCode needle: ErrorNeedle, _ range: Range<Int>) -> ErrorHit.Strength? {
        let isMarked = text.isMarked(range.lowerBound)
        switch needle.bare {
        case .never: return nil
        case .alone: return isMarked ? .code : nil
        case .start:
            let isStart = isMarked || text.isLineStart(range.lowerBound)
            let isFollowedBySpace = text.byte(at: range.upperBound).map(TextByte.isSpace) ?? true
            return isStart && isFollowedBySpace ? .code : nil
        case .lineEnd:
            let isMessage = isMarked || text.matches(Array(": ".utf8), at: range.lowerBound - 2)
            return isMessage && text.isLineEnd(range.upperBound) ? .cause : nil
        case .anywhere: return .code
        }
    }

    /// How much follows a code of what the server says with it; nil if it is followed by something else.
    private func followerLength(_ needle: ErrorNeedle, _ end: Int) -> Int? {
        switch needle.reads {
        case .redirection where ErrorDetails.redirection(in: text, after: end) != nil: return 1
        case .endpoint where ErrorDetails.endpoint(in: text, after: end) != nil: return 1
        default: break
        }
        let next = text.skipping(from: end) { $0 == TextByte.colon || TextByte.isSpace($0) }
        let messages = needle.messages.filter { next > end && text.matches($0, at: next) }
        let phrases = needle.phrases.filter { text.end(of: $0, from: end, within: Self.reach) != nil }
        return (messages + phrases).map(\.count).max()
    }

    /// Whether a class is one of a client: a name that other libraries have too needs a namespace that tells.
    private func isNameOfClient(_ needle: ErrorNeedle, _ range: Range<Int>) -> Bool {
        isWhole(needle, range) && (!needle.isCommonName || text.isOfClient(before: range.lowerBound))
    }

    /// Whether the description of an error of Pinyon's own client begins here.
    private func isClientKind(_ needle: ErrorNeedle, _ range: Range<Int>) -> Bool {
        guard isWhole(needle, range) else { return false }
        let end = range.upperBound
        if text.matches(Array(" in ".utf8), at: end) {
            return text.run(from: end + 4, atMost: 2, TextByte.isCapital).count == 2
        }
        // The other kinds are words of English.
        guard needle.words.contains(where: TextByte.isCapital) else { return false }
        return text.byte(at: end) == TextByte.colon || text.matches(Array(" at ".utf8), at: end)
    }
}
