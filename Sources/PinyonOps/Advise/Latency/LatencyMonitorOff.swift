internal import PinyonClient

extension Rule {
    /// A server that doesn't note what made it slow can't be asked for it afterwards.
    static let latencyMonitorOff = Rule(
        "latency-monitor-off", .latency, threshold: 0, unit: "milliseconds"
    ) { facts, threshold in
        let readings = facts.readings { $0.settings.value?["latency-monitor-threshold"].flatMap { Int($0) } }
        guard !readings.isEmpty else {
            return .skipped(
                facts.nodes.lazy.compactMap(\.settings.absence).first
                    ?? Absence(.unsupported, "the servers don't tell latency-monitor-threshold"))
        }
        let off = readings.filter { $0.value == 0 }
        guard !off.isEmpty else { return .passed }
        return .finding(
            Finding(
                "latency-monitor-threshold is 0 \(facts.place(off)): what made the server slow isn't noted",
                action: "CONFIG SET latency-monitor-threshold 100, and in the configuration file; it costs nothing.",
                value: 0, threshold: threshold, impact: 0.1,
                evidence: off.prefix(10).map { "\($0.name): latency-monitor-threshold 0" },
                offenders: off.prefix(10).map { Offender($0.name, node: $0.name) }))
    }
}
