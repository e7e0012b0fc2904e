/// The README's first example is the compiled one, line by line.
package struct ReadmeExample: Check {
    private static let readme = "README.md"
    private static let snippet = "Snippets/README.swift"
    private static let begin = "// snippet.example"
    private static let end = "// snippet.end"

    package let name = "readme"

    package init() {}

    package func findings(in tree: SourceTree) -> [Finding] {
        guard let readme = tree.file(Self.readme) else { return [] }
        guard let shown = Self.firstExample(in: readme) else {
            return [Finding(path: Self.readme, message: "has no example in Swift")]
        }
        guard let snippet = tree.file(Self.snippet), let compiled = Self.compiledExample(in: snippet) else {
            return [Finding(path: Self.snippet, message: "has no lines between \(Self.begin) and \(Self.end)")]
        }
        for (offset, line) in compiled.enumerated() where offset >= shown.lines.count || shown.lines[offset] != line {
            let message = "differs from \(Self.snippet), which says: \(line)"
            return [Finding(path: Self.readme, line: shown.start + offset, message: message)]
        }
        guard shown.lines.count > compiled.count else { return [] }
        let message = "says more than \(Self.snippet)"
        return [Finding(path: Self.readme, line: shown.start + compiled.count, message: message)]
    }

    private static func firstExample(in file: SourceFile) -> (start: Int, lines: [Substring])? {
        let lines = file.lines
        guard let fence = lines.firstIndex(of: "```swift") else { return nil }
        return (fence + 2, Array(lines[(fence + 1)...].prefix { $0 != "```" }))
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
