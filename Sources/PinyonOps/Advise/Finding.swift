/// What a rule has found.
package struct Finding: Sendable {
    /// What was found.
    package var issue: String
    /// What to do.
    package var action: String
    /// The number that was found.
    package var value: Double
    /// The number from which on the rule speaks.
    package var threshold: Double
    /// The measurements behind it, one a line, the worst first.
    package var evidence: [String]
    /// The keys or prefixes that it is about, the worst first.
    package var offenders: [Offender]
    /// How much is at stake, from 0 to 1: 1 for lost data or refused commands, 0.1 for what is good to know.
    package var impact: Double
    /// How sure it is, from 0 to 1.
    package var certainty: Double
    /// How it is known.
    package var confidence: Confidence
    /// How many keys it was derived from; nil if it wasn't from a sample.
    package var sampleSize: Int?

    /// How something is known.
    package enum Confidence: String, Codable, Sendable {
        /// By an exact number.
        case measured
        /// From a sample.
        case estimated
        /// By a rule of thumb from exact numbers.
        case inferred
    }

    /// A finding.
    package init(
        _ issue: String, action: String, value: Double, threshold: Double, impact: Double, certainty: Double = 1,
        evidence: [String] = [], offenders: [Offender] = [], confidence: Confidence = .measured, sampleSize: Int? = nil
    ) {
        self.issue = issue
        self.action = action
        self.value = value
        self.threshold = threshold
        self.impact = impact
        self.certainty = certainty
        self.evidence = evidence
        self.offenders = offenders
        self.confidence = confidence
        self.sampleSize = sampleSize
    }

    /// How urgent it is: how much is at stake, as far as it is sure.
    package var priority: Priority {
        switch impact * certainty {
        case 0.6...: .high
        case 0.3...: .medium
        default: .low
        }
    }
}

/// A key, a prefix, a client or a command that a finding is about.
package struct Offender: Codable, Sendable, Hashable {
    /// Its name, with what isn't printable escaped.
    package var name: String
    /// The bytes of the name in base64, if they are no UTF-8; otherwise it isn't there.
    package var nameBase64: String?
    /// Which node it is on; it isn't there if that means nothing.
    package var node: String?
    /// The bytes it takes; it isn't there if that isn't known.
    package var bytes: Int?
    /// How many members, keys or calls it has; it isn't there if that isn't known.
    package var count: Int?

    /// An offender.
    package init(_ name: String, node: String? = nil, bytes: Int? = nil, count: Int? = nil) {
        self.name = name
        self.node = node
        self.bytes = bytes
        self.count = count
    }
}
