internal import PinyonClient

extension Rule {
    /// Memory that a server needed once stays with its process, where nobody else can use it.
    static let peak = Rule("peak", .memory, threshold: 1.5, unit: "ratio") { facts, threshold in
        let readings = facts.readings { PastPeak($0.info.memory) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("used_memory_peak")) }
        let held = readings.filter { $0.value.ratio > threshold && $0.value.heldBytes > MemoryExcess.leastBytes }
            .sorted { $0.value.heldBytes > $1.value.heldBytes }
        guard let worst = held.first else { return .passed }
        return .finding(
            Finding(
                """
                The most memory that was ever used is \(Figure.rounded(worst.value.ratio)) times what is used now \
                \(facts.place(held)), and the process has kept some of the difference
                """,
                action: """
                    Nothing has to be done if that much will be needed again. Otherwise MEMORY PURGE gives free pages \
                    back where the allocator is jemalloc, and a restart does everywhere.
                    """,
                value: worst.value.ratio, threshold: threshold, impact: 0.1,
                evidence: held.prefix(10).map { "\($0.name): \($0.value.text)" },
                offenders: held.prefix(10).map { Offender($0.name, node: $0.name, bytes: $0.value.heldBytes) }))
    }
}

/// How far a server is below the most that it has used.
private struct PastPeak {
    private let peak: Int
    private let used: Int
    /// What the process has beyond what is used; of servers that don't tell, all that they once used.
    let heldBytes: Int

    init?(_ memory: ServerInfo.Memory) {
        guard let peak = memory.peak, let used = memory.used, used > 0 else { return nil }
        self.peak = peak
        self.used = used
        heldBytes = min(peak, memory.residentSet ?? peak) - used
    }

    var ratio: Double { Double(peak) / Double(used) }

    var text: String {
        "peak \(Figure.bytes(peak)), used \(Figure.bytes(used)), kept \(Figure.bytes(heldBytes))"
    }
}
