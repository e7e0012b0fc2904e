internal import PinyonClient

extension Rule {
    /// A server without a limit takes all the memory of its host, and is ended by the system then.
    static let noMaxmemory = Rule("no-maxmemory", .memory, threshold: 0, unit: "bytes") { facts, threshold in
        let unlimited = facts.nodes.filter { $0.info.memory.limit == 0 }
        guard let worst = unlimited.max(by: { ($0.info.memory.used ?? 0) < ($1.info.memory.used ?? 0) }) else {
            return .passed
        }
        let used = worst.info.memory.used ?? 0
        return .finding(
            Finding(
                "maxmemory isn't set on \(unlimited.count) of \(facts.nodes.count) servers",
                action: """
                    Set maxmemory to about 80 % of what the host has for this server, and a policy that evicts where \
                    the data is a cache: CONFIG SET maxmemory \(suggestion(for: worst)), and in the configuration file.
                    """,
                value: 0, threshold: threshold, impact: 0.7,
                evidence: unlimited.prefix(10).map { node in
                    "\(node.name): maxmemory 0, used \(Figure.bytes(node.info.memory.used ?? 0))"
                },
                offenders: [Offender(worst.name, node: worst.name, bytes: used)]))
    }

    /// Four fifths of the host's memory, or twice of what is used where the host doesn't tell.
    private static func suggestion(for node: NodeFacts) -> Int {
        node.info.memory.totalSystem.map { $0 / 5 * 4 } ?? 2 * (node.info.memory.used ?? 0)
    }
}
