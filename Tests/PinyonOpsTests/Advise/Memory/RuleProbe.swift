import PinyonOps
import Testing

/// A rule under test.
struct RuleProbe {
    private let rule: Rule

    init(_ name: String) throws {
        rule = try #require(RuleCatalog.rule(named: name))
    }

    /// What the rule finds.
    func findings(_ facts: Facts, threshold: Double? = nil) throws -> [Finding] {
        try #require(MadeUp.findings(rule, facts, threshold: threshold))
    }

    /// The only thing that the rule finds.
    func finding(_ facts: Facts, threshold: Double? = nil) throws -> Finding {
        let found = try findings(facts, threshold: threshold)
        #expect(found.count == 1)
        return try #require(found.first)
    }

    /// The only thing that the rule finds on servers.
    func finding(_ nodes: NodeFacts...) throws -> Finding { try finding(MadeUp.facts(nodes)) }

    /// Whether the rule finds nothing on servers.
    func isSilent(_ nodes: NodeFacts...) throws -> Bool { try findings(MadeUp.facts(nodes)).isEmpty }

    /// Why the rule couldn't be asked; nil if it could.
    func absence(_ facts: Facts) -> Absence? {
        guard case .skipped(let absence) = rule.check(facts, rule.threshold) else { return nil }
        return absence
    }

    /// Why the rule couldn't be asked about servers; nil if it could.
    func absence(_ nodes: NodeFacts...) -> Absence? { absence(MadeUp.facts(nodes)) }
}
