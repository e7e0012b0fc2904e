import Foundation

/// Taking the text of a declaration apart. Brackets are counted, so that nothing inside of them is taken for an end.
extension StringProtocol where SubSequence == Substring {
    var trimmingBlanks: String { trimmingCharacters(in: .whitespaces) }

    /// What stands in front of a character outside of all brackets; everything if it doesn't occur.
    func prefix(upToFirst end: Character) -> Substring {
        var depth = 0
        var previous: Character = " "
        for index in indices {
            if depth == 0, self[index] == end { return self[..<index] }
            depth += self[index].depthChange(after: previous)
            previous = self[index]
        }
        return self[...]
    }

    /// The parts between the commas outside of all brackets.
    func splitAtCommas() -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while !rest.isEmpty {
            let part = rest.prefix(upToFirst: ",")
            if !part.trimmingBlanks.isEmpty { parts.append(part.trimmingBlanks) }
            rest = rest[part.endIndex...].dropFirst()
        }
        return parts
    }
}

extension Substring {
    /// Takes the name at the start.
    mutating func takeName() -> String {
        let name = prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        self = self[name.endIndex...]
        return String(name)
    }

    /// Takes what stands in brackets at the start, without them; nil if there is no such bracket.
    mutating func takeBracketed(_ opening: Character, _ closing: Character) -> Substring? {
        guard first == opening else { return nil }
        let inside = dropFirst().prefix(upToFirst: closing)
        self = self[inside.endIndex...].dropFirst()
        return inside
    }
}

extension Character {
    /// How many more brackets are open behind it. The `>` of an arrow is no bracket.
    fileprivate func depthChange(after previous: Character) -> Int {
        switch self {
        case "(", "[", "<": 1
        case ")", "]": -1
        case ">": previous == "-" ? 0 : -1
        default: 0
        }
    }
}
