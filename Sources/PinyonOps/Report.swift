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

    /// Its place in a list that begins with what is most urgent.
    package var rank: Int {
        switch self {
        case .high: 0
        case .medium: 1
        case .low: 2
        }
    }
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
    /// `measured`, `estimated` when it was derived from a sample, or `inferred` by a rule of thumb.
    package var confidence: String
    /// Names by which others know the same rule; only where there are any.
    package var aliases: [String]?
    /// The keys, prefixes, clients or commands that it is about, the worst first; only where there are any.
    package var offenders: [Offender]?
    /// How many keys it was derived from; only where it was derived from a sample.
    package var sampleSize: Int?
    /// How urgent it is, from 0 to 1: how much is at stake, times how sure it is; only where that was computed.
    package var score: Double?

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

extension Recommendation {
    /// What to do about something that a rule has found.
    package init(_ rule: Rule, _ finding: Finding) {
        self.init(
            id: rule.id, category: rule.category.rawValue, issue: finding.issue, action: finding.action,
            priority: finding.priority, value: Figure.roundedShare(finding.value),
            threshold: Figure.roundedShare(finding.threshold), evidence: finding.evidence,
            confidence: finding.confidence.rawValue)
        aliases = rule.aliases.isEmpty ? nil : rule.aliases
        offenders = finding.offenders.isEmpty ? nil : finding.offenders
        sampleSize = finding.sampleSize
        score = Figure.rounded(finding.impact * finding.certainty)
    }
}
