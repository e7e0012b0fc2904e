internal import PinyonClient

extension Rule {
    /// Commands that work on many things at once make everybody behind them wait.
    static let slowCommands = Rule("slow-commands", .slowlog, threshold: 10, unit: "milliseconds") { facts, threshold in
        let log: NotedCommands
        switch NotedCommands.slow(facts) {
        case .absent(let absence): return .skipped(absence)
        case .value(let value):
            // KEYS, and commands that should be fast, are found by rules of their own.
            log = value.filter {
                $0.name != "keys" && !CommandKinds.isConstant($0) && $0.milliseconds >= threshold
            }
        }
        let groups = log.groups
        guard let worst = groups.first else { return .passed }
        let longest = log.entries.reduce(0) { max($0, $1.milliseconds) }
        return .finding(
            Finding(
                """
                \(Figure.grouped(log.entries.count)) commands took up to \(Figure.rounded(longest)) ms; \
                \(worst.name.uppercased()) took most altogether, \(Figure.rounded(Double(worst.total) / 1_000)) ms
                """,
                action: remedy(groups.prefix(5)), value: longest, threshold: threshold,
                impact: impact(longest, log.entries.count), certainty: log.certainty,
                evidence: SlowEvidence.lines(log), offenders: SlowEvidence.offenders(log)))
    }

    private static func impact(_ longest: Double, _ count: Int) -> Double {
        switch longest {
        case 1_000...: 0.75
        case 100...: 0.5
        default: count > 10 ? 0.4 : 0.35
        }
    }

    private static func remedy(_ groups: some Sequence<NotedCommands.Group>) -> String {
        let substitutes = groups.compactMap { group in
            CommandKinds.substitute(for: group.name).map { "\(group.name.uppercased()): \($0)" }
        }
        guard !substitutes.isEmpty else {
            return "Let these commands work on fewer keys or members at a time, or call them on a replica."
        }
        return "In place of what takes long use other commands. \(substitutes.joined(separator: "; "))."
    }
}
