/// Modules import only what their row of ``ModuleTable`` allows.
package struct ImportDirections: Check {
    package let name = "imports"

    package init() {}

    package func findings(in tree: SourceTree) -> [Finding] {
        let files = tree.swiftFiles(below: "Sources/")
        return unknownModules(of: files.map(\.file)) + files.flatMap { findings(in: $0.file, $0.swift) }
    }

    /// One finding for each module that has no row, at its first file.
    private func unknownModules(of files: [SourceFile]) -> [Finding] {
        var known = Set(ModuleTable.allowed.keys)
        return files.compactMap { file in
            guard let module = Self.module(of: file) else {
                return Finding(path: file.path, message: "belongs to no module: move it into a folder of Sources")
            }
            guard known.insert(module).inserted else { return nil }
            return Finding(path: file.path, message: "module \(module) has no row in the table of allowed imports")
        }
    }

    private func findings(in file: SourceFile, _ swift: SwiftText) -> [Finding] {
        guard let module = Self.module(of: file), let allowed = ModuleTable.allowed[module] else { return [] }
        let layers = ModuleTable.layers.filter { file.path.hasPrefix($0.key) }
        return swift.imports.compactMap { imported in
            if let layer = layers.first(where: { !$0.value.contains(imported.module) }) {
                let message = "\(layer.key) must not import \(imported.module)"
                return Finding(path: file.path, line: imported.line, message: message)
            }
            guard !allowed.contains(imported.module) else { return nil }
            let message = "\(module) must not import \(imported.module)"
            return Finding(path: file.path, line: imported.line, message: message)
        }
    }

    private static func module(of file: SourceFile) -> String? {
        file.components.count > 2 ? String(file.components[1]) : nil
    }
}
