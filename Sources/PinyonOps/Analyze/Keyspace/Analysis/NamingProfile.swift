/// How consistently keys are named.
package struct NamingProfile: Sendable {
    /// A first segment as it is written, and how many names begin with it.
    package struct Spelling: Sendable, Hashable {
        /// The segment.
        package let text: String
        /// How many names begin with it.
        package let keys: Int
    }

    /// What keeps a name from being like most others.
    package enum Flaw: String, Codable, Sendable, CaseIterable {
        /// Its segments are separated by something else than those of most names.
        case otherDelimiter
        /// It has only one segment.
        case noDelimiter
        /// Its first segment tells one thing from another, so that the name doesn't say what it is of.
        case identifierFirst
        /// Its first segment is written otherwise than most: `users` or `User` beside `user`.
        case otherSpelling
        /// There are spaces in it.
        case spaces
        /// There are control characters in it.
        case controls
        /// It is no UTF-8.
        case notUTF8
        /// It has more than 128 bytes.
        case long
    }

    /// The most bytes that a name should have.
    package static let longestName = 128
    /// A first segment with fewer names is no habit, so that its spelling says nothing: `users` may be a set of all
    /// that `user:*` is about.
    private static let leastKeysOfSpelling = 10

    /// How many names were looked at.
    package let keys: Int
    /// How many names have segments separated by what.
    package let delimiters: [Character: Int]
    /// What separates the segments of most names; nil if all have only one.
    package let majority: Character?
    /// How many different first segments there are among names with several.
    package let firstSegments: Int
    /// First segments that differ only by capitals, plural or hyphens, the one with most names first in each group.
    package let variants: [[Spelling]]
    /// How many names have which flaw. A name may have several.
    package let flaws: [Flaw: Int]
    /// How many names have none.
    package let conformingKeys: Int

    /// The share of the names without a flaw, in per cent; nil if there are none.
    package var conformity: Double? { keys > 0 ? 100 * Double(conformingKeys) / Double(keys) : nil }

    /// Looks at names.
    package init(_ names: some Sequence<KeyName>) {
        let shapes = names.map(KeyShape.init)
        keys = shapes.count
        delimiters = Self.counts(shapes.compactMap(\.delimiter))
        let delimiter = delimiters.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        majority = delimiter
        let beginnings = shapes.filter { $0.depth > 1 }.compactMap(\.segments.first)
        let first = Self.counts(beginnings.map(\.bytes))
        firstSegments = first.count
        variants = Self.variants(beginnings)
        // Random words aren't recognised, but there are too many of them.
        let isCrowded = first.count * first.count > keys
        let minor = Set(variants.flatMap { $0.dropFirst().map(\.text) })
        let found = shapes.map { shape in
            Self.flaws(shape, delimiter, minor) { segment in
                isCrowded && (segment.isIdentifier || first[segment.bytes] ?? 0 <= 2)
            }
        }
        flaws = Self.counts(found.flatMap(\.self))
        conformingKeys = found.count(where: \.isEmpty)
    }

    private static func flaws(
        _ shape: KeyShape, _ delimiter: Character?, _ minor: Set<String>, isIdentifier: (KeyShape.Segment) -> Bool
    ) -> [Flaw] {
        var flaws: [Flaw] = []
        if shape.depth == 1 {
            flaws.append(.noDelimiter)
        } else {
            if shape.delimiter != delimiter { flaws.append(.otherDelimiter) }
            if let first = shape.segments.first {
                if isIdentifier(first) { flaws.append(.identifierFirst) }
                if minor.contains(first.general) { flaws.append(.otherSpelling) }
            }
        }
        if shape.hasSpaces { flaws.append(.spaces) }
        if shape.hasControls { flaws.append(.controls) }
        if shape.charset == .binary { flaws.append(.notUTF8) }
        if shape.byteCount > longestName { flaws.append(.long) }
        return flaws
    }

    private static func variants(_ beginnings: [KeyShape.Segment]) -> [[Spelling]] {
        let words = counts(beginnings.filter { !$0.isIdentifier }.map(\.general))
            .filter { $0.value >= leastKeysOfSpelling }.map { Spelling(text: $0.key, keys: $0.value) }
        return Dictionary(grouping: words) { stem(of: $0.text) }.values.filter { $0.count > 1 }
            .map { $0.sorted { ($1.keys, $0.text) < ($0.keys, $1.text) } }
            .sorted { ($1[0].keys, $0[0].text) < ($0[0].keys, $1[0].text) }
    }

    /// What is the same for words that differ only by capitals, plural or hyphens.
    private static func stem(of word: String) -> String {
        let plain = word.lowercased().filter { !"_-. ".contains($0) }
        if plain.count > 4, plain.hasSuffix("ies") { return String(plain.dropLast(3)) + "y" }
        if ["ches", "shes", "sses", "xes"].contains(where: { plain.hasSuffix($0) }) {
            return String(plain.dropLast(2))
        }
        guard plain.count > 2, plain.hasSuffix("s"), !["ss", "us", "is"].contains(where: { plain.hasSuffix($0) })
        else { return plain }
        return String(plain.dropLast())
    }

    private static func counts<Element: Hashable>(_ elements: [Element]) -> [Element: Int] {
        elements.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
