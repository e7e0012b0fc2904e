internal import PinyonClient

extension Rule {
    /// Old releases get no more corrections, not even those of security.
    static let serverAge = Rule("redisVersion", .config, threshold: 7.2, unit: "version") { facts, threshold in
        let told = facts.nodes.compactMap { node in node.info.server.version.map { (node: node, version: $0) } }
        guard !told.isEmpty else { return .skipped(Absence(.unsupported, "the servers don't tell their versions")) }
        let limit = ServerVersion(series: threshold)
        let old = told.filter { $0.node.info.server.product == .redis && $0.version < limit }
            .sorted { $0.version < $1.version }
        return .finding(finding(old, of: facts.nodes.count, threshold))
    }

    /// What is older lacks more than corrections.
    private static let veryOld = ServerVersion(6, 2)

    private static func finding(
        _ old: [(node: NodeFacts, version: ServerVersion)], of count: Int, _ threshold: Double
    ) -> Finding? {
        guard let oldest = old.first else { return nil }
        return Finding(
            "\(old.count) of \(count) servers run releases from before \(threshold), the oldest \(oldest.version)",
            action: """
                Update to a release series that still gets corrections, replicas first: update one, let it take over \
                (CLUSTER FAILOVER, SENTINEL FAILOVER), then update the former primary. Read the release notes of each \
                series between.
                """,
            value: Double("\(oldest.version.major).\(oldest.version.minor)") ?? 0, threshold: threshold,
            impact: oldest.version < veryOld ? 0.5 : 0.2,
            evidence: old.prefix(10).map { "\($0.node.name): \($0.version)" },
            offenders: old.prefix(10).map { Offender($0.node.name, node: $0.node.name) }, confidence: .inferred)
    }
}

extension ServerVersion {
    /// A release series as a number, such as 7.2.
    fileprivate init(series: Double) {
        let tenths = Int(saturating: (series * 10).rounded())
        self.init(tenths / 10, tenths % 10)
    }
}
