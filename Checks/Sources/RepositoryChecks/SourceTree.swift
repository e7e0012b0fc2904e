/// A file of the repository, with its path from the repository's root.
package struct SourceFile: Sendable {
    package let path: String
    /// Empty for a file that is not text.
    package let text: String
    /// What the file says as Swift; `nil` for every other kind of file.
    let swift: SwiftText?

    package init(path: String, text: String) {
        self.path = path
        self.text = text
        swift = path.hasSuffix(".swift") ? SwiftText(text) : nil
    }

    /// The path's components.
    var components: [Substring] { path.split(separator: "/") }

    var lines: [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

/// The files that belong to the repository.
package struct SourceTree: Sendable {
    package let files: [SourceFile]

    package init(_ files: [SourceFile]) {
        self.files = files.sorted { $0.path < $1.path }
    }

    func file(_ path: String) -> SourceFile? {
        files.first { $0.path == path }
    }

    /// The Swift files below a folder, each with its reading as Swift; all of them when no folder is named.
    func swiftFiles(below folder: String = "") -> [(file: SourceFile, swift: SwiftText)] {
        files.compactMap { file in
            guard file.path.hasPrefix(folder), let swift = file.swift else { return nil }
            return (file, swift)
        }
    }
}
