internal import PinyonClient

extension Rule {
    /// Buffers of clients that read slowly or send much at once take memory from the data, and are evicted for.
    static let clientBuffers = Rule(
        "client-buffers", .memory, threshold: 204_800, unit: "bytes per client"
    ) { facts, threshold in
        let readings = facts.readings { BufferedClients($0.info) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("mem_clients_normal")) }
        // One client with one large reply is no habit.
        let high = readings.filter { $0.value.each > threshold && $0.value.bytes > MemoryExcess.leastBytes }
            .sorted { $0.value.bytes > $1.value.bytes }
        guard let worst = high.first else { return .passed }
        let clients = high.flatMap { largestClients(of: $0.node) }.sorted { ($0.bytes ?? 0) > ($1.bytes ?? 0) }
        let share = Double(worst.value.bytes) / Double(max(1, worst.node.info.memory.used ?? 0))
        return .finding(
            Finding(
                """
                Clients' buffers take \(Figure.bytes(worst.value.bytes)) \(facts.place(high)), \
                \(Figure.bytes(Int(worst.value.each))) each
                """,
                action: """
                    Look for clients with a large omem or tot-mem in CLIENT LIST: subscribers that don't keep up, \
                    pipelines without end, replies of megabytes. Bound them with client-output-buffer-limit, and since \
                    Redis 7.0 with maxmemory-clients.
                    """,
                value: worst.value.each, threshold: threshold, impact: Stake.between(0.35, 0.75, at: 2 * share),
                evidence: evidence(high, clients), offenders: Array(clients.prefix(10))))
    }

    private static func evidence(_ high: [NodeReading<BufferedClients>], _ clients: [Offender]) -> [String] {
        high.prefix(5).map { "\($0.name): \(Figure.bytes($0.value.bytes)) for \($0.value.clients) clients" }
            + clients.prefix(5).map { "client \($0.name): \(Figure.bytes($0.bytes ?? 0))" }
    }

    private static func largestClients(of node: NodeFacts) -> [Offender] {
        let clients = (node.clients.value ?? []).filter { !$0.flags.contains(.replica) }
        return clients.compactMap { client in
            let bytes = client.totalMemory ?? (client.outputBuffer ?? 0) + (client.queryBuffer ?? 0)
            guard bytes > 0 else { return nil }
            let names = [client.name, client.address ?? client.id.map { "id \($0)" }].compactMap(\.self)
            return Offender(names.joined(separator: " "), node: node.name, bytes: bytes)
        }
    }
}

/// A server's ordinary clients and their buffers.
private struct BufferedClients {
    let clients: Int
    let bytes: Int

    init?(_ info: ServerInfo) {
        guard let bytes = info.memory.ordinaryClients, let clients = info.clients.connected else { return nil }
        self.bytes = bytes
        self.clients = clients
    }

    var each: Double { Double(bytes) / Double(max(1, clients)) }
}
