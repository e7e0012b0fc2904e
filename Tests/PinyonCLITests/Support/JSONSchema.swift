import Foundation

/// A JSON Schema, as far as this project's schemas use the language.
struct JSONSchema {
    private static let known: Set = [
        "$schema", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum",
        "const", "minimum", "maximum",
    ]

    /// The schema itself.
    let root: JSON

    init(_ root: JSON) {
        self.root = root
    }

    /// One of the schemas in `docs/schemas`.
    init(named name: String) throws {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        let file = folder.appendingPathComponent("docs/schemas/\(name).schema.json")
        root = try JSON(parsing: try String(contentsOf: file, encoding: .utf8))
    }

    /// What is wrong with a value; empty if it fits.
    func violations(_ value: JSON) -> [String] { Self.violations(value, root, at: "report") }

    /// What is wrong with the schema: words that this type doesn't know, fields without description, objects that are
    /// open.
    var flaws: [String] { Self.flaws(root, at: "report") }

    private static func violations(_ value: JSON, _ schema: JSON, at place: String) -> [String] {
        var found: [String] = []
        if schema["type"] != .null {
            let names = schema["type"].string.map { [$0] } ?? schema["type"].elements.compactMap(\.string)
            if !names.contains(where: { isOfType(value, $0) }) {
                return ["\(place) is \(value), not of type \(names.joined(separator: " or "))"]
            }
        }
        if case .array(let choices) = schema["enum"], !choices.contains(value) { found.append("\(place) is \(value)") }
        if schema["const"] != .null, schema["const"] != value { found.append("\(place) is \(value)") }
        if let number = value.number {
            if let minimum = schema["minimum"].number, number < minimum { found.append("\(place) is below \(minimum)") }
            if let maximum = schema["maximum"].number, number > maximum { found.append("\(place) is above \(maximum)") }
        }
        if case .object(let members) = value { found += violations(members, schema, at: place) }
        if schema["items"] != .null {
            for (index, element) in value.elements.enumerated() {
                found += violations(element, schema["items"], at: "\(place)[\(index)]")
            }
        }
        return found
    }

    private static func violations(_ members: [String: JSON], _ schema: JSON, at place: String) -> [String] {
        var found: [String] = []
        for name in schema["required"].elements.compactMap(\.string) where members[name] == nil {
            found.append("\(place).\(name) is missing")
        }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            if case .object(let properties) = schema["properties"], let property = properties[name] {
                found += violations(member, property, at: "\(place).\(name)")
            } else if schema["additionalProperties"] == .boolean(false) {
                found.append("\(place).\(name) is unknown")
            }
        }
        return found
    }

    private static func isOfType(_ value: JSON, _ name: String) -> Bool {
        switch value {
        case .null: name == "null"
        case .boolean: name == "boolean"
        case .number(let number): name == "number" || name == "integer" && number == number.rounded()
        case .string: name == "string"
        case .array: name == "array"
        case .object: name == "object"
        }
    }

    private static func flaws(_ schema: JSON, at place: String) -> [String] {
        guard case .object(let words) = schema else { return ["\(place) is no schema"] }
        var found = Set(words.keys).subtracting(known).sorted().map { "\(place) uses \($0)" }
        if schema["description"].string?.isEmpty ?? true { found.append("\(place) has no description") }
        if schema["type"] == .null { found.append("\(place) has no type") }
        if schema["type"] == "object" {
            guard case .object(let properties) = schema["properties"] else {
                return found + ["\(place) has no properties"]
            }
            if schema["additionalProperties"] != .boolean(false) { found.append("\(place) is open") }
            let required = schema["required"].elements.compactMap(\.string)
            if Set(required) != Set(properties.keys) { found.append("\(place) doesn't require all of its properties") }
            for (name, property) in properties { found += flaws(property, at: "\(place).\(name)") }
        }
        if schema["type"] == "array" { found += flaws(schema["items"], at: "\(place)[]") }
        return found
    }
}
