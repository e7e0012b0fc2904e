/// The README's examples that begin with an import are the compiled ones, line by line.
package struct ReadmeExample: Check {
    private static let readme = "README.md"
    /// In the order of the examples. The first must be there.
    private static let snippets = ["Snippets/README.swift", "Snippets/Redis.swift", "Snippets/Structures.swift"]
    private static let begin = "// snippet.example"
    private static let end = "// snippet.end"

    package let name = "readme"

    package init() {}

    package func findings(in tree: SourceTree) -> [Finding] {
        guard let readme = tree.file(Self.readme) else { return [] }
        let shown = Self.examples(in: readme)
        guard let first = Self.snippets.first, !shown.isEmpty else {
            return [Finding(path: Self.readme, message: "has no example in Swift that begins with an import")]
        }
        let snippets = Self.snippets.filter { $0 == first || tree.file($0) != nil }
        guard shown.count == snippets.count else {
            let names = snippets.joined(separator: ", ")
            let message = "has \(shown.count) examples that begin with an import, for \(names)"
            return [Finding(path: Self.readme, message: message)]
        }
        return zip(shown, snippets).flatMap { example, path in Self.findings(example, path, tree.file(path)) }
    }

    private static func findings(_ shown: Example, _ path: String, _ snippet: SourceFile?) -> [Finding] {
        guard let snippet, let compiled = compiledExample(in: snippet) else {
            return [Finding(path: path, message: "has no lines between \(begin) and \(end)")]
        }
        for (offset, line) in compiled.enumerated() where offset >= shown.lines.count || shown.lines[offset] != line {
            let message = "differs from \(path), which says: \(line)"
            return [Finding(path: readme, line: shown.start + offset, message: message)]
        }
        guard shown.lines.count > compiled.count else { return [] }
        return [Finding(path: readme, line: shown.start + compiled.count, message: "says more than \(path)")]
    }

    /// An example and the number of its first line.
    private struct Example {
        var start: Int
        var lines: [Substring]
    }

    private static func examples(in file: SourceFile) -> [Example] {
        let lines = file.lines
        return lines.indices.filter { lines[$0] == "```swift" }.compactMap { fence in
            let example = Array(lines[(fence + 1)...].prefix { $0 != "```" })
            guard example.first?.hasPrefix("import ") == true else { return nil }
            return Example(start: fence + 2, lines: example)
        }
    }

    /// The imports and what stands between the marks.
    private static func compiledExample(in file: SourceFile) -> [Substring]? {
        let lines = file.lines
        guard let first = lines.firstIndex(where: { $0 == begin }),
            let last = lines.firstIndex(where: { $0 == end }), first < last
        else { return nil }
        return lines[..<first].filter { $0.hasPrefix("import ") } + lines[(first + 1)..<last]
    }
}
