internal import Foundation
internal import PinyonOps

/// A replay's report for a person.
struct ReplayTable {
    let report: ReplayReport

    /// What was replayed, the measurements, and what to do.
    var text: String {
        ([heading, measurements] + remarks + [advice]).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var heading: String {
        let workload = report.workload
        let kind = workload.isSynthetic ? "synthetic" : workload.format ?? ""
        let size =
            workload.nearSizeUnit == "bytes"
            ? Figure.bytes(workload.nearSize) : "\(Figure.grouped(workload.nearSize)) entries"
        return """
            \(workload.name)\(workload.isSynthetic ? "" : " (\(kind))"): \(Figure.grouped(workload.requests)) requests, \
            \(Figure.grouped(workload.uniqueKeys)) keys, \(Figure.bytes(workload.totalBytes)) of values
            near tier \(size), \(workload.policy); \(workload.concurrency) at once; \(workload.clock) time; \
            seed \(workload.seed)
            """
    }

    private var measurements: String {
        var table = Table([
            "mode", "requests", "hit rate", "joined", "requests/s", "p50 µs", "p99 µs", "p999 µs", "db reads", "stale",
            "peak memory",
        ])
        for mode in report.modes {
            table.add([
                mode.mode.rawValue, Figure.grouped(mode.requests),
                mode.hitRate.map { String(format: "%.2f %%", $0) } ?? "–", Figure.grouped(mode.joined),
                mode.requestsPerSecond.map { Figure.grouped(Int($0)) } ?? "–", Self.microseconds(mode.p50Microseconds),
                Self.microseconds(mode.p99Microseconds), Self.microseconds(mode.p999Microseconds),
                Figure.grouped(mode.databaseReads), Figure.grouped(mode.staleReads),
                mode.peakMemoryBytes.map(Figure.bytes) ?? "–",
            ])
        }
        return table.text
    }

    private var remarks: [String] {
        var lines = report.skipped
        lines.append("the database is a fast local file: what a cache saves shows in its reads more than in the rates")
        if report.modes.contains(where: { $0.mode == .nearAndMemory }) {
            lines.append("near+memory: the second tier has no bound")
        }
        if report.status == .partial { lines.append("interrupted: these are the measurements so far") }
        return lines.isEmpty ? [] : [lines.joined(separator: "\n")]
    }

    private var advice: String {
        guard !report.recommendations.isEmpty else { return "Recommendations: none." }
        let lines = report.recommendations.map { recommendation in
            let evidence = recommendation.evidence.map { "\n  – \($0)" }.joined()
            let heading = "• [\(recommendation.priority.rawValue)] \(recommendation.issue)."
            return "\(heading)\n  \(recommendation.action)\(evidence)"
        }
        return "Recommendations\n" + lines.joined(separator: "\n")
    }

    private static func microseconds(_ number: Double?) -> String {
        guard let number else { return "–" }
        return number < 100 ? String(format: "%.1f", number) : Figure.grouped(Int(number.rounded()))
    }
}
