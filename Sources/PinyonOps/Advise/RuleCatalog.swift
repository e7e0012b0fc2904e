/// All rules.
package enum RuleCatalog {
    /// The rules in the order in which they are asked.
    package static let all: [Rule] =
        memory + hitRate + keys + latency + slowlog + clients + persistence + replication + cluster + security + config

    private static let byName: [String: Rule] = Dictionary(
        all.flatMap { rule in ([rule.id] + rule.aliases).map { ($0, rule) } }, uniquingKeysWith: { first, _ in first })

    /// The rule of a name; nil if there is none.
    ///
    /// - Parameter name: Its name, or one of its aliases.
    package static func rule(named name: String) -> Rule? { byName[name] }
}
