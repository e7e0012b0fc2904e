internal import PinyonClient

extension Rule {
    /// Whoever reaches a server that asks for no password owns its data, and often its host.
    static let exposedServers = Rule(
        "security", aliases: ["setPassword"], .security, threshold: 0, unit: "causes"
    ) { facts, threshold in
        let users = NodeAnswers(facts.nodes) { $0.users }
        let settings = NodeAnswers(facts.nodes) { $0.settings }
        let causes = ExposureCause.merged(facts.nodes.flatMap { Exposure($0, isEncrypted: facts.usesTLS).causes })
        // A server that has no users but the one whose password is requirepass tells all by its settings.
        let unknown = users.absence.flatMap { $0.cause == .unsupported && settings.absence == nil ? nil : $0 }
        if causes.isEmpty, let absence = unknown ?? settings.absence { return .skipped(absence) }
        return .finding(finding(causes, of: facts.nodes.count, threshold))
    }

    private static func finding(_ causes: [ExposureCause], of count: Int, _ threshold: Double) -> Finding? {
        guard let worst = causes.first, Double(causes.count) > threshold else { return nil }
        let more = causes.count > 1 ? ", and \(causes.count - 1) more ways in are open" : ""
        var actions: [String] = []
        for cause in causes where !actions.contains(cause.action) { actions.append(cause.action) }
        return Finding(
            "\(worst.text) (on \(worst.servers.count) of \(count) servers)\(more)",
            action: actions.joined(separator: " "), value: Double(causes.count), threshold: threshold,
            impact: worst.impact, certainty: worst.certainty,
            evidence: causes.prefix(10).map { cause in
                let more = cause.servers.count > 3 ? " and \(cause.servers.count - 3) more" : ""
                return "\(cause.text): \(cause.servers.prefix(3).joined(separator: ", "))\(more)"
            },
            offenders: worst.servers.prefix(10).map { Offender($0, node: $0) })
    }
}

/// Something that opens a server to those who should stay out.
struct ExposureCause: Sendable {
    /// What it is.
    let text: String
    /// What to do about it.
    let action: String
    /// How much is at stake.
    let impact: Double
    /// How sure it is.
    var certainty = 1.0
    /// The servers that have it.
    var servers: [String]

    /// The causes of several servers, each once, the worst first.
    static func merged(_ causes: [ExposureCause]) -> [ExposureCause] {
        var merged: [ExposureCause] = []
        for cause in causes {
            if let index = merged.firstIndex(where: { $0.text == cause.text && $0.impact == cause.impact }) {
                merged[index].servers += cause.servers
            } else {
                merged.append(cause)
            }
        }
        return merged.sorted { $0.impact * $0.certainty > $1.impact * $1.certainty }
    }
}
