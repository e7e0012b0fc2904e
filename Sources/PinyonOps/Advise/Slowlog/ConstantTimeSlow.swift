internal import PinyonClient

extension Rule {
    /// Commands that do next to nothing are slow only if something else keeps the server from working.
    static let o1Slow = Rule("o1-slow", .slowlog, threshold: 5, unit: "milliseconds") { facts, threshold in
        let log: NotedCommands
        switch NotedCommands.slow(facts) {
        case .absent(let absence): return .skipped(absence)
        case .value(let value): log = value.filter { CommandKinds.isConstant($0) && $0.milliseconds >= threshold }
        }
        guard let longest = log.entries.map(\.milliseconds).max() else { return .passed }
        // One alone may be an accident.
        let certainty = log.entries.count == 1 ? 0.6 : 0.9
        return .finding(
            Finding(
                """
                \(Figure.grouped(log.entries.count)) calls of commands that should take microseconds took up to \
                \(Figure.rounded(longest)) ms
                """,
                action: """
                    Look at the machine: steal time and swapping (vmstat), forks at the same time \
                    (latest_fork_usec), huge pages, a slow disk under the log of changes. Large values take time, too: \
                    look how large these keys are (MEMORY USAGE).
                    """,
                value: longest, threshold: threshold, impact: longest >= 100 ? 0.65 : 0.45,
                certainty: log.certainty * certainty,
                evidence: SlowEvidence.lines(log), offenders: SlowEvidence.offenders(log), confidence: .inferred))
    }
}
