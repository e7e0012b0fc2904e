internal import PinyonClient

extension Rule {
    /// Every redirection costs a client a second way to a server. Clients that know the slots are hardly ever
    /// redirected.
    static let movedStorm = Rule("moved-storm", .cluster, threshold: 1, unit: "percent") { facts, threshold in
        guard facts.topology == .cluster else { return .passed }
        guard let errors = ErrorCounts(facts.nodes) else { return .skipped(ErrorCounts.absence) }
        return .finding(finding(errors, threshold))
    }

    /// Below this many redirections they are what a client needs to learn where slots are.
    private static let fewestRedirections = 100
    private static let redirections = ["MOVED", "ASK"]

    private static func finding(_ errors: ErrorCounts, _ threshold: Double) -> Finding? {
        let count = errors.count(redirections)
        let share = 100 * Double(count) / max(1, Double(errors.commands) + Double(count))
        guard count >= fewestRedirections, share > threshold else { return nil }
        let servers = errors.servers.map { (name: $0.node.name, errors: $0.errors, commands: $0.commands) }
            .sorted { redirected($0.errors) > redirected($1.errors) }
            .filter { redirected($0.errors) > 0 }
        return Finding(
            """
            \(Figure.percent(share)) of the commands were sent to the wrong node and redirected \(errors.time.text)
            """,
            action: """
                Use a client that keeps the map of slots and learns from MOVED, in its cluster mode; see that it is \
                made once and not for every request, that it isn't behind a balancer, and that what sends reads to \
                replicas sends READONLY first. During a move of slots it passes by itself.
                """,
            value: share, threshold: threshold, impact: min(0.8, 0.4 + 2 * share / 100),
            certainty: errors.time.isWindow ? 0.95 : 0.5,
            evidence: servers.prefix(10).map { server in
                """
                \(server.name): \(Figure.grouped(server.errors["MOVED"] ?? 0)) MOVED, \
                \(Figure.grouped(server.errors["ASK"] ?? 0)) ASK, \(Figure.grouped(server.commands)) commands run
                """
            },
            offenders: servers.prefix(10).map { Offender($0.name, node: $0.name, count: redirected($0.errors)) })
    }

    private static func redirected(_ errors: [String: Int]) -> Int {
        Int.saturatingSum(redirections.compactMap { errors[$0] })
    }
}
