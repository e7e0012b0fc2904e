internal import Foundation
internal import PinyonOps

/// An analysis for a person.
struct AnalyzeText {
    private static let width = 100
    private static let barWidth = 30

    let report: AnalyzeReport

    /// One line that says how it stands, the findings, the servers, and what wasn't done.
    var text: String {
        [summary, bars, findings, servers, gaps].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var summary: String {
        let counts = Priority.allCases.map { priority in
            (priority, report.recommendations.count { $0.priority == priority })
        }.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
        let found = counts.isEmpty ? "no findings" : "findings: " + counts.joined(separator: ", ")
        let reached = report.nodes.count(where: \.isReached)
        let servers = report.nodes.count == 1 ? "1 server" : "\(reached) of \(report.nodes.count) servers"
        let rate = report.metrics.hitRate.map { Figure.percent($0) } ?? "unknown"
        return """
            \(report.target) (\(report.topology.rawValue), \(servers)): \(found)\(report.status == .partial ? "; PARTIAL" : "")
            hit rate \(rate) (\(window)), \(Figure.grouped(report.metrics.keys)) keys, \
            \(Figure.grouped(report.metrics.evictedKeys ?? 0)) evicted, \
            \(Figure.grouped(report.metrics.connections.current)) connections
            """
    }

    private var window: String {
        switch report.metrics.window {
        case .lifetime: "since the servers began counting"
        case .seconds(let seconds): String(format: "over %.0f s", seconds)
        }
    }

    private var bars: String {
        let memory = report.metrics.memoryUsage
        var lines: [String] = []
        if let share = memory.utilizationPercent {
            lines.append("memory  \(Self.bar(share)) \(Figure.percent(share)): \(memory.used) of \(memory.maxmemory)")
        } else {
            lines.append("memory  \(memory.used), no limit")
        }
        if let share = report.metrics.ttlCoveragePercent {
            lines.append("TTL     \(Self.bar(share)) \(Figure.percent(share)) of the keys have an end")
        }
        return lines.joined(separator: "\n")
    }

    private static func bar(_ percent: Double) -> String {
        let filled = Int((min(100, max(0, percent)) / 100 * Double(barWidth)).rounded())
        return String(repeating: "█", count: filled) + String(repeating: "░", count: barWidth - filled)
    }

    private var findings: String {
        report.recommendations.map { finding in
            var lines = Wrapping.lines(
                "\(finding.priority.rawValue.uppercased())  \(finding.issue)  [\(finding.id)]", width: Self.width,
                indent: 6)
            lines += Wrapping.lines("    → \(finding.action)", width: Self.width, indent: 6)
            lines += finding.evidence.prefix(5).flatMap { Wrapping.lines("    · \($0)", width: Self.width, indent: 6) }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private var servers: String {
        var table = Table(["server", "role", "version", "keys", "memory", "hit rate", "commands/s", "clients"])
        for node in report.nodes {
            guard node.isReached else {
                table.add([node.address, "unreached", "–", "–", "–", "–", "–", "–"])
                continue
            }
            let version = [node.product, node.version].compactMap { $0 }.joined(separator: " ")
            table.add([
                node.address, node.role.rawValue, version, node.keys.map(Figure.grouped) ?? "–",
                node.usedBytes.map { Figure.bytes($0) } ?? "–", node.hitRate.map { Figure.percent($0) } ?? "–",
                node.commandsPerSecond.map { Figure.grouped(Int($0)) } ?? "–",
                node.connections.map(Figure.grouped) ?? "–",
            ])
        }
        return table.text
    }

    private var gaps: String {
        let gaps = report.skipped.filter { $0.cause == "refused" || $0.cause == "failed" }
        guard !gaps.isEmpty else { return "" }
        let lines = gaps.flatMap { Wrapping.lines("· \($0.what): \($0.reason)", width: Self.width, indent: 2) }
        return (["Not done:"] + lines).joined(separator: "\n")
    }
}

/// Text in lines of a width.
enum Wrapping {
    /// The lines of a text, broken between words; all but the first are indented.
    static func lines(_ text: String, width: Int, indent: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        let margin = text.prefix { $0 == " " }
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            if line.isEmpty {
                line = lines.isEmpty ? String(margin + word) : String(repeating: " ", count: indent) + word
            } else if line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            } else {
                line += " " + word
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
