internal import PinyonOps

/// An analysis in the format of Prometheus, with the names that redis_exporter gives, so that dashboards fit.
struct AnalyzeMetrics {
    let report: AnalyzeReport

    private struct Metric: Sendable {
        let name: String
        let help: String
        let kind: String
        let value: @Sendable (NodeReport) -> Double?
    }

    private static let metrics = [
        Metric(name: "redis_up", help: "Whether the server answered.", kind: "gauge") { $0.isReached ? 1 : 0 },
        Metric(name: "redis_memory_used_bytes", help: "Memory that is used.", kind: "gauge") {
            $0.usedBytes.map(Double.init)
        },
        Metric(name: "redis_memory_max_bytes", help: "The limit of memory; 0 for none.", kind: "gauge") {
            $0.isReached ? Double($0.maxmemoryBytes ?? 0) : nil
        },
        Metric(name: "redis_connected_clients", help: "Connections.", kind: "gauge") {
            $0.connections.map(Double.init)
        },
        Metric(name: "redis_uptime_in_seconds", help: "How long the server runs.", kind: "gauge") {
            $0.uptimeSeconds.map(Double.init)
        },
        Metric(name: "redis_evicted_keys_total", help: "Keys that were evicted.", kind: "counter") {
            $0.evictedKeys.map(Double.init)
        },
    ]

    /// The metrics of each server, and how many findings there are.
    var text: String {
        var lines: [String] = []
        for metric in Self.metrics {
            lines += ["# HELP \(metric.name) \(metric.help)", "# TYPE \(metric.name) \(metric.kind)"]
            for node in report.nodes {
                guard let value = metric.value(node) else { continue }
                lines.append("\(metric.name){instance=\"\(Self.escaped(node.address))\"} \(Self.number(value))")
            }
        }
        lines += ["# HELP pinyon_findings Findings by priority.", "# TYPE pinyon_findings gauge"]
        for priority in Priority.allCases {
            let count = report.recommendations.count { $0.priority == priority }
            lines.append("pinyon_findings{priority=\"\(priority.rawValue)\"} \(count)")
        }
        return lines.joined(separator: "\n")
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
