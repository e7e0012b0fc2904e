internal import PinyonClient

extension Rule {
    /// What a process has beyond its data counts against the machine's memory, but not against `maxmemory`.
    static let highRSS = Rule("high-rss", .memory, threshold: 1.4, unit: "ratio") { facts, threshold in
        let readings = facts.readings { total($0.info.memory) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("mem_fragmentation_ratio")) }
        let high = MemoryExcess.exceeding(threshold, in: readings)
        guard let worst = high.first else { return .passed }
        return .finding(
            Finding(
                """
                The process takes \(Figure.rounded(worst.value.ratio)) times the memory that its data needs \
                \(facts.place(high)): \(Figure.bytes(worst.value.bytes)) more
                """,
                action: remedy(for: worst.node), value: worst.value.ratio, threshold: threshold,
                impact: worst.value.isMuch ? 0.45 : 0.2,
                evidence: MemoryExcess.evidence(high, "mem_fragmentation_ratio", most: 9) + parts(of: worst.node),
                offenders: MemoryExcess.offenders(high)))
    }

    private static func total(_ memory: ServerInfo.Memory) -> MemoryExcess? {
        guard let used = memory.used, used > 0, let resident = memory.residentSet else {
            return MemoryExcess(memory.fragmentationRatio, memory.fragmentation)
        }
        return MemoryExcess(
            memory.fragmentationRatio ?? Double(resident) / Double(used), memory.fragmentation ?? resident - used)
    }

    /// Which part of the process has how much of it.
    private static func parts(of node: NodeFacts) -> [String] {
        let memory = node.info.memory
        guard let fragmented = memory.allocatorFragmentation, let retained = memory.allocatorResident,
            let process = memory.residentOverhead
        else { return [] }
        return [
            """
            \(node.name): of that between values \(Figure.bytes(fragmented)), free pages \(Figure.bytes(retained)), \
            not the allocator's \(Figure.bytes(process))
            """
        ]
    }

    /// What helps with the largest part.
    private static func remedy(for node: NodeFacts) -> String {
        let memory = node.info.memory
        if let peak = memory.peak, let used = memory.used, Double(peak) > 1.5 * Double(used) {
            return "It is left from a peak of \(Figure.bytes(peak)). \(MemoryRemedy.retained)"
        }
        let fragmented = memory.allocatorFragmentation ?? 0
        let retained = memory.allocatorResident ?? 0
        let process = memory.residentOverhead ?? 0
        if process > max(fragmented, retained) { return MemoryRemedy.process }
        return retained > fragmented ? MemoryRemedy.retained : MemoryRemedy.fragmentation(node)
    }
}
