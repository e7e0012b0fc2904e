import Foundation

/// The formatter's configuration stays as strict as it was, and nothing is excepted from it as a whole.
package struct FormatConfiguration: Check {
    package static let path = ".swift-format"
    package static let lineLength = 120
    package static let requiredRules = [
        "AllPublicDeclarationsHaveDocumentation", "FileScopedDeclarationPrivacy", "NeverForceUnwrap",
        "NeverUseForceTry", "OrderedImports",
    ]

    package let name = "format"

    package init() {}

    package func findings(in tree: SourceTree) -> [Finding] {
        rootConfiguration(in: tree) + otherConfigurations(in: tree) + exceptedFiles(in: tree)
    }

    private func rootConfiguration(in tree: SourceTree) -> [Finding] {
        guard let file = tree.file(Self.path) else { return [Finding(path: Self.path, message: "is missing")] }
        guard let parsed = try? JSONSerialization.jsonObject(with: Data(file.text.utf8)),
            let configuration = parsed as? [String: Any]
        else { return [Finding(path: file.path, message: "is not a JSON object")] }
        var findings: [Finding] = []
        if configuration["lineLength"] as? Int != Self.lineLength {
            findings.append(Finding(path: file.path, message: "lineLength is not \(Self.lineLength)"))
        }
        let rules = configuration["rules"] as? [String: Any] ?? [:]
        return findings
            + Self.requiredRules.filter { rules[$0] as? Bool != true }.map { rule in
                Finding(path: file.path, message: "\(rule) is not switched on")
            }
    }

    /// A configuration in a folder would hold for that folder in place of the root's.
    private func otherConfigurations(in tree: SourceTree) -> [Finding] {
        tree.files.filter { $0.path != Self.path && $0.components.last == Self.path[...] }.map { file in
            Finding(path: file.path, message: "there must be one formatter configuration, in the root")
        }
    }

    private func exceptedFiles(in tree: SourceTree) -> [Finding] {
        tree.swiftFiles().flatMap { file, swift in
            swift.lines.indices.compactMap { index in
                let comment = String(decoding: swift.lines[index].comment, as: UTF8.self)
                guard comment.contains("swift-format-ignore-file") else { return nil }
                return Finding(path: file.path, line: index + 1, message: "takes a whole file out of the format rules")
            }
        }
    }
}
