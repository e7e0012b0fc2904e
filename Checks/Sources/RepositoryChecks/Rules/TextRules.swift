/// Rules on the text of any file: nothing of one machine, nothing that was built, nothing left to do.
package struct TextRules: Check {
    package static let longestReadme = 250

    package let name = "text"

    package init() {}

    package func findings(in tree: SourceTree) -> [Finding] {
        tree.files.flatMap { file in
            builtFiles(file) + machinePaths(file) + readmeLength(file) + unfinishedWork(file)
        }
    }

    private func builtFiles(_ file: SourceFile) -> [Finding] {
        guard file.components.last == "Package.resolved" || file.components.contains(".build") else { return [] }
        return [Finding(path: file.path, message: "is made by a build and must not be in the repository")]
    }

    private func readmeLength(_ file: SourceFile) -> [Finding] {
        guard file.path == "README.md", file.lines.count > Self.longestReadme else { return [] }
        let message = "has \(file.lines.count) lines, more than \(Self.longestReadme)"
        return [Finding(path: file.path, line: Self.longestReadme + 1, message: message)]
    }

    private func unfinishedWork(_ file: SourceFile) -> [Finding] {
        guard file.path.hasPrefix("Sources/") else { return [] }
        return file.lines.enumerated().compactMap { index, line in
            let words = line.utf8.split { !$0.isPartOfName }.map { String(decoding: $0, as: UTF8.self) }
            guard let word = words.first(where: Self.unfinished.contains) else { return nil }
            return Finding(path: file.path, line: index + 1, message: "\(word): do it, or describe it as an issue")
        }
    }

    private static let unfinished: Set = ["TODO", "FIXME", "XXX"]

    private func machinePaths(_ file: SourceFile) -> [Finding] {
        file.lines.enumerated().compactMap { index, line in
            guard let place = MachinePath.first(in: Array(line.utf8)) else { return nil }
            return Finding(path: file.path, line: index + 1, message: "names \(place), a path of one machine")
        }
    }
}

/// Absolute paths that exist on somebody's machine only.
private struct MachinePath {
    /// The path without its first slash, so that this file doesn't contain what it looks for.
    let path: String
    /// Whether a name has to follow for it to mean anything.
    let needsName: Bool

    private static let all = [
        MachinePath(path: "work/", needsName: false),
        MachinePath(path: "home/", needsName: true),
        MachinePath(path: "Users/", needsName: true),
        MachinePath(path: "root/", needsName: false),
        MachinePath(path: "opt/swift", needsName: false),
    ]

    static func first(in line: [UInt8]) -> String? {
        for start in line.indices where line[start] == .slash && isAbsolute(line, at: start) {
            if let found = all.first(where: { $0.follows(line[(start + 1)...]) }) { return "/" + found.path }
        }
        return nil
    }

    private func follows(_ rest: ArraySlice<UInt8>) -> Bool {
        guard rest.starts(with: path.utf8) else { return false }
        guard needsName else { return true }
        return rest.dropFirst(path.utf8.count).first?.isPartOfName ?? false
    }

    /// Whether a path begins with this slash: nothing that belongs to a path stands in front of it, save `scheme://`.
    private static func isAbsolute(_ line: [UInt8], at slash: Int) -> Bool {
        guard slash > 0 else { return true }
        let before = line[slash - 1]
        if before == .slash { return line[..<slash].suffix(3).elementsEqual("://".utf8) }
        return !before.isPartOfName && !".-~)}*>".utf8.contains(before)
    }
}
