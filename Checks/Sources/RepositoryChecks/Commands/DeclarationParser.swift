/// Reads the static functions that make commands from the text of a file: the public ones in `extension Command`.
///
/// The line `// The result is often of no use.` above the documentation marks a command whose method may be called
/// without using what it returns. Of a command that returns nothing but what the caller chose, the declaration says
/// `as type: Response.Type` and `where Response: RESPDecodable`.
struct DeclarationParser {
    /// Why a declaration can't be read.
    struct Failure: Error, Equatable {
        /// Counted from 1.
        let line: Int
        let message: String
    }

    static let discardableMark = "// The result is often of no use."
    private static let opening = "public static func "
    private static let clause = " -> Command where "

    private let lines: [Substring]

    init(_ file: SourceFile) {
        lines = file.lines
    }

    /// The declarations in the order of the file.
    func declarations() throws(Failure) -> [CommandDeclaration] {
        var declarations: [CommandDeclaration] = []
        var isInside = false
        var notes: [String] = []
        for (index, line) in lines.enumerated() {
            if !line.hasPrefix(" "), !line.isEmpty { isInside = line == "extension Command {" }
            guard isInside else { continue }
            let text = line.trimmingBlanks
            if text.hasPrefix("//") {
                notes.append(text)
            } else {
                if text.hasPrefix(Self.opening) { declarations.append(try declaration(at: index, notes)) }
                notes = []
            }
        }
        return declarations
    }

    private func declaration(at index: Int, _ notes: [String]) throws(Failure) -> CommandDeclaration {
        func failure(_ message: String) -> Failure { Failure(line: index + 1, message: message) }
        let all = lines[index...].map(\.trimmingBlanks).joined(separator: " ").dropFirst(Self.opening.count)
        let text = all.prefix(upToFirst: "{")
        var rest = text[...]
        let name = rest.takeName()
        let generics = rest.takeBracketed("<", ">") ?? ""
        guard let parameters = rest.takeBracketed("(", ")") else { throw failure("\(name) has no parameter list") }
        guard rest.hasPrefix(Self.clause) else {
            throw failure("\(name) must return Command where Response == … or Response: …")
        }
        let requirements = rest.dropFirst(Self.clause.count).splitAtCommas()
        guard let requirement = requirements.first, requirements.count == 1, requirement.hasPrefix("Response") else {
            throw failure("\(name) must say what Response is, and nothing else, in its where clause")
        }
        let result = requirement.dropFirst("Response".count)
        var declaration = CommandDeclaration(
            name: name, documentation: notes.filter { $0.hasPrefix("///") },
            isDiscardable: notes.contains(Self.discardableMark), generics: generics.splitAtCommas().map(Self.generic),
            parameters: try parameters.splitAtCommas().map { text throws(Failure) in
                guard let parameter = Self.parameter(text) else { throw failure("“\(text)” is no parameter") }
                return parameter
            }, response: String(result.dropFirst(" == ".count)), line: index + 1
        )
        if result.hasPrefix(": ") { declaration.nameResponse(conformingTo: String(result.dropFirst(2))) }
        return declaration
    }

    private static func generic(_ text: String) -> CommandDeclaration.Generic {
        var rest = text[...]
        if rest.hasPrefix("each ") { rest = rest.dropFirst("each ".count) }
        return CommandDeclaration.Generic(name: rest.takeName(), text: text)
    }

    private static func parameter(_ text: String) -> CommandDeclaration.Parameter? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let names = text[..<colon].split(separator: " ").map(String.init)
        guard let first = names.first, let last = names.last, names.count <= 2 else { return nil }
        let value = text[text.index(after: colon)...].trimmingBlanks
        let type = value.prefix(upToFirst: "=")
        let defaultValue = value.dropFirst(type.count + 1).trimmingBlanks
        return CommandDeclaration.Parameter(
            label: first == "_" ? nil : first, name: last, type: type.trimmingBlanks,
            defaultValue: defaultValue.isEmpty ? nil : defaultValue
        )
    }
}
