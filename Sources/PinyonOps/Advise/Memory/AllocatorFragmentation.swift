internal import PinyonClient

extension Rule {
    /// Pages that are only partly in use can't be given back: the more of them, the more memory the same data takes.
    static let allocatorFragmentation = Rule(
        "alloc-frag", .memory, threshold: 1.1, unit: "ratio"
    ) { facts, threshold in
        let readings = facts.readings { fragmentation($0.info.memory) }
        guard !readings.isEmpty else {
            return .skipped(
                Absence(
                    .unsupported, "only jemalloc tells what lies between values: high-rss judges the process as a whole"
                ))
        }
        let high = MemoryExcess.exceeding(threshold, in: readings)
        guard let worst = high.first else { return .passed }
        return .finding(
            Finding(
                """
                \(Figure.bytes(worst.value.bytes)) between values are lost to fragmentation \(facts.place(high)): the \
                allocator's pages hold \(Figure.rounded(worst.value.ratio)) times what is in use
                """,
                action: MemoryRemedy.fragmentation(worst.node), value: worst.value.ratio, threshold: threshold,
                impact: worst.value.isMuch ? 0.45 : 0.25,
                evidence: MemoryExcess.evidence(high, "allocator_frag_ratio"),
                offenders: MemoryExcess.offenders(high)))
    }

    /// Servers with another allocator put the process's size in the place of the allocator's.
    private static func fragmentation(_ memory: ServerInfo.Memory) -> MemoryExcess? {
        if let allocator = memory.allocator, !allocator.hasPrefix("jemalloc") { return nil }
        return MemoryExcess(memory.allocatorFragmentationRatio, memory.allocatorFragmentation)
    }
}
