internal import PinyonClient

extension Rule {
    /// A machine without free memory swaps, or ends the server.
    static let memVsHost = Rule("mem-vs-host", .memory, threshold: 90, unit: "percent") { facts, threshold in
        let machines = facts.machines
        guard !machines.isEmpty else { return .skipped(.infoLacks("total_system_memory")) }
        let full = machines.filter { percent($0) > threshold }.sorted { percent($0) > percent($1) }
        guard let worst = full.first else { return .passed }
        return .finding(
            Finding(
                """
                \(Figure.percent(percent(worst))) of the memory of \(worst.name) are taken by \
                \(worst.nodes.count == 1 ? "the server" : "\(worst.nodes.count) servers")
                """,
                action: """
                    Lower maxmemory so that at least a fifth of the machine's memory stays free for copies while \
                    saving, buffers and the system; or give the machine more, or move a server away.
                    """,
                value: percent(worst), threshold: threshold, impact: 0.85, certainty: worst.certainty,
                evidence: full.prefix(10).map { host in
                    let names = host.nodes.prefix(10).map(\.name).joined(separator: ", ")
                    return "\(host.name): \(Figure.bytes(host.taken)) of \(Figure.bytes(host.total)) taken by \(names)"
                },
                offenders: worst.nodes.prefix(10).map {
                    Offender($0.name, node: $0.name, bytes: $0.info.memory.residentSet ?? $0.info.memory.used)
                },
                confidence: worst.nodes.count == 1 ? .measured : .inferred))
    }

    private static func percent(_ host: SharedHost) -> Double { 100 * Double(host.taken) / Double(host.total) }
}
