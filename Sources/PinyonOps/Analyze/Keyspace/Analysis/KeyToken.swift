/// Tells parts of keys' names that are words from parts that tell one thing from another: numbers, UUIDs, digests, long
/// random words, e-mail addresses, dates.
///
/// By their look alone, so that a name of a person is taken for a word, and a word of hexadecimal digits for a digest.
enum KeyToken {
    /// What is longer is no word.
    private static let longestWord = 64
    /// The shortest hexadecimal number with letters in it.
    private static let shortestDigest = 8
    /// From so many characters on, a word that switches between digits and letters is taken for random sooner.
    private static let longWord = 16

    /// What stands in place of what tells one thing from another.
    static let wildcard = "*"

    /// A part without the braces of a hash tag around it.
    static func withoutBraces(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let inner = part.first == UInt8(ascii: "{") ? part.dropFirst() : part
        return inner.last == UInt8(ascii: "}") ? inner.dropLast() : inner
    }

    /// Whether a part tells one thing from another as a whole.
    static func isIdentifier(_ part: ArraySlice<UInt8>) -> Bool {
        guard !part.isEmpty else { return false }
        guard part.count <= longestWord else { return true }
        let count = CharacterCount(part)
        if count.high > 0, String(validating: part, as: UTF8.self) == nil { return true }
        return count.isNumber || isHexadecimal(count) || isRandom(part, count) || isDate(part)
            || matches(part, uuid) || isAddress(part)
    }

    /// A part with a wildcard in place of what tells one thing from another: of the whole, or of what stands between
    /// delimiters of words.
    static func general(_ segment: ArraySlice<UInt8>) -> String {
        let core = withoutBraces(segment)
        let opening = segment.startIndex < core.startIndex ? "{" : ""
        let closing = core.endIndex < segment.endIndex ? "}" : ""
        if isIdentifier(core) { return opening + wildcard + closing }
        // Most are plain words.
        guard
            core.contains(where: { isDigit($0) || $0 == UInt8(ascii: "@") || $0 >= 0x80 })
                || core.count >= longWord
        else { return KeyName(segment).printable }
        var text = opening
        var start = core.startIndex
        for index in core.indices where isWordDelimiter(core[index]) {
            // What began with an identifier goes on behind it.
            guard index >= start else { continue }
            let length = hyphenatedLength(core[start...]) ?? index - start
            text += generalWord(core[start..<(start + length)])
            start += length
            if start < core.endIndex {
                text += KeyName(core[start..<(start + 1)]).printable
                start += 1
            }
        }
        return text + (start < core.endIndex ? generalWord(core[start...]) : "") + closing
    }

    private static func generalWord(_ word: ArraySlice<UInt8>) -> String {
        if isIdentifier(word) { return wildcard }
        let digits = word.reversed().prefix(while: isDigit).count
        // `v2` and `ipv4` are words; `key123` is one of many.
        guard digits >= 3 else { return KeyName(word).printable }
        return KeyName(word.dropLast(digits)).printable + wildcard
    }

    /// How long a UUID or a date at the beginning is, if a hyphen or nothing follows it; nil if there is none.
    static func hyphenatedLength(_ rest: ArraySlice<UInt8>) -> Int? {
        for length in [uuid.count, date.count] {
            let part = rest.prefix(length)
            guard matches(part, length == uuid.count ? uuid : date) else { continue }
            let next = rest.dropFirst(length).first
            if next == nil || next.map(isWordDelimiter) == true { return length }
        }
        return nil
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static let wordDelimiters = Set("_-.=/@,;#|~+ ()".utf8)

    private static func isWordDelimiter(_ byte: UInt8) -> Bool { wordDelimiters.contains(byte) }

    private static func isHexadecimal(_ count: CharacterCount) -> Bool {
        guard count.digits + count.hexadecimalLetters == count.all, count.all >= shortestDigest else { return false }
        return count.digits > 0 || count.all >= longWord
    }

    /// Random words switch between digits, small and capital letters much more often than words do.
    private static func isRandom(_ part: ArraySlice<UInt8>, _ count: CharacterCount) -> Bool {
        guard count.others == 0, count.points == 0, count.high == 0 else { return false }
        guard count.all >= longWord else {
            return count.all >= 8 && count.hyphens == 0 && count.digits >= 2 && count.switches * 5 >= count.all * 2
        }
        let isMixed = count.digits >= 2 ? count.switches * 4 >= count.all : count.switches * 9 >= count.all * 4
        return isMixed && !(count.hyphens > 0 && part.split(whereSeparator: isWordDelimiter).contains(where: isWord))
    }

    private static func isWord(_ part: ArraySlice<UInt8>) -> Bool {
        let count = CharacterCount(part)
        return count.all >= 3 && count.letters == count.all && count.rises == 0
    }

    private static let date = Array("0000-00-00".utf8)
    private static let uuid = Array("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".utf8)

    private static func isDate(_ part: ArraySlice<UInt8>) -> Bool {
        guard matches(part.prefix(date.count), date) else { return false }
        let next = part.dropFirst(date.count).first
        return next == nil || next == UInt8(ascii: "T") || next == UInt8(ascii: " ")
    }

    /// Whether bytes have a form: `0` stands for a digit, `x` for a hexadecimal one.
    private static func matches(_ part: ArraySlice<UInt8>, _ form: [UInt8]) -> Bool {
        guard part.count == form.count else { return false }
        return zip(part, form).allSatisfy { byte, kind in
            switch kind {
            case UInt8(ascii: "0"): isDigit(byte)
            case UInt8(ascii: "x"): CharacterCount.isHexadecimal(byte)
            default: byte == kind
            }
        }
    }

    private static func isAddress(_ part: ArraySlice<UInt8>) -> Bool {
        guard let at = part.firstIndex(of: UInt8(ascii: "@")), at > part.startIndex else { return false }
        return part[(at + 1)...].dropFirst().contains(UInt8(ascii: "."))
    }
}
