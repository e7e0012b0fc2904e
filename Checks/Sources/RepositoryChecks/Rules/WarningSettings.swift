/// Every target is compiled with the manifest's `settings`, which make each warning an error.
package struct WarningSettings: Check {
    package static let manifests = ["Package.swift", "Checks/Package.swift"]

    package let name = "warnings"

    package init() {}

    package func findings(in tree: SourceTree) -> [Finding] {
        Self.manifests.flatMap { path in
            guard let file = tree.file(path), let swift = file.swift else {
                return [Finding(path: path, message: "is missing")]
            }
            return sharedSettings(of: file, swift) + targets(of: file, swift)
        }
    }

    private func sharedSettings(of file: SourceFile, _ swift: SwiftText) -> [Finding] {
        let message = "`let settings` doesn't contain `.treatAllWarnings(as: .error)`"
        guard let start = swift.tokens.indices.first(where: { swift.matches("let", "settings", at: $0) }),
            let equals = swift.tokens[start...].firstIndex(where: { $0.text == "=" }),
            swift.matches("[", at: equals + 1),
            let end = swift.closing(of: equals + 1)
        else { return [Finding(path: file.path, message: message)] }
        let isStrict = (equals...end).contains { index in
            swift.matches(".", "treatAllWarnings", "(", "as", ":", ".", "error", ")", at: index)
        }
        return isStrict ? [] : [Finding(path: file.path, line: swift.tokens[start].line, message: message)]
    }

    private func targets(of file: SourceFile, _ swift: SwiftText) -> [Finding] {
        var findings: [Finding] = []
        var index = 0
        while index < swift.tokens.count {
            guard let kind = targetKind(at: index, in: swift), let end = swift.closing(of: index + 2) else {
                index += 1
                continue
            }
            if !(index...end).contains(where: { passesSettings(at: $0, in: swift) }) {
                let message = ".\(kind) doesn't pass `swiftSettings: settings`"
                findings.append(Finding(path: file.path, line: swift.tokens[index].line, message: message))
            }
            // What is nested in a target is a dependency, not a target.
            index = end
        }
        return findings
    }

    private func targetKind(at index: Int, in swift: SwiftText) -> String? {
        ["target", "executableTarget", "testTarget", "macro"].first { kind in
            swift.matches(".", kind, "(", at: index)
        }
    }

    private func passesSettings(at index: Int, in swift: SwiftText) -> Bool {
        swift.matches("swiftSettings", ":", "settings", ",", at: index)
            || swift.matches("swiftSettings", ":", "settings", ")", at: index)
            || swift.matches("swiftSettings", ":", "settings", "+", at: index)
    }
}
