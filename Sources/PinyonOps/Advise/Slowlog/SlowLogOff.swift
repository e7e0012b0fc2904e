internal import PinyonClient

extension Rule {
    /// Without a slow log nobody finds out afterwards which command made everybody wait.
    static let slowlogOff = Rule("slowlog-off", .slowlog, threshold: 0, unit: "servers") { facts, threshold in
        let readings = facts.readings { $0.settings.value.flatMap { SlowLogSettings($0) } }
        guard !readings.isEmpty else {
            return .skipped(
                facts.nodes.lazy.compactMap(\.settings.absence).first
                    ?? Absence(.unsupported, "the servers don't tell slowlog-log-slower-than"))
        }
        let off = readings.filter(\.value.isOff)
        guard Double(off.count) > threshold else { return .passed }
        return .finding(
            Finding(
                "The slow log is switched off \(facts.place(off))",
                action: """
                    CONFIG SET slowlog-log-slower-than 10000 and slowlog-max-len 128, and in the configuration file: \
                    commands of 10 ms and more are noted then, which costs nothing.
                    """,
                value: Double(off.count), threshold: threshold, impact: 0.2,
                evidence: off.prefix(10).map {
                    "\($0.name): slowlog-log-slower-than \($0.value.slowerThan), slowlog-max-len \($0.value.length)"
                },
                offenders: off.prefix(10).map { Offender($0.name, node: $0.name) }))
    }
}
