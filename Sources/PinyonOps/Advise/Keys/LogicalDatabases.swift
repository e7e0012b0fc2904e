internal import PinyonClient

extension Rule {
    /// Databases of one server share its thread, its memory, its limit and its policy, and clusters have one: they keep
    /// applications apart by name only.
    static let logicalDatabases = Rule(
        "avoidLogicalDatabases", .keys, threshold: 1, unit: "databases"
    ) { facts, threshold in
        guard facts.topology != .cluster else {
            return .skipped(Absence(.unsupported, "it matters outside of clusters only"))
        }
        let used = facts.primaries.map { node in
            (node: node, databases: node.info.keyspace.filter { $0.value.keys ?? 0 > 0 })
        }
        .filter { Double($0.databases.count) > threshold }
        guard let most = used.max(by: { $0.databases.count < $1.databases.count }) else { return .passed }
        let databases = most.databases.sorted { ($0.value.keys ?? 0) > ($1.value.keys ?? 0) }
        return .finding(
            Finding(
                "\(databases.count) databases of \(most.node.name) have keys",
                action: """
                    Give each application a server of its own, or a prefix of its own with an ACL user that may use \
                    only that (ACL SETUSER app ~app:*).
                    """,
                value: Double(databases.count), threshold: threshold, impact: 0.15,
                evidence: databases.prefix(10).map { "db\($0.key): \(Figure.grouped($0.value.keys ?? 0)) keys" },
                offenders: databases.prefix(10).map { database in
                    Offender("db\(database.key)", node: most.node.name, count: database.value.keys)
                }))
    }
}
