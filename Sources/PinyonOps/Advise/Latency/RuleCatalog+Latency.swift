extension RuleCatalog {
    /// About what makes servers slow.
    static let latency: [Rule] = [
        .cpu, .latency, .latencyFork, .latencyCommand, .latencyFastCommand, .latencyAOF, .latencyExpireCycle,
        .latencyEviction, .latencyMonitorOff, .thp, .host,
    ]
}
