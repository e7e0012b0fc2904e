import PinyonClient
import PinyonOps
import Testing

/// Keys that don't exist, and what rules say of them.
enum MadeUpKeys {
    /// Many keys that are alike.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - prefix: What stands before their numbers in their names.
    ///   - change: What is special about them, by their numbers.
    static func many(
        _ count: Int, _ prefix: String = "user:", _ type: KeyType = .string, bytes: Int? = 100, ttl: Duration? = nil,
        _ change: (inout KeyRecord, Int) -> Void = { _, _ in }
    ) -> [KeyRecord] {
        (0..<count).map { number in
            var record = MadeUp.key("\(prefix)\(number)", type, bytes: bytes, ttl: ttl)
            change(&record, number)
            return record
        }
    }

    /// What a rule finds; nil if it finds nothing. Fails if it finds several things, or isn't asked.
    static func finding(_ rule: String, _ facts: Facts) throws -> Finding? {
        let rule = try #require(RuleCatalog.rule(named: rule))
        let findings = try #require(MadeUp.findings(rule, facts), "it was skipped")
        #expect(findings.count <= 1)
        return findings.first
    }

    /// Whether a rule is asked and finds nothing.
    static func isQuiet(_ rule: String, _ facts: Facts) throws -> Bool {
        try finding(rule, facts) == nil
    }

    /// Why a rule isn't asked; nil if it is.
    static func absence(_ rule: String, _ facts: Facts) throws -> Absence? {
        let rule = try #require(RuleCatalog.rule(named: rule))
        guard case .skipped(let absence) = rule.check(facts, rule.threshold) else { return nil }
        return absence
    }
}
