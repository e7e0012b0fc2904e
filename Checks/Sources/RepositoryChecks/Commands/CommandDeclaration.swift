/// A hand-written static function that makes a command, as its declaration says.
struct CommandDeclaration: Sendable, Equatable {
    struct Parameter: Sendable, Equatable {
        /// The argument label; nil for none.
        let label: String?
        let name: String
        var type: String
        let defaultValue: String?

        /// How the parameter is declared.
        var text: String {
            let names = label == name ? name : "\(label ?? "_") \(name)"
            return "\(names): \(type)" + (defaultValue.map { " = \($0)" } ?? "")
        }

        /// How the parameter is passed on as an argument.
        var argument: String {
            let value = type.hasPrefix("repeat ") ? "repeat each \(name)" : name
            return label.map { "\($0): \(value)" } ?? value
        }
    }

    struct Generic: Sendable, Equatable {
        let name: String
        /// How it is declared, with what it has to conform to.
        let text: String
    }

    let name: String
    /// The documentation's lines with their slashes, without indentation.
    let documentation: [String]
    /// Whether callers of the method often have no use for its result.
    let isDiscardable: Bool
    var generics: [Generic]
    var parameters: [Parameter]
    /// What `Response` is.
    var response: String
    /// Counted from 1.
    let line: Int

    /// The generic parameters that are named by a parameter `as type: Value.Type`, in the order of the parameters.
    var chosenTypes: [String] {
        let names = Set(generics.map(\.name))
        return parameters.compactMap(\.chosenType).filter(names.contains)
    }

    /// Gives `Response` a name of its own, as a function outside of `Command` needs it.
    mutating func nameResponse(conformingTo requirement: String) {
        generics.append(Generic(name: "Value", text: "Value: \(requirement)"))
        for index in parameters.indices {
            parameters[index].type = parameters[index].type.replacingNames(["Response"], with: "Value")
        }
        response = "Value"
    }

    /// The declaration in which some types are `String` and the parameters that named them are gone.
    func fixing(_ types: Set<String>) -> CommandDeclaration {
        let gone = parameters.filter { $0.chosenType.map(types.contains) ?? false }.map(\.name)
        let kept = parameters.filter { !gone.contains($0.name) }.map { parameter in
            var parameter = parameter
            parameter.type = parameter.type.replacingNames(types, with: "String")
            return parameter
        }
        return CommandDeclaration(
            name: name, documentation: documentation.omittingParameters(gone), isDiscardable: isDiscardable,
            generics: generics.filter { !types.contains($0.name) }, parameters: kept,
            response: response.replacingNames(types, with: "String"), line: line
        )
    }
}

extension CommandDeclaration.Parameter {
    /// The type that a metatype parameter names.
    var chosenType: String? {
        type.hasSuffix(".Type") ? String(type.dropLast(".Type".count)) : nil
    }
}

extension String {
    /// The text in which another name stands for each of these.
    fileprivate func replacingNames(_ names: Set<String>, with replacement: String) -> String {
        var result = ""
        var word = ""
        for character in self + "\0" {
            if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
            } else {
                result += (names.contains(word) ? replacement : word) + String(character)
                word = ""
            }
        }
        return String(result.dropLast())
    }
}

extension [String] {
    /// The documentation's lines without what they say of these parameters.
    fileprivate func omittingParameters(_ names: [String]) -> [String] {
        var result: [String] = []
        var isOmitting = false
        for line in self {
            if line.isContinuedItem, isOmitting { continue }
            isOmitting = names.contains { line.hasPrefix("///   - \($0):") || line.hasPrefix("/// - Parameter \($0):") }
            if !isOmitting { result.append(line) }
        }
        if let header = result.firstIndex(of: "/// - Parameters:"),
            header + 1 == result.count || !result[header + 1].hasPrefix("///   - ")
        {
            result.remove(at: header)
        }
        while result.last == "///" { result.removeLast() }
        return result
    }
}

extension String {
    /// Whether the line goes on with a list's item above.
    fileprivate var isContinuedItem: Bool {
        hasPrefix("///   ") && !hasPrefix("///   - ")
    }
}
