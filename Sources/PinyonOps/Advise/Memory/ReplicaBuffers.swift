internal import PinyonClient

extension Rule {
    /// Changes that a replica is too slow to take pile up at its primary, until the replica is cut off and starts anew.
    static let replicaBuffers = Rule(
        "replica-buffers", .memory, threshold: 10_485_760, unit: "bytes"
    ) { facts, threshold in
        let readings = facts.readings { $0.info.memory.replicaClients }
        guard !readings.isEmpty else { return .skipped(.infoLacks("mem_clients_slaves")) }
        let high = readings.filter {
            Double($0.value) > threshold && ($0.node.info.replication.connectedReplicas ?? 0) > 0
        }
        .sorted { $0.value > $1.value }
        guard let worst = high.first else { return .passed }
        let replicas = high.flatMap { slowReplicas(of: $0.node) }.sorted { ($0.bytes ?? 0) > ($1.bytes ?? 0) }
        // While a replica receives everything, changes have to wait for it.
        let isReceiving = worst.node.info.replication.replicas.contains { !$0.isOnline }
        return .finding(
            Finding(
                "\(Figure.bytes(worst.value)) wait to be sent to replicas \(facts.place(high))",
                action: remedy(isReceiving: isReceiving),
                value: Double(worst.value), threshold: threshold, impact: 0.7, certainty: isReceiving ? 0.4 : 1,
                evidence: high.prefix(5).map { "\($0.name): mem_clients_slaves \(Figure.bytes($0.value))" }
                    + replicas.prefix(5).map { "replica \($0.name): \(Figure.bytes($0.bytes ?? 0)) behind" },
                offenders: Array(replicas.prefix(10))))
    }

    private static func remedy(isReceiving: Bool) -> String {
        if isReceiving {
            return """
                A replica is receiving everything at the moment: look again when INFO replication shows all as online. \
                If it begins again and again, raise client-output-buffer-limit replica and repl-backlog-size.
                """
        }
        return """
            Find out why the replica doesn't keep up: its network, its disk, long commands on it. Raise \
            client-output-buffer-limit replica and repl-backlog-size if it is cut off.
            """
    }

    /// A server's replicas, with how far they are behind.
    private static func slowReplicas(of node: NodeFacts) -> [Offender] {
        let replication = node.info.replication
        return replication.replicas.compactMap { replica in
            guard let host = replica.host, let port = replica.port else { return nil }
            let behind = max(0, (replication.offset ?? 0) - (replica.offset ?? 0))
            return Offender("\(host):\(port)", node: node.name, bytes: behind)
        }
    }
}
