/// What the compiler takes on trust, and what ends the program, says beside it why that is right.
///
/// The reason is a plain comment of at least three words, on the same line or directly above. A documentation comment
/// says what a thing is for, not why it is safe, so it counts only when it names the mark. An instruction to the
/// formatter never counts.
package struct UnsafeMarks: Check {
    package let name = "unsafe"

    package init() {}

    package func findings(in tree: SourceTree) -> [Finding] {
        tree.swiftFiles(below: "Sources/").flatMap { file, swift in
            swift.tokens.indices.compactMap { index -> Finding? in
                guard let mark = mark(at: index, in: swift) else { return nil }
                let line = swift.tokens[index].line
                guard !swift.givesReason(for: mark, at: line) else { return nil }
                return Finding(path: file.path, line: line, message: "\(mark) without a comment that says why")
            }
        }
    }

    private func mark(at index: Int, in swift: SwiftText) -> String? {
        if swift.matches("@", "unchecked", at: index) { return "@unchecked" }
        if swift.matches("nonisolated", "(", "unsafe", ")", at: index) { return "nonisolated(unsafe)" }
        if swift.matches("try", "!", at: index) { return "try!" }
        if swift.matches("as", "!", at: index) { return "as!" }
        guard !swift.matches("func", at: index - 1) else { return nil }
        if swift.matches("fatalError", "(", at: index) { return "fatalError" }
        if swift.matches("preconditionFailure", "(", at: index) { return "preconditionFailure" }
        return nil
    }
}

extension SwiftText {
    /// Whether a comment on a line, or directly above it and its attributes, says why the mark is right.
    fileprivate func givesReason(for mark: String, at number: Int) -> Bool {
        if let line = line(number), isReason(line, for: mark) { return true }
        var above = number - 1
        while isAttributeOnly(above) { above -= 1 }
        while let line = line(above), !line.hasContent, !(line.comment + line.documentation).isEmpty {
            if isReason(line, for: mark) { return true }
            above -= 1
        }
        return false
    }

    private func isReason(_ line: Line, for mark: String) -> Bool {
        if String(decoding: line.documentation, as: UTF8.self).contains(mark) { return true }
        let comment = String(decoding: line.comment, as: UTF8.self)
        return comment.split(separator: " ").count > 3 && !comment.contains("swift-format-ignore")
    }

    private func isAttributeOnly(_ number: Int) -> Bool {
        let onLine = tokens(onLine: number)
        return onLine.first?.text == "@" && !onLine.contains { $0.text == "{" || $0.text == "}" }
    }

    private func tokens(onLine number: Int) -> ArraySlice<Token> {
        let start = tokens.partitioningIndex { $0.line >= number }
        return tokens[start...].prefix { $0.line == number }
    }
}

extension Array {
    /// The first index whose element, and all behind it, satisfy the condition; the array is sorted by it.
    fileprivate func partitioningIndex(where belongsBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongsBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
