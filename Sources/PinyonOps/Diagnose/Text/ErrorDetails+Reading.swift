extension ErrorDetails {
    /// How far behind an error's beginning its details are looked for.
    private static let reach = 300
    private static let slots = 16_384
    private static let longestHost = 255

    /// A slot with a host and a port behind a code or a class's name; nil if something else follows.
    static func redirection(in text: ErrorText, after end: Int) -> (slot: Int, host: String, port: Int)? {
        let start = text.skipping(from: end, isBetween)
        let digits = text.run(from: start, atMost: 6, TextByte.isDigit)
        guard start > end, let slot = Int(String(decoding: digits, as: UTF8.self)), slot < slots,
            text.byte(at: digits.endIndex).map(TextByte.isSpace) ?? false,
            let found = endpoint(in: text, after: digits.endIndex)
        else { return nil }
        return (slot, found.host, found.port)
    }

    /// A host and a port. An IPv6 number holds colons itself, so the last one counts.
    static func endpoint(in text: ErrorText, after end: Int) -> (host: String, port: Int)? {
        let start = text.skipping(from: end) { TextByte.isSpace($0) || TextByte.isQuote($0) }
        guard start > end else { return nil }
        var word = text.run(from: start, atMost: longestHost + 10, TextByte.isEndpointPart)
        while let last = word.last, !TextByte.isDigit(last) { word.removeLast() }
        guard let colon = word.lastIndex(of: TextByte.colon) else { return nil }
        let digits = word[(colon + 1)...]
        guard digits.allSatisfy(TextByte.isDigit), let port = Int(String(decoding: digits, as: UTF8.self)),
            (1...65_535).contains(port)
        else { return nil }
        var host = word[..<colon]
        if host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]") { host = host.dropFirst().dropLast() }
        guard host.count <= longestHost else { return nil }
        return (String(decoding: host, as: UTF8.self), port)
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        TextByte.isSpace(byte) || TextByte.isQuote(byte) || byte == TextByte.colon
    }

    private static let commandMarks = marks(
        "unknown command", "wrong number of arguments for", "unknown subcommand", "can't execute",
        "permissions to run the")
    private static let keyMarks = marks("permissions to access the")

    private static func marks(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    /// The command that the error at a place names.
    static func command(in text: ErrorText, from start: Int) -> String? {
        quotation(in: text, from: start, behind: commandMarks, TextByte.isCommandPart)
    }

    /// The key that the error at a place names, if all of it can be shown.
    static func key(in text: ErrorText, from start: Int) -> String? {
        quotation(in: text, from: start, behind: keyMarks) { (0x21...0x7E).contains($0) && !TextByte.isQuote($0) }
    }

    /// The user that the error at a place names.
    static func user(in text: ErrorText, from start: Int) -> String? {
        guard let end = text.end(of: Array("user ".utf8), from: start, within: reach) else { return nil }
        let name = text.run(from: end, atMost: 64) { TextByte.isCommandPart($0) || $0 == UInt8(ascii: "@") }
        guard !name.isEmpty, text.matches(Array(" has no permissions".utf8), at: name.endIndex) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    /// What stands in quotes behind one of some words; nil if nothing does, or something that isn't of a kind.
    private static func quotation(
        in text: ErrorText, from start: Int, behind marks: [[UInt8]], _ isPart: (UInt8) -> Bool
    ) -> String? {
        for mark in marks {
            guard let end = text.end(of: mark, from: start, within: reach) else { continue }
            let opening = text.skipping(from: end, TextByte.isSpace)
            guard let quote = text.byte(at: opening), TextByte.isQuote(quote) else { continue }
            let name = text.run(from: opening + 1, atMost: 64, isPart)
            guard !name.isEmpty, text.byte(at: opening + 1 + name.count) == quote else { continue }
            return String(decoding: name, as: UTF8.self)
        }
        return nil
    }
}

extension ErrorText {
    private static let longestCode = 32

    /// What follows the first mark of a server's answer, if it looks like a code; nil otherwise.
    var markedCode: String? {
        for start in bytes.indices where isWordStart(start) && TextByte.isCapital(bytes[start]) && isMarked(start) {
            let code = run(from: start, atMost: Self.longestCode + 1) { TextByte.isNamePart($0) }
            let isCode = code.allSatisfy { !(0x61...0x7A).contains($0) }
            if isCode, (3...Self.longestCode).contains(code.count) { return String(decoding: code, as: UTF8.self) }
        }
        return nil
    }
}
