internal import PinyonClient

/// What servers noted of events that made them slow (`LATENCY LATEST`).
struct NotedEvents {
    /// The events of some kinds, the longest first.
    let events: [NodeReading<LatencyEvent>]
    private let facts: Facts

    /// The events of some kinds; nothing but why, if no server notes any.
    ///
    /// - Parameters:
    ///   - facts: The servers.
    ///   - isMeant: Whether a kind is meant.
    static func collected(_ facts: Facts, where isMeant: (String) -> Bool) -> Collected<Self> {
        var events: [NodeReading<LatencyEvent>] = []
        var reasons: [Absence] = []
        for node in facts.nodes {
            switch noted(by: node) {
            case .absent(let absence): reasons.append(absence)
            case .value(let all):
                events += all.filter { isMeant($0.name) }.map { NodeReading(node: node, value: $0) }
            }
        }
        guard reasons.count < facts.nodes.count else {
            return .absent(reasons.first(where: \.isGap) ?? reasons.first ?? .unwanted)
        }
        return .value(NotedEvents(events: events.sorted { $0.value.maximum > $1.value.maximum }, facts: facts))
    }

    /// A server's events; why there are none, if it may have kept them to itself.
    private static func noted(by node: NodeFacts) -> Collected<[LatencyEvent]> {
        guard case .value(let events) = node.latencyEvents, events.isEmpty else { return node.latencyEvents }
        switch node.settings {
        case .absent(let absence): return .absent(absence)
        case .value(let settings):
            guard let limit = settings["latency-monitor-threshold"].flatMap({ Int($0) }) else {
                return .absent(Absence(.unsupported, "the server doesn't tell latency-monitor-threshold"))
            }
            return limit > 0
                ? .value([])
                : .absent(
                    Absence(.unsupported, "latency-monitor-threshold is 0: the servers don't note what made them slow"))
        }
    }

    /// What follows from events that took longer than a limit.
    ///
    /// - Parameters:
    ///   - limit: The limit in milliseconds.
    ///   - what: What the events are, as the beginning of a sentence.
    ///   - remedy: What to do about them, given the names of their kinds, the longest first.
    func outcome(over limit: Double, _ what: String, remedy: ([String]) -> String) -> Rule.Outcome {
        let slow = events.filter { Self.milliseconds($0.value.maximum) > limit }
        guard let worst = slow.first else { return .passed }
        let longest = Self.milliseconds(worst.value.maximum)
        let isOld = slow.allSatisfy { age($0).isOld }
        var kinds: [String] = []
        for event in slow where !kinds.contains(event.value.name) { kinds.append(event.value.name) }
        return .finding(
            Finding(
                "\(what) took up to \(Figure.rounded(longest)) ms on \(worst.name), and nobody was served meanwhile",
                action: remedy(kinds), value: longest, threshold: limit, impact: Self.impact(longest),
                certainty: isOld ? 0.5 : 1, evidence: slow.prefix(10).map(text),
                offenders: slow.prefix(10).map { Offender($0.value.name, node: $0.name) }))
    }

    private func age(_ event: NodeReading<LatencyEvent>) -> EventAge {
        EventAge(from: event.value.time, to: facts.now)
    }

    private func text(_ event: NodeReading<LatencyEvent>) -> String {
        let maximum = Figure.rounded(Self.milliseconds(event.value.maximum))
        let latest = Figure.rounded(Self.milliseconds(event.value.latest))
        return "\(event.name): \(event.value.name) up to \(maximum) ms, the last \(latest) ms \(age(event).text)"
    }

    private static func milliseconds(_ duration: Duration) -> Double { duration / .milliseconds(1) }

    /// What a pause of so many milliseconds means to callers.
    private static func impact(_ milliseconds: Double) -> Double {
        switch milliseconds {
        case 1_000...: 0.7
        case 100...: 0.45
        default: 0.2
        }
    }
}

extension Rule {
    /// A rule about events of some kinds.
    ///
    /// - Parameters:
    ///   - id: The rule's name.
    ///   - what: What the events are, as the beginning of a sentence.
    ///   - isMeant: Whether a kind of events is meant.
    ///   - remedy: What to do about them, given the names of their kinds, the longest first.
    static func aboutEvents(
        _ id: String, _ what: String, where isMeant: @escaping @Sendable (String) -> Bool,
        remedy: @escaping @Sendable ([String]) -> String
    ) -> Rule {
        Rule(id, .latency, threshold: 10, unit: "milliseconds") { facts, threshold in
            switch NotedEvents.collected(facts, where: isMeant) {
            case .absent(let absence): .skipped(absence)
            case .value(let noted): noted.outcome(over: threshold, what, remedy: remedy)
            }
        }
    }
}
