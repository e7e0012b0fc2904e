internal import PinyonClient

extension Rule {
    /// Memory that isn't the allocator's belongs to scripts, modules and the program: no limit counts it.
    static let processResident = Rule("proc-rss", .memory, threshold: 1.1, unit: "ratio") { facts, threshold in
        let readings = facts.readings {
            MemoryExcess($0.info.memory.residentOverheadRatio, $0.info.memory.residentOverhead)
        }
        guard !readings.isEmpty else { return .skipped(.infoLacks("rss_overhead_ratio")) }
        let high = MemoryExcess.exceeding(threshold, in: readings)
        guard let worst = high.first else { return .passed }
        return .finding(
            Finding(
                """
                \(Figure.bytes(worst.value.bytes)) of the process are not its allocator's \(facts.place(high)): it \
                takes \(Figure.rounded(worst.value.ratio)) times what the allocator has
                """,
                action: MemoryRemedy.process, value: worst.value.ratio, threshold: threshold,
                impact: worst.value.isMuch ? 0.2 : 0.1,
                evidence: MemoryExcess.evidence(high, "rss_overhead_ratio", most: 9) + extras(of: worst.node),
                offenders: MemoryExcess.offenders(high)))
    }

    /// What is known of the memory outside the allocator.
    private static func extras(of node: NodeFacts) -> [String] {
        let modules = node.info.modules.keys.sorted().joined(separator: ", ")
        let scripts = node.info.memory.scripts.map { "scripts \(Figure.bytes($0))" }
        let parts = [scripts, modules.isEmpty ? nil : "modules \(modules)"].compactMap(\.self)
        return parts.isEmpty ? [] : ["\(node.name): \(parts.joined(separator: ", "))"]
    }
}
