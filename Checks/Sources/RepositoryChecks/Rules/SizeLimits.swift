/// No Swift file and no function grows beyond what a reader can hold in mind. Tests are held to the same limits.
///
/// The formatter sees to the length of lines of code, but lets comments be as long as they like, so this check sees to
/// them.
///
/// Generated files may be long: nobody reads them from top to bottom, and one function in them is like the next.
package struct SizeLimits: Check {
    package static let longestFile = 700
    package static let longestFunction = 70

    package let name = "size"

    package init() {}

    package func findings(in tree: SourceTree) -> [Finding] {
        tree.swiftFiles().flatMap { file, swift in
            longFile(file, swift) + longFunctions(file, swift) + longComments(file, swift)
        }
    }

    private func longFile(_ file: SourceFile, _ swift: SwiftText) -> [Finding] {
        let count = swift.lines.count
        guard count > Self.longestFile, !file.path.hasPrefix(GeneratedCommands.output) else { return [] }
        return [Finding(path: file.path, message: "the file has \(count) lines, more than \(Self.longestFile)")]
    }

    private func longFunctions(_ file: SourceFile, _ swift: SwiftText) -> [Finding] {
        swift.functions.filter { $0.length > Self.longestFunction }.map { function in
            let message = "\(function.name) has \(function.length) lines, more than \(Self.longestFunction)"
            return Finding(path: file.path, line: function.firstLine, message: message)
        }
    }

    private func longComments(_ file: SourceFile, _ swift: SwiftText) -> [Finding] {
        zip(file.lines, swift.lines).enumerated().compactMap { index, line in
            let (text, reading) = line
            guard !reading.hasContent, text.utf8.count > FormatConfiguration.lineLength else { return nil }
            // An address can't be broken into lines.
            guard text.count > FormatConfiguration.lineLength, !text.contains("://") else { return nil }
            let message = "the comment has \(text.count) columns, more than \(FormatConfiguration.lineLength)"
            return Finding(path: file.path, line: index + 1, message: message)
        }
    }
}
