/// Writes what follows from the declarations of a group of commands: overloads that read `String`, and methods.
struct CommandWriter {
    private static let width = FormatConfiguration.lineLength

    /// The group's folder, from the repository's root.
    let folder: String
    let declarations: [CommandDeclaration]

    var text: String {
        let overloads = declarations.flatMap(Self.overloads)
        let methods = declarations.map(Self.method)
        let blocks = [("Command", overloads), ("CommandSender", methods)].filter { !$0.1.isEmpty }
        let extensions = blocks.map { name, members in
            "extension \(name) {\n\(members.joined(separator: "\n\n"))\n}\n"
        }
        let body = extensions.joined(separator: "\n")
        let header = "// Generated from \(folder)/ by: swift run --package-path Checks generate-commands\n\n"
        return header + (body.contains("ByteBuffer") ? "public import NIOCore\n\n" : "") + body
    }

    /// The declaration for each choice of types that aren't named, but `String`.
    private static func overloads(_ declaration: CommandDeclaration) -> [String] {
        let types = declaration.chosenTypes
        return (1..<(1 << types.count)).map { choice in
            let fixed = Set(types.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element))
            let overload = declaration.fixing(fixed)
            let arguments = declaration.parameters.map { parameter in
                let isFixed = parameter.chosenType.map(fixed.contains) ?? false
                return isFixed ? "\(parameter.label.map { "\($0): " } ?? "")String.self" : parameter.argument
            }
            return overload.documentation.lines
                + signature(
                    "public static func", overload, overload.parameters.map(\.text),
                    result: " -> Command where Response == \(overload.response)")
                + call(declaration.name, arguments, indentation: 8) + "    }"
        }
    }

    private static func method(_ declaration: CommandDeclaration) -> String {
        let types = declaration.chosenTypes
        let parameters = declaration.parameters.map { parameter in
            let isChosen = parameter.chosenType.map(types.contains) ?? false
            return parameter.text + (isChosen && parameter.defaultValue == nil ? " = String.self" : "")
        }
        let isVoid = declaration.response == "Void"
        return declaration.documentation.lines
            + (declaration.isDiscardable && !isVoid ? "    @discardableResult\n" : "")
            + signature(
                "public func", declaration, parameters,
                result: " async throws(ClientError)" + (isVoid ? "" : " -> \(declaration.response)"))
            + sending(declaration.name, declaration.parameters.map(\.argument)) + "    }"
    }

    /// The line or lines up to the opening brace.
    private static func signature(
        _ keywords: String, _ declaration: CommandDeclaration, _ parameters: [String], result: String
    ) -> String {
        let names = declaration.generics.map(\.text)
        let list = names.joined(separator: ", ")
        let start = "    \(keywords) \(declaration.name)" + (names.isEmpty ? "" : "<\(list)>")
        let line = "\(start)(\(parameters.joined(separator: ", ")))\(result) {\n"
        if line.count - 1 <= width { return line }
        let end = "(\n\(filled(parameters, indentation: 8))    )\(result) {\n"
        if start.count < width { return start + end }
        return "    \(keywords) \(declaration.name)<\n\(filled(names, indentation: 8))    >\(end)"
    }

    private static func sending(_ name: String, _ arguments: [String]) -> String {
        let line = "        try await send(.\(name)(\(arguments.joined(separator: ", "))))\n"
        if line.count - 1 <= width { return line }
        return "        try await send(\n\(call(name, arguments, indentation: 12))        )\n"
    }

    private static func call(_ name: String, _ arguments: [String], indentation: Int) -> String {
        let margin = String(repeating: " ", count: indentation)
        let line = "\(margin).\(name)(\(arguments.joined(separator: ", ")))\n"
        if line.count - 1 <= width { return line }
        return "\(margin).\(name)(\n\(filled(arguments, indentation: indentation + 4))\(margin))\n"
    }

    /// Items separated by commas, as many on each line as fit.
    private static func filled(_ items: [String], indentation: Int) -> String {
        let margin = String(repeating: " ", count: indentation)
        var lines: [String] = []
        for (index, item) in items.enumerated() {
            let piece = item + (index + 1 < items.count ? "," : "")
            if let last = lines.last, last.count + 1 + piece.count <= width {
                lines[lines.count - 1] = "\(last) \(piece)"
            } else {
                lines.append(margin + piece)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension [String] {
    /// Documentation, indented as a member's.
    fileprivate var lines: String { map { "    \($0)\n" }.joined() }
}
