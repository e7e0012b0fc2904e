/// How an operation ended.
package enum ReportStatus: String, Codable, Sendable {
    /// All that was asked was done.
    case success
    /// A part was refused, failed, or was broken off.
    case partial
    /// Nothing of use came out.
    case error
}

/// How much something matters.
package enum Priority: String, Codable, Sendable, CaseIterable {
    /// Act on it.
    case high
    /// Plan for it.
    case medium
    /// Good to know.
    case low
}

/// What to do about something that an operation found.
package struct Recommendation: Codable, Sendable, Hashable {
    /// The rule's name, stable between versions.
    package var id: String
    /// What it is about: `memory`, `hit-rate`, `load`, `correctness`.
    package var category: String
    /// What was found.
    package var issue: String
    /// What to do.
    package var action: String
    /// How much it matters.
    package var priority: Priority
    /// The number that was found, in the unit that `issue` names.
    package var value: Double
    /// The number from which on the rule speaks.
    package var threshold: Double
    /// The measurements behind it, one a line.
    package var evidence: [String]
    /// `measured`, or `estimated` when it was derived from a sample.
    package var confidence: String

    /// A recommendation.
    package init(
        id: String,
        category: String,
        issue: String,
        action: String,
        priority: Priority,
        value: Double,
        threshold: Double,
        evidence: [String] = [],
        confidence: String = "measured"
    ) {
        self.id = id
        self.category = category
        self.issue = issue
        self.action = action
        self.priority = priority
        self.value = value
        self.threshold = threshold
        self.evidence = evidence
        self.confidence = confidence
    }
}
