/// Something that can be wrong with servers and their data, and what to do about it.
package struct Rule: Sendable {
    /// What a finding is about; `--include` chooses by it.
    package enum Category: String, Codable, Sendable, CaseIterable {
        case hitRate = "hit-rate"
        case memory
        case keys
        case latency
        case slowlog
        case clients
        case persistence
        case replication
        case cluster
        case security
        case config
    }

    /// What a rule has come to.
    package enum Outcome: Sendable {
        /// What it found; nothing if all is well.
        case findings([Finding])
        /// It couldn't be asked, and why.
        case skipped(Absence)
    }

    /// The name, stable between versions.
    package let id: String
    /// Names by which others know the same thing.
    package let aliases: [String]
    /// What it is about.
    package let category: Category
    /// The number from which on it speaks, in the unit that `unit` says.
    package let threshold: Double
    /// The unit of the number, such as `percent` or `bytes`.
    package let unit: String
    /// Looks for it. Called with the number from which on it speaks: the rule's, or the user's.
    package let check: @Sendable (_ facts: Facts, _ threshold: Double) -> Outcome

    /// A rule.
    package init(
        _ id: String, aliases: [String] = [], _ category: Category, threshold: Double, unit: String,
        check: @escaping @Sendable (_ facts: Facts, _ threshold: Double) -> Outcome
    ) {
        self.id = id
        self.aliases = aliases
        self.category = category
        self.threshold = threshold
        self.unit = unit
        self.check = check
    }
}

extension Rule.Outcome {
    /// Nothing was found.
    package static let passed = Self.findings([])

    /// One thing was found, or nothing.
    package static func finding(_ finding: Finding?) -> Self { .findings(finding.map { [$0] } ?? []) }
}
