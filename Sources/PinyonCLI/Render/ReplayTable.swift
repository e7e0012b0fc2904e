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
            ? Self.bytes(workload.nearSize) : "\(Table.grouped(workload.nearSize)) entries"
        return """
            \(workload.name)\(workload.isSynthetic ? "" : " (\(kind))"): \(Table.grouped(workload.requests)) requests, \
            \(Table.grouped(workload.uniqueKeys)) keys, \(Self.bytes(workload.totalBytes)) of values
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
                mode.mode.rawValue, Table.grouped(mode.requests),
                mode.hitRate.map { String(format: "%.2f %%", $0) } ?? "–", Table.grouped(mode.joined),
                Table.grouped(Int(mode.requestsPerSecond)), Self.microseconds(mode.p50Microseconds),
                Self.microseconds(mode.p99Microseconds), Self.microseconds(mode.p999Microseconds),
                Table.grouped(mode.databaseReads), Table.grouped(mode.staleReads),
                mode.peakMemoryBytes.map(Self.bytes) ?? "–",
            ])
        }
        return table.text
    }

    private var remarks: [String] {
        var lines = report.skipped
        if report.status == .partial { lines.append("interrupted: these are the measurements so far") }
        return lines.isEmpty ? [] : [lines.joined(separator: "\n")]
    }

    private var advice: String {
        guard !report.recommendations.isEmpty else { return "Recommendations: none." }
        let lines = report.recommendations.map { recommendation in
            "• [\(recommendation.priority.rawValue)] \(recommendation.issue).\n  \(recommendation.action)"
        }
        return "Recommendations\n" + lines.joined(separator: "\n")
    }

    private static func microseconds(_ number: Double) -> String {
        String(format: number < 100 ? "%.1f" : "%.0f", number)
    }

    private static func bytes(_ count: Int) -> String {
        let units = ["B", "KB", "MB", "GB", "TB"]
        var number = Double(count)
        var unit = 0
        while number >= 1_024, unit < units.count - 1 {
            number /= 1_024
            unit += 1
        }
        return unit == 0 ? "\(count) B" : String(format: "%.1f %@", number, units[unit])
    }
}
