internal import PinyonClient

extension Rule {
    /// Memory that the system has moved to the disk makes commands wait a thousand times longer.
    static let swapping = Rule("swapping", .memory, threshold: 1, unit: "ratio") { facts, threshold in
        let readings = facts.readings { Residence($0.info) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("used_memory, used_memory_rss")) }
        let swapped = readings.filter { $0.value.ratio < threshold && $0.value.isTelling }
            .sorted { $0.value.ratio < $1.value.ratio }
        guard let worst = swapped.first else { return .passed }
        return .finding(
            Finding(
                """
                The process has only \(Figure.rounded(worst.value.ratio)) times the memory that it uses \
                \(facts.place(swapped)): \(Figure.bytes(worst.value.missing)) were swapped out
                """,
                action: """
                    Free memory on the machine or lower maxmemory: VmSwap in the server's /proc status tells how much \
                    is swapped. When there is memory again, set vm.swappiness to 1, and restart the server after a \
                    replica has taken over.
                    """,
                value: worst.value.ratio, threshold: threshold, impact: 0.85,
                // A little less than all may be memory that was asked for and never touched.
                certainty: worst.value.ratio < 0.9 ? 0.9 : 0.5,
                evidence: swapped.prefix(10).map { "\($0.name): \($0.value.text)" },
                offenders: swapped.prefix(10).map { Offender($0.name, node: $0.name, bytes: $0.value.missing) },
                confidence: .inferred))
    }
}

/// How much of a server's memory is in the machine's memory.
private struct Residence {
    let used: Int
    let resident: Int
    let ratio: Double
    /// What is reserved for changes and not touched yet, which is nowhere.
    private let untouched: Int

    init?(_ info: ServerInfo) {
        guard let used = info.memory.used, used > 0, let resident = info.memory.residentSet else { return nil }
        self.used = used
        self.resident = resident
        ratio = info.memory.fragmentationRatio ?? Double(resident) / Double(used)
        untouched = max(0, (info.replication.backlogSize ?? 0) - (info.replication.backlogUsed ?? 0))
    }

    var missing: Int { max(0, used - resident) }

    /// Whether it is so much that there is no other reason.
    var isTelling: Bool { used > 100 << 20 && missing > MemoryExcess.leastBytes + untouched }

    var text: String {
        "used \(Figure.bytes(used)), resident \(Figure.bytes(resident)), ratio \(Figure.rounded(ratio))"
    }
}
