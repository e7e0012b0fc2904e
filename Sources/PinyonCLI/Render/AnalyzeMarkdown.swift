internal import PinyonOps

/// An analysis as Markdown.
struct AnalyzeMarkdown {
    let report: AnalyzeReport

    /// The figures, the findings and the servers.
    var text: String {
        [heading, figures, findings, servers].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var heading: String { "# \(Self.escaped(report.target)): \(report.status.rawValue)" }

    private var figures: String {
        let metrics = report.metrics
        let rows = [
            ("hit rate", metrics.hitRate.map { Figure.percent($0) } ?? "unknown"),
            ("keys", Figure.grouped(metrics.keys)),
            ("keys with an end", metrics.ttlCoveragePercent.map { Figure.percent($0) } ?? "unknown"),
            ("memory", "\(metrics.memoryUsage.used) of \(metrics.memoryUsage.maxmemory)"),
            ("evicted keys", metrics.evictedKeys.map(Figure.grouped) ?? "unknown"),
            ("connections", Figure.grouped(metrics.connections.current)),
        ]
        return (["| figure | value |", "|---|---|"] + rows.map { "| \($0.0) | \($0.1) |" }).joined(separator: "\n")
    }

    private var findings: String {
        guard !report.recommendations.isEmpty else { return "No findings." }
        return
            (["## Findings"]
            + report.recommendations.map { finding in
                (["- **\(finding.priority.rawValue)** \(Self.escaped(finding.issue)) (`\(finding.id)`)"]
                    + ["  - " + Self.escaped(finding.action)]
                    + finding.evidence.map { "  - " + Self.escaped($0) }).joined(separator: "\n")
            }).joined(separator: "\n")
    }

    private var servers: String {
        let rows = report.nodes.map { node in
            let cells = [
                node.address, node.isReached ? node.role.rawValue : "unreached", node.version ?? "–",
                node.keys.map(Figure.grouped) ?? "–", node.usedBytes.map { Figure.bytes($0) } ?? "–",
            ]
            return "| " + cells.map(Self.escaped).joined(separator: " | ") + " |"
        }
        return (["## Servers", "", "| server | role | version | keys | memory |", "|---|---|---|---|---|"] + rows)
            .joined(separator: "\n")
    }

    /// Text whose signs mean nothing in Markdown: names of keys may hold any.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if character.isNewline {
                escaped += " "
            } else {
                if "\\`*_{}[]<>#|".contains(character) { escaped += "\\" }
                escaped.append(character)
            }
        }
        return escaped
    }
}
