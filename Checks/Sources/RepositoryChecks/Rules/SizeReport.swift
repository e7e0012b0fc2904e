/// How long the files of each module are, and which functions are the longest. Generated files don't count.
package struct SizeReport: Sendable, CustomStringConvertible {
    /// The lines of one module's files.
    struct Module: Sendable, Equatable {
        let name: String
        /// In rising order.
        let lines: [Int]

        var median: Int { rank(0.5) }
        var p90: Int { rank(0.9) }

        /// The smallest count that this share of the files doesn't exceed.
        private func rank(_ share: Double) -> Int {
            lines.isEmpty ? 0 : lines[max(0, Int((share * Double(lines.count)).rounded(.up)) - 1)]
        }
    }

    /// A function and the file it stands in.
    struct Function: Sendable, Equatable {
        let path: String
        let span: FunctionSpan
    }

    let modules: [Module]
    let longestInSources: [Function]
    let longestInTests: [Function]

    package init(_ tree: SourceTree) {
        let files = tree.swiftFiles().filter { !$0.file.path.hasPrefix(GeneratedCommands.output) }
        let groups = Dictionary(grouping: files) { Self.module(of: $0.file) }
        modules = groups.sorted { $0.key < $1.key }.map { name, files in
            Module(name: name, lines: files.map(\.swift.lines.count).sorted())
        }
        longestInSources = Self.longest(in: tree, below: "Sources/")
        longestInTests = Self.longest(in: tree, below: "Tests/")
    }

    /// `Sources/Name` and `Tests/Name` are modules; everything else counts by its first folder.
    private static func module(of file: SourceFile) -> String {
        let depth = ["Sources", "Tests"].contains(file.components[0]) ? 2 : 1
        guard file.components.count > depth else { return "(root)" }
        return file.components.prefix(depth).joined(separator: "/")
    }

    private static func longest(in tree: SourceTree, below folder: String) -> [Function] {
        let functions = tree.swiftFiles(below: folder).flatMap { file, swift in
            swift.functions.map { Function(path: file.path, span: $0) }
        }
        return Array(functions.sorted { $0.span.length > $1.span.length }.prefix(5))
    }

    package var description: String {
        let width = modules.map(\.name.count).max() ?? 0
        var lines = [row("module", ["files", "lines", "median", "p90", "max"], width: width)]
        for module in modules {
            let total = module.lines.reduce(0, +)
            let numbers = [module.lines.count, total, module.median, module.p90, module.lines.last ?? 0]
            lines.append(row(module.name, numbers.map(String.init), width: width))
        }
        for (title, functions) in [("Sources", longestInSources), ("Tests", longestInTests)] where !functions.isEmpty {
            lines.append("longest functions in \(title):")
            lines += functions.map { "  \($0.span.length) lines  \($0.path):\($0.span.firstLine): \($0.span.name)" }
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ name: String, _ cells: [String], width: Int) -> String {
        let padding = String(repeating: " ", count: max(0, width - name.count))
        return name + padding + cells.map { String(repeating: " ", count: max(0, 8 - $0.count)) + $0 }.joined()
    }
}
