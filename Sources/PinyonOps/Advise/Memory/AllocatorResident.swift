internal import PinyonClient

extension Rule {
    /// Free pages that the allocator keeps are missing elsewhere on the machine.
    static let allocatorResident = Rule("alloc-rss", .memory, threshold: 1.1, unit: "ratio") { facts, threshold in
        let readings = facts.readings {
            MemoryExcess($0.info.memory.allocatorResidentRatio, $0.info.memory.allocatorResident)
        }
        guard !readings.isEmpty else { return .skipped(.infoLacks("allocator_rss_ratio")) }
        let high = MemoryExcess.exceeding(threshold, in: readings)
        guard let worst = high.first else { return .passed }
        return .finding(
            Finding(
                """
                The allocator keeps \(Figure.bytes(worst.value.bytes)) in free pages \(facts.place(high)): it has \
                \(Figure.rounded(worst.value.ratio)) times what it uses
                """,
                action: MemoryRemedy.retained, value: worst.value.ratio, threshold: threshold,
                impact: worst.value.isMuch ? 0.2 : 0.1,
                evidence: MemoryExcess.evidence(high, "allocator_rss_ratio"),
                offenders: MemoryExcess.offenders(high)))
    }
}
