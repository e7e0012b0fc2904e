/// A name, a number or a single character of punctuation in the code of a Swift file.
struct Token: Sendable, Equatable {
    let text: String
    /// Counted from 1.
    let line: Int
    /// The number of bytes in front of it on its line.
    let column: Int

    var isName: Bool { text.utf8.first.map(\.isPartOfName) ?? false }
}

/// A Swift file taken apart far enough for the checks: its tokens, and the comments of each line.
struct SwiftText: Sendable {
    /// One line of the file.
    struct Line: Sendable, Equatable {
        /// The column of the first thing that is not blank.
        var indentation: Int?
        /// Whether there is anything but comments on it.
        var hasContent = false
        /// The text of its comments that are not documentation.
        var comment: [UInt8] = []
        /// The text of its documentation comments.
        var documentation: [UInt8] = []
    }

    private(set) var tokens: [Token] = []
    /// The first line has index 0.
    private(set) var lines: [Line] = []

    init(_ text: String) {
        let bytes = Array(text.utf8)
        let regions = RegionScanner.regions(of: bytes)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: .newline) ?? bytes.count
            readLine(bytes[start..<end], regions[start..<end])
            start = end + 1
        }
    }

    private mutating func readLine(_ bytes: ArraySlice<UInt8>, _ regions: ArraySlice<Region>) {
        var line = Line()
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let region = regions[index]
            if !bytes[index].isBlank {
                if line.indentation == nil { line.indentation = index - bytes.startIndex }
                if region == .code || region == .literal { line.hasContent = true }
            }
            if region == .comment { line.comment.append(bytes[index]) }
            if region == .documentation { line.documentation.append(bytes[index]) }
            if region == .code && !bytes[index].isBlank {
                index = readToken(bytes, regions, at: index)
            } else {
                index += 1
            }
        }
        lines.append(line)
    }

    /// Reads the token at an index and returns the index behind it.
    private mutating func readToken(_ bytes: ArraySlice<UInt8>, _ regions: ArraySlice<Region>, at start: Int) -> Int {
        var end = start + 1
        if bytes[start].isPartOfName {
            while end < bytes.endIndex, regions[end] == .code, bytes[end].isPartOfName { end += 1 }
        } else if bytes[start] == UInt8(ascii: "`"), let closing = bytes[end...].firstIndex(of: bytes[start]) {
            end = closing + 1
        }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        tokens.append(Token(text: text, line: lines.count + 1, column: start - bytes.startIndex))
        return end
    }

    /// A line counted from 1.
    func line(_ number: Int) -> Line? {
        lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }

    /// Whether the tokens from an index on are these.
    func matches(_ texts: String..., at index: Int) -> Bool {
        guard index >= 0, index + texts.count <= tokens.count else { return false }
        return zip(tokens[index...], texts).allSatisfy { $0.text == $1 }
    }

    /// The index of the token that closes the bracket at an index.
    func closing(of open: Int) -> Int? {
        let pairs = ["(": ")", "[": "]", "{": "}"]
        let opening = tokens[open].text
        guard let closing = pairs[opening] else { return nil }
        var depth = 0
        for index in open..<tokens.count {
            if tokens[index].text == opening { depth += 1 }
            if tokens[index].text == closing { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }
}
