/// What rules have come to.
package struct Advice: Sendable {
    /// What was found, the most urgent first.
    package var recommendations: [Recommendation] = []
    /// The rules that couldn't be asked, and why.
    package var skipped: [(rule: String, absence: Absence)] = []
    /// The rules that were asked and found nothing.
    package var passed: [String] = []

    /// Asks rules.
    ///
    /// - Parameters:
    ///   - rules: The rules. Default: all.
    ///   - facts: What is known.
    package init(_ rules: [Rule] = RuleCatalog.all, about facts: Facts) {
        for rule in rules {
            switch rule.check(facts, facts.thresholds.number(for: rule)) {
            case .skipped(let absence): skipped.append((rule.id, absence))
            case .findings(let findings) where findings.isEmpty: passed.append(rule.id)
            case .findings(let findings):
                recommendations += findings.map { Recommendation(rule, $0) }
            }
        }
        recommendations.sort(by: Self.isMoreUrgent)
    }

    private static func isMoreUrgent(_ one: Recommendation, _ other: Recommendation) -> Bool {
        (one.priority.rank, -(one.score ?? 0), one.id) < (other.priority.rank, -(other.score ?? 0), other.id)
    }
}
