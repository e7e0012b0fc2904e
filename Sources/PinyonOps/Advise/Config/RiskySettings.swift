internal import PinyonClient

extension Rule {
    /// Settings that do harm on servers that run, though each of them is allowed.
    static let riskySettings = Rule("config-risk", .config, threshold: 0, unit: "settings") { facts, threshold in
        let answers = NodeAnswers(facts.nodes) { $0.settings }
        if let absence = answers.absence { return .skipped(absence) }
        let risks = answers.all.flatMap { RiskySetting.all(of: $0.node, $0.value) }.sorted { $0.impact > $1.impact }
        return .finding(finding(risks, threshold))
    }

    private static func finding(_ risks: [RiskySetting], _ threshold: Double) -> Finding? {
        var names: [String] = []
        var actions: [String] = []
        for risk in risks where !names.contains(risk.name) {
            names.append(risk.name)
            actions.append(risk.action)
        }
        guard let worst = risks.first, Double(names.count) > threshold else { return nil }
        return Finding(
            names.count == 1
                ? worst.text
                : "\(names.count) settings do harm (\(names.joined(separator: ", "))); the worst: \(worst.text)",
            action: actions.joined(separator: " "), value: Double(names.count), threshold: threshold,
            impact: worst.impact, certainty: 0.9, evidence: risks.prefix(10).map { "\($0.node): \($0.text)" },
            offenders: risks.prefix(10).map { Offender($0.node, node: $0.node) }, confidence: .inferred)
    }
}

/// A setting that does harm.
private struct RiskySetting {
    let node: String
    let name: String
    let text: String
    let action: String
    var impact = 0.2

    /// Those of a server.
    static func all(of node: NodeFacts, _ settings: [String: String]) -> [RiskySetting] {
        [
            samples(node, settings), hertz(node, settings), decay(node, settings), writableReplica(node, settings),
            nodeTimeout(node, settings), neededReplicas(node, settings),
        ].compactMap { $0 }
    }

    private static func number(_ name: String, _ settings: [String: String]) -> Int? {
        settings[name].flatMap { Int($0) }
    }

    /// Samples are for policies that compare keys, at a limit.
    private static func samples(_ node: NodeFacts, _ settings: [String: String]) -> RiskySetting? {
        let name = "maxmemory-samples"
        let policy = settings["maxmemory-policy"] ?? node.info.memory.policy ?? ""
        let compares = ["-lru", "-lfu", "-lrm", "-ttl"].contains { policy.hasSuffix($0) }
        guard let count = number(name, settings), count < 3 || count > 20, compares,
            node.info.memory.limit.map({ $0 > 0 }) ?? true
        else { return nil }
        let harm = count < 3 ? "evicts keys that are in use" : "makes each eviction slow"
        return RiskySetting(
            node: node.name, name: name, text: "\(name) \(count) \(harm)", action: "CONFIG SET \(name) 5.")
    }

    private static func hertz(_ node: NodeFacts, _ settings: [String: String]) -> RiskySetting? {
        guard let hertz = number("hz", settings), hertz < 10 else { return nil }
        return RiskySetting(
            node: node.name, name: "hz", text: "hz \(hertz) removes expired keys and closes idle clients late",
            action: "CONFIG SET hz 10.")
    }

    private static func decay(_ node: NodeFacts, _ settings: [String: String]) -> RiskySetting? {
        let policy = settings["maxmemory-policy"] ?? node.info.memory.policy ?? ""
        guard number("lfu-decay-time", settings) == 0, policy.hasSuffix("-lfu") else { return nil }
        return RiskySetting(
            node: node.name, name: "lfu-decay-time",
            text: "lfu-decay-time 0 with \(policy) keeps what was popular once for ever",
            action: "CONFIG SET lfu-decay-time 1.")
    }

    private static func writableReplica(_ node: NodeFacts, _ settings: [String: String]) -> RiskySetting? {
        let value = settings["replica-read-only"] ?? settings["slave-read-only"]
        guard node.role == .replica, value == "no" else { return nil }
        return RiskySetting(
            node: node.name, name: "replica-read-only",
            text: "replica-read-only no lets clients write to a replica what its primary doesn't have",
            action: "CONFIG SET replica-read-only yes on the replicas.", impact: 0.28)
    }

    private static func nodeTimeout(_ node: NodeFacts, _ settings: [String: String]) -> RiskySetting? {
        let name = "cluster-node-timeout"
        guard node.info.isClusterEnabled == true || settings["cluster-enabled"] == "yes",
            let milliseconds = number(name, settings), milliseconds < 1_000 || milliseconds > 60_000
        else { return nil }
        let harm = milliseconds < 1_000 ? "takes a short pause for a failure" : "leaves a dead primary in place"
        return RiskySetting(
            node: node.name, name: name, text: "\(name) \(milliseconds) \(harm)", action: "CONFIG SET \(name) 15000.")
    }

    /// A primary that needs all the replicas it has refuses writes when the first of them is away.
    private static func neededReplicas(_ node: NodeFacts, _ settings: [String: String]) -> RiskySetting? {
        let name = "min-replicas-to-write"
        guard node.role != .replica,
            let needed = number(name, settings) ?? number("min-slaves-to-write", settings), needed > 0,
            let count = node.info.fields.integer("min_slaves_good_slaves") ?? node.info.replication.connectedReplicas,
            count <= needed
        else { return nil }
        let harm =
            count < needed
            ? "refuses all writes now: \(count) replicas are near enough"
            : "refuses all writes as soon as one of \(count) replicas is away"
        return RiskySetting(
            node: node.name, name: name, text: "\(name) \(needed) \(harm)",
            action: "Add a replica, or CONFIG SET \(name) \(max(0, min(needed, count) - 1)).",
            impact: count < needed ? 0.75 : 0.28)
    }
}
