extension Rule {
    /// Entries of a stream that nobody reads, or that were read and never acknowledged, are work that isn't done.
    static let streamPending = Rule("stream-pending", .keys, threshold: 50, unit: "percent") { facts, threshold in
        switch facts.streams {
        case .absent(let absence): return .skipped(absence)
        case .value(let streams):
            let groups = streams.flatMap { stream in stream.groups.map { WaitingGroup($0, of: stream) } }
            guard groups.isEmpty || groups.contains(where: { $0.group.lag != nil || $0.group.pending > 0 }) else {
                return .skipped(Absence(.unsupported, "servers before 7.0 don't tell how far groups are behind"))
            }
            let behind = groups.filter { $0.isBehind(threshold) }.sorted { $0.waiting > $1.waiting }
            return .finding(finding(behind, facts, threshold))
        }
    }

    private static func finding(_ groups: [WaitingGroup], _ facts: Facts, _ threshold: Double) -> Finding? {
        guard let worst = groups.first else { return nil }
        let isUnread = worst.lagPercent > worst.pendingPercent
        return Finding(
            """
            The group \(worst.group.name) of the stream \(worst.stream.key.name.printable) is behind: \(words(worst)) \
            of \(Figure.grouped(worst.stream.length)) entries
            """,
            action: isUnread
                ? """
                Start more consumers (XREADGROUP with names of their own), or make them faster; if nobody needs the \
                group, XGROUP DESTROY it.
                """
                : """
                Take over what idle consumers have left (XAUTOCLAIM key group consumer 60000 0), acknowledge with XACK \
                when the work is done, and delete consumers that are gone (XGROUP DELCONSUMER) when they have nothing \
                pending.
                """,
            value: max(worst.lagPercent, worst.pendingPercent), threshold: threshold,
            impact: 0.4 + 0.3 * min(1, worst.lagPercent / 100), certainty: 0.9,
            evidence: groups.prefix(10).map { evidence($0) },
            offenders: groups.prefix(10).map { group in
                var offender = Offender(group.stream.key, facts)
                offender.count = group.waiting
                return offender
            })
    }

    private static func words(_ group: WaitingGroup) -> String {
        let lag = group.group.lag.map { "\(Figure.grouped($0)) not read" }
        let pending = "\(Figure.grouped(group.group.pending)) not acknowledged"
        return [lag, pending].compactMap(\.self).joined(separator: " and ")
    }

    private static func evidence(_ group: WaitingGroup) -> String {
        """
        \(group.stream.key.name.printable), group \(group.group.name): \(words(group)), \(group.idle.count) of \
        \(group.group.consumers.count) consumers idle with \(Figure.grouped(group.idlePending)) entries
        """
    }
}

/// A group of a stream, and what waits in it.
private struct WaitingGroup {
    let group: StreamFacts.Group
    let stream: StreamFacts

    /// Fewer entries are worked off soon.
    private static let leastEntries = 100
    /// A consumer that hasn't asked for so long isn't at work.
    private static let idleTime = Duration.seconds(600)

    init(_ group: StreamFacts.Group, of stream: StreamFacts) {
        self.group = group
        self.stream = stream
    }

    /// The consumers that aren't at work and have entries.
    var idle: [StreamFacts.Consumer] { group.consumers.filter { $0.idle >= Self.idleTime && $0.pending > 0 } }
    var idlePending: Int { idle.reduce(0) { $0 + $1.pending } }
    /// How many entries weren't read, or are with consumers that aren't at work.
    var waiting: Int { (group.lag ?? 0) + idlePending }
    var lagPercent: Double { percent(group.lag ?? 0) }
    var pendingPercent: Double { percent(idlePending) }

    func isBehind(_ threshold: Double) -> Bool {
        waiting >= Self.leastEntries && max(lagPercent, pendingPercent) > threshold
    }

    private func percent(_ count: Int) -> Double { 100 * Double(count) / Double(max(1, stream.length)) }
}
