/// The client's methods, which are made from the static functions of its commands, are as these say now.
package struct GeneratedCommands: Check {
    package static let folder = "Sources/PinyonClient/Commands/"
    package static let output = folder + "Generated/"

    package let name = "generated"

    package init() {}

    package func findings(in tree: SourceTree) -> [Finding] {
        let (files, failures) = Self.files(for: tree)
        let outdated = files.filter { tree.file($0.path)?.text != $0.text }.map { file in
            Finding(path: file.path, message: "is outdated: swift run --package-path Checks generate-commands")
        }
        let paths = Set(files.map(\.path))
        let orphans = tree.swiftFiles(below: Self.output).filter { !paths.contains($0.file.path) }.map { orphan in
            Finding(path: orphan.file.path, message: "is made from no folder of commands: delete it")
        }
        return failures + outdated + orphans
    }

    /// The files that the commands' folders call for, and the declarations that can't be read.
    package static func files(for tree: SourceTree) -> (files: [SourceFile], failures: [Finding]) {
        var groups: [String: [CommandDeclaration]] = [:]
        var failures: [Finding] = []
        for (file, _) in tree.swiftFiles(below: folder) {
            let parts = file.path.dropFirst(folder.count).split(separator: "/")
            guard parts.count == 2, !file.path.hasPrefix(output) else { continue }
            do {
                groups[String(parts[0]), default: []] += try DeclarationParser(file).declarations()
            } catch {
                failures.append(Finding(path: file.path, line: error.line, message: error.message))
            }
        }
        let files = groups.filter { !$0.value.isEmpty }.map { group, declarations in
            let writer = CommandWriter(folder: folder + group, declarations: declarations)
            return SourceFile(path: "\(output)\(group).swift", text: writer.text)
        }
        return (files.sorted { $0.path < $1.path }, failures)
    }
}
