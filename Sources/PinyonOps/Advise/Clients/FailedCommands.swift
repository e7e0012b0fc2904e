internal import PinyonClient

extension Rule {
    /// Commands that fail are work for nothing, and some errors mean that data is being lost.
    static let failedCommands = Rule("failed-cmds", .clients, threshold: 0.1, unit: "percent") { facts, threshold in
        guard let errors = ErrorCounts(facts.nodes) else { return .skipped(ErrorCounts.absence) }
        return .finding(finding(Failures(errors), errors, threshold))
    }

    private static func finding(_ failures: Failures, _ errors: ErrorCounts, _ threshold: Double) -> Finding? {
        guard let first = failures.sorted.first, failures.isGrave || failures.isMany(threshold) else { return nil }
        let certainty = errors.time.isWindow ? 0.95 : 0.5
        return Finding(
            """
            \(Figure.grouped(failures.count)) commands failed \(errors.time.text), most with \(first.printable) \
            (\(Figure.percent(failures.share)) of all commands)
            """,
            action: """
                pinyon diagnose "\(first.printable)" says what the error means and what to do\
                \(failures.sorted.count > 1 ? "; ask so for each of the others, too" : "").
                """,
            value: failures.share, threshold: failures.isGrave ? 0 : threshold,
            impact: failures.isGrave ? 0.8 : min(0.8, 0.4 + 2 * failures.share / 100), certainty: certainty,
            evidence: Array((failures.lines + CommandFailures.lines(errors)).prefix(10)),
            offenders: failures.sorted.prefix(10).map { Offender($0.printable, count: $0.count) })
    }
}

/// The errors that mean trouble.
private struct Failures {
    /// An error's prefix, and how often it was answered.
    struct Kind {
        let prefix: String
        let count: Int

        /// Scripts make up prefixes of their own, which may hold anything.
        var printable: String { KeyName(prefix.utf8).printable }
        var isGrave: Bool { Failures.grave.contains(prefix) }
        var rank: Int { isGrave ? 1 : 0 }
    }

    /// Errors by which clients learn something, and then do it the right way.
    private static let harmless: Set = ["NOSCRIPT", "MOVED", "ASK", "TRYAGAIN", "BUSYGROUP", "NOPROTO", "UNBLOCKED"]
    /// Errors by which a server refuses writes, or everything.
    static let grave: Set = ["OOM", "MISCONF", "READONLY", "CLUSTERDOWN", "NOREPLICAS"]
    /// Below this many errors a share says nothing.
    private static let fewest = 100

    /// The grave ones first, then those that were answered most.
    let sorted: [Kind]
    let count: Int
    /// The share of all commands, in per cent.
    let share: Double
    let lines: [String]

    init(_ errors: ErrorCounts) {
        let kinds = errors.byPrefix.filter { !Self.harmless.contains($0.key) && $0.value > 0 }
            .map { Kind(prefix: $0.key, count: $0.value) }
            .sorted { ($0.rank, $0.count, $1.prefix) > ($1.rank, $1.count, $0.prefix) }
        sorted = kinds
        count = Int.saturatingSum(kinds.map(\.count))
        // Commands that are refused before they run aren't counted among those that were run.
        share = 100 * Double(count) / max(1, Double(max(errors.commands, count)))
        lines = kinds.prefix(6).map { kind in
            let nodes = errors.servers.filter { $0.errors[kind.prefix] != nil }.map(\.node.name)
            let more = nodes.count > 3 ? " and \(nodes.count - 3) more" : ""
            return """
                \(kind.printable): \(Figure.grouped(kind.count)) times on \
                \(nodes.prefix(3).joined(separator: ", "))\(more)
                """
        }
    }

    var isGrave: Bool { sorted.contains(where: \.isGrave) }

    func isMany(_ threshold: Double) -> Bool { count >= Self.fewest && share > threshold }
}

/// The commands that were refused or failed.
private enum CommandFailures {
    /// Those that failed most, one a line.
    static func lines(_ errors: ErrorCounts) -> [String] {
        var sums: [String: (rejected: Int, failed: Int)] = [:]
        for node in errors.servers.map(\.node) {
            let earlier = Counters(node).isWindow ? node.earlier?.commands ?? [:] : [:]
            for (name, now) in node.info.commands {
                let then = earlier[name]
                let rejected = growth(now.rejectedCalls, then?.rejectedCalls)
                let failed = growth(now.failedCalls, then?.failedCalls)
                let sum = sums[name] ?? (0, 0)
                sums[name] = (
                    Int.saturatingSum([sum.rejected, rejected]), Int.saturatingSum([sum.failed, failed])
                )
            }
        }
        let troubled = sums.map { name, calls in
            (name: name, rejected: calls.rejected, failed: calls.failed, all: Int.saturatingSum([calls.0, calls.1]))
        }
        let worst = troubled.filter { $0.all > 0 }.sorted { $0.all > $1.all }.prefix(4)
        return worst.map { command in
            let (failed, rejected) = (Figure.grouped(command.failed), Figure.grouped(command.rejected))
            return "command \(command.name): \(failed) failed, \(rejected) refused"
        }
    }

    private static func growth(_ now: Int?, _ then: Int?) -> Int {
        guard let now, now > 0 else { return 0 }
        guard let then, then > 0, then <= now else { return now }
        return now - then
    }
}
