/// An import declaration.
struct Import: Sendable, Equatable {
    /// The name of the module, without a submodule or a symbol behind it.
    let module: String
    let line: Int
}

extension SwiftText {
    private static let importKinds: Set = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor", "macro",
    ]

    /// The import declarations, whatever stands in front of them: attributes, an access level, a condition.
    var imports: [Import] {
        tokens.indices.compactMap { index in
            guard tokens[index].text == "import", !isLabel(at: index) else { return nil }
            var name = index + 1
            if name < tokens.count, Self.importKinds.contains(tokens[name].text) { name += 1 }
            guard name < tokens.count, tokens[name].isName || tokens[name].text.hasPrefix("`") else { return nil }
            return Import(module: tokens[name].text.filter { $0 != "`" }, line: tokens[index].line)
        }
    }

    /// Whether the token stands where an argument label or a member may stand.
    private func isLabel(at index: Int) -> Bool {
        index > 0 && ["(", ",", "."].contains(tokens[index - 1].text)
    }
}
