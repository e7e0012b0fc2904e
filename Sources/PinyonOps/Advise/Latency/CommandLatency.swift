internal import PinyonClient

extension Rule {
    /// What a command takes is added to what everybody behind it waits.
    static let latency = Rule("latency", .latency, threshold: 10, unit: "milliseconds") { facts, threshold in
        let times = facts.readings { CommandTimes($0) }
        guard !times.isEmpty else { return .skipped(.infoLacks("cmdstat_…")) }
        let tails = facts.readings { SlowTail.all(of: $0.info) }
            .flatMap { reading in reading.value.map { NodeReading(node: reading.node, value: $0) } }
            .filter { $0.value.milliseconds > threshold }
            .sorted { $0.value.milliseconds > $1.value.milliseconds }
        if let worst = tails.first { return .finding(finding(tails, worst, threshold)) }
        // A tenth of what the slowest may take is too much for all.
        let means = times.filter { $0.value.calls >= 1_000 && $0.value.meanMilliseconds > threshold / 10 }
            .sorted { $0.value.meanMilliseconds > $1.value.meanMilliseconds }
        return .finding(means.first.map { finding($0, threshold / 10) })
    }

    /// One command in a hundred takes long.
    private static func finding(
        _ tails: [NodeReading<SlowTail>], _ worst: NodeReading<SlowTail>, _ threshold: Double
    ) -> Finding {
        Finding(
            """
            One in a hundred calls of \(worst.value.command.uppercased()) takes more than \
            \(Figure.rounded(worst.value.milliseconds)) ms on \(worst.name)
            """,
            action: remedy, value: worst.value.milliseconds, threshold: threshold,
            impact: worst.value.milliseconds >= 100 ? 0.8 : 0.5, certainty: 0.8,
            evidence: tails.prefix(10).map { "\($0.name): \($0.value.text), since the server began counting" },
            offenders: tails.prefix(10).map { Offender($0.value.command, node: $0.name, count: $0.value.calls) })
    }

    /// All commands together take long.
    private static func finding(_ worst: NodeReading<CommandTimes>, _ threshold: Double) -> Finding {
        let times = worst.value
        return Finding(
            "A command takes \(Figure.rounded(times.meanMilliseconds)) ms on average on \(worst.name)",
            action: remedy, value: times.meanMilliseconds, threshold: threshold,
            impact: times.meanMilliseconds >= 10 * threshold ? 0.8 : 0.5, certainty: times.isWindow ? 1 : 0.7,
            evidence: times.commands.prefix(10).map { command in
                let mean = Figure.rounded(command.microseconds / Double(command.calls) / 1_000)
                let span = CacheStrain.span(times.isWindow)
                return "\(worst.name): \(command.name) \(mean) ms in \(Figure.grouped(command.calls)) calls \(span)"
            },
            offenders: times.commands.prefix(10).map { Offender($0.name, node: worst.name, count: $0.calls) })
    }

    private static var remedy: String {
        """
        Split commands that work on many members, or replace them (SCAN, HSCAN, SSCAN, UNLINK, ranges with a limit), \
        keep values small, and move scripts' work to the client. SLOWLOG GET shows the arguments.
        """
    }
}

/// What one in a hundred calls of a command takes at least.
private struct SlowTail {
    /// Of fewer calls the slowest may be the only slow one.
    private static let fewestCalls = 100

    let command: String
    let calls: Int
    let milliseconds: Double

    var text: String {
        "\(command) 99 % within \(Figure.rounded(milliseconds)) ms, \(Figure.grouped(calls)) calls"
    }

    /// The commands that were called often enough.
    static func all(of info: ServerInfo) -> [Self] {
        let commands = info.commands
        return info.latencyPercentiles.compactMap { name, percentiles in
            guard !CommandTimes.exempt.contains(name), let microseconds = percentiles[99],
                let calls = commands[name]?.calls, calls >= fewestCalls
            else { return nil }
            return Self(command: name, calls: calls, milliseconds: microseconds / 1_000)
        }
    }
}
