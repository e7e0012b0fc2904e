/// What is around a place in a text.
extension ErrorText {
    /// The classes whose message is what a server answered, without its code.
    private static let wrappers: Set = [
        "replyerror", "responseerror", "rediserror", "errorreply", "simpleerror", "commanderror", "servererror",
        "rediscommandexecutionexception", "redisserverexception", "redisexception", "serverexception",
        "outofmemoryerror", "clusterdownerror", "movederror", "askerror", "tryagainerror", "readonlyerror",
        "noscripterror", "execaborterror", "busyloadingerror", "masterdownerror", "clustercrosssloterror",
        "authenticationerror", "nopermissionerror", "connectionerror",
    ]

    /// What a qualified name of a client's class has in it.
    private static let clients = ["redis", "valkey", "lettuce", "memcache"]

    func byte(before place: Int) -> UInt8? { place > 0 && place <= bytes.count ? bytes[place - 1] : nil }

    func byte(at place: Int) -> UInt8? { place >= 0 && place < bytes.count ? bytes[place] : nil }

    /// Whether a word begins at a place.
    func isWordStart(_ place: Int) -> Bool {
        !TextByte.isSpace(bytes[place]) && !(byte(before: place).map(TextByte.isNamePart) ?? false)
    }

    /// Whether a name that reaches up to a place ends there.
    func isNameEnd(_ place: Int) -> Bool { !(byte(at: place).map(TextByte.isNamePart) ?? false) }

    /// Whether a line begins at a place, but for quotes.
    func isLineStart(_ place: Int) -> Bool {
        var index = place
        while let former = byte(before: index), TextByte.isQuote(former) || former == TextByte.blank { index -= 1 }
        return byte(before: index).map { $0 == TextByte.lineFeed } ?? true
    }

    /// Whether a line ends at a place, but for quotes, brackets and a full stop.
    func isLineEnd(_ place: Int) -> Bool {
        let end = skipping(from: place) { TextByte.isQuote($0) || " .)]}".utf8.contains($0) }
        return byte(at: end).map { $0 == TextByte.lineFeed } ?? true
    }

    /// Whether what stands at a place is marked as a server's answer: by the minus sign that errors begin with on the
    /// wire, by `(error)`, or by the name of a client's class for such answers.
    func isMarked(_ place: Int) -> Bool {
        if byte(before: place) == TextByte.minus {
            guard let former = byte(before: place - 1) else { return true }
            return TextByte.isSpace(former) || TextByte.isQuote(former) || "[(:=".utf8.contains(former)
        }
        var end = place
        while let former = byte(before: end), TextByte.isSpace(former) || TextByte.isQuote(former) { end -= 1 }
        if end >= 7, matches(Array("(error)".utf8), at: end - 7) { return true }
        guard byte(before: end) == TextByte.colon else { return false }
        return isWrapper(qualifier(before: end - 1))
    }

    private func isWrapper(_ name: String) -> Bool {
        guard let last = name.split(whereSeparator: { !$0.isLetter }).last else { return false }
        if Self.wrappers.contains(String(last)) { return true }
        let isClass = last.hasSuffix("error") || last.hasSuffix("exception") || last.hasSuffix("reply")
        return isClass && Self.isOfClient(name)
    }

    /// Whether a class that is named at a place is one of a client for these servers, as far as its namespace tells.
    func isOfClient(before place: Int) -> Bool { Self.isOfClient(qualifier(before: place)) }

    private static func isOfClient(_ name: String) -> Bool { clients.contains { name.contains($0) } }

    /// The name that reaches up to a place, with what qualifies it, in small letters.
    private func qualifier(before place: Int) -> String {
        let start = max(0, place - 120)
        guard place > start else { return "" }
        let reversed = lowercased[start..<place].reversed().prefix(while: TextByte.isQualifierPart)
        return String(decoding: reversed.reversed(), as: UTF8.self)
    }

    /// Where the text stands without what is put around a code or a class's name that is passed alone; nil if it is too
    /// long to be one.
    var core: Range<Int>? {
        guard bytes.count <= 120 else { return nil }
        var core = lowercased[...]
        var isShorter = true
        while isShorter {
            let count = core.count
            while let first = core.first, !TextByte.isNamePart(first), first != UInt8(ascii: "(") { core.removeFirst() }
            while let last = core.last, !TextByte.isNamePart(last), last != UInt8(ascii: ")") { core.removeLast() }
            for mark in ["(error)", "error: ", "exception: "] where core.starts(with: mark.utf8) {
                core.removeFirst(mark.utf8.count)
            }
            isShorter = core.count < count
        }
        return core.startIndex..<core.endIndex
    }
}
