/// A text in which errors are looked for, without what terminals, logs and programs put into it.
package struct ErrorText: Sendable {
    /// How many bytes of a long text's beginning, and how many of its end, are read: errors stand at either.
    package static let halfLimit = 131_072

    /// What was read. A blank is one blank, or one line feed; nothing else in it is a control character.
    let bytes: [UInt8]
    /// The same in small letters, as far as they are ASCII.
    let lowercased: [UInt8]
    /// Whether it was too long to be read as a whole.
    package let wasCut: Bool

    /// A text of any kind and length.
    package init(_ text: String) {
        let raw = text.utf8
        var cleaner = TextCleaner()
        if raw.count > 2 * Self.halfLimit {
            cleaner.add(Array(raw.prefix(Self.halfLimit)))
            cleaner.add([TextByte.lineFeed])
            cleaner.add(Array(raw.suffix(Self.halfLimit)))
            wasCut = true
        } else {
            cleaner.add(Array(raw))
            wasCut = false
        }
        bytes = cleaner.bytes
        lowercased = cleaner.bytes.map(TextByte.lowercased)
    }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { bytes.allSatisfy(TextByte.isSpace) }

    /// Whether it tells of an error that came out of a script or a function on the server.
    package var isFromScript: Bool { Self.scriptMarks.contains { end(of: $0, from: 0, within: bytes.count) != nil } }

    private static let scriptMarks: [[UInt8]] = ["@user_script", "@user_function", "error running script"].map {
        Array($0.utf8)
    }

    /// The place behind words that stand somewhere in a part of the text; nil if they don't.
    ///
    /// - Parameters:
    ///   - words: What is looked for, in small letters.
    ///   - start: Where the part begins.
    ///   - length: How long it is at most.
    func end(of words: [UInt8], from start: Int, within length: Int) -> Int? {
        let last = min(start + length, bytes.count) - words.count
        guard start <= last, let first = words.first else { return nil }
        for index in start...last where lowercased[index] == first && matches(words, at: index) {
            return index + words.count
        }
        return nil
    }

    /// Whether words stand at a place. They are in small letters, and a blank in them may be the end of a line.
    func matches(_ words: [UInt8], at start: Int) -> Bool {
        guard start >= 0, start + words.count <= lowercased.count else { return false }
        for (index, word) in words.enumerated() {
            let byte = lowercased[start + index]
            guard byte == word || word == TextByte.blank && byte == TextByte.lineFeed else { return false }
        }
        return true
    }

    /// Whether exactly these letters, capital or small, stand at a place.
    func isExactly(_ letters: [UInt8], at start: Int) -> Bool {
        start >= 0 && start + letters.count <= bytes.count
            && bytes[start..<(start + letters.count)].elementsEqual(letters)
    }

    /// The bytes from a place on that are of a kind.
    func run(from start: Int, atMost limit: Int, _ isPart: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        guard start >= 0, start < bytes.count else { return [] }
        return bytes[start..<min(start + limit, bytes.count)].prefix(while: isPart)
    }

    /// The first place from one on that isn't of a kind.
    func skipping(from start: Int, _ isSkipped: (UInt8) -> Bool) -> Int {
        var index = start
        while index < bytes.count, isSkipped(bytes[index]) { index += 1 }
        return index
    }
}
