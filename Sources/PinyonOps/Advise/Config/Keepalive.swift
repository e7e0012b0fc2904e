internal import PinyonClient

extension Rule {
    /// Without signs of life on idle connections those of clients that are gone stay open for ever.
    static let keepalive = Rule("timeout-keepalive", .config, threshold: 0, unit: "seconds") { facts, threshold in
        let answers = NodeAnswers(facts.nodes) { $0.settings }
        if let absence = answers.absence { return .skipped(absence) }
        let told = answers.all.compactMap { answer in
            answer.value["tcp-keepalive"].flatMap { Double($0) }.map { (node: answer.node, seconds: $0) }
        }
        guard !told.isEmpty else { return .skipped(Absence(.unsupported, "CONFIG GET has no tcp-keepalive")) }
        let silent = told.filter { $0.seconds <= threshold }
        guard let first = silent.first else { return .passed }
        return .finding(
            Finding(
                "tcp-keepalive is off on \(silent.count) of \(facts.nodes.count) servers",
                action: """
                    CONFIG SET tcp-keepalive 300, and in the configuration file: connections of clients that are gone \
                    are closed then.
                    """,
                value: first.seconds, threshold: threshold, impact: 0.2,
                evidence: silent.prefix(10).map { line(of: $0.node, Int(saturating: $0.seconds)) },
                offenders: silent.prefix(10).map { Offender($0.node.name, node: $0.node.name) }))
    }

    private static func line(of node: NodeFacts, _ seconds: Int) -> String {
        let timeout = node.settings.value?["timeout"] ?? "unknown"
        let connected = node.info.clients.connected.map { Figure.grouped($0) } ?? "unknown"
        return "\(node.name): tcp-keepalive \(seconds), timeout \(timeout), connected_clients \(connected)"
    }
}
