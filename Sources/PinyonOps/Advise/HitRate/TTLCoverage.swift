internal import PinyonClient

extension Rule {
    /// Keys without an end stay after nobody needs them, and are served after they became wrong.
    static let ttlCoverage = Rule("ttl-coverage", .hitRate, threshold: 95, unit: "percent") { facts, threshold in
        let databases = DatabaseCoverage.all(of: facts.holders)
        let poor = databases.filter { $0.ends.keys >= KeyEnds.fewest && $0.ends.percent < threshold }
            .sorted { $0.ends.endless > $1.ends.endless }
        guard let worst = poor.first else { return .passed }
        let endless = poor.reduce(0) { $0 + $1.ends.endless }
        let share = Double(endless) / Double(max(1, databases.reduce(0) { $0 + $1.ends.keys }))
        let isGrowing = poor.contains { $0.growth > 0 }
        let most = isGrowing && !isBounded(facts) ? 0.85 : 0.5
        let impact = most * (0.4 + 0.6 * share)
        let groups = EndlessGroup.largest(facts)
        return .finding(
            Finding(
                """
                Only \(Figure.percent(worst.ends.percent)) of the keys in database \(worst.number) have a TTL: \
                \(Figure.grouped(worst.ends.endless)) stay for ever\(isGrowing ? ", and they become more" : "")
                """,
                action: """
                    Set a TTL with each write (SET … EX, or EXPIRE after it), a tenth of it at random so that keys \
                    don't end together. Give those that are there one with SCAN and EXPIRE.
                    """,
                value: worst.ends.percent, threshold: threshold, impact: impact,
                certainty: mayBeStore(facts) ? 0.4 : 1,
                evidence: poor.prefix(4).map(\.text) + groups.prefix(6).map(\.evidence),
                offenders: groups.map(\.offender),
                sampleSize: groups.isEmpty ? nil : facts.keyspace.value?.records.count))
    }

    /// Whether no key has an end and none may be evicted: then it may be meant to keep everything.
    private static func mayBeStore(_ facts: Facts) -> Bool {
        let holders = facts.holders
        return KeyEnds(holders.flatMap(\.info.keyspace.values)).ending == 0
            && holders.allSatisfy { ($0.info.memory.policy ?? "noeviction") == "noeviction" }
    }

    /// Whether servers evict any key before memory runs out.
    private static func isBounded(_ facts: Facts) -> Bool {
        facts.holders.allSatisfy {
            ($0.info.memory.limit ?? 0) > 0 && ($0.info.memory.policy ?? "").hasPrefix("allkeys-")
        }
    }
}

/// How many keys of a database have an end, on all servers together.
private struct DatabaseCoverage {
    let number: Int
    let ends: KeyEnds
    /// By how many the keys without an end became more in the window.
    let growth: Int

    var text: String {
        let change = growth > 0 ? ", \(Figure.grouped(growth)) more than at the beginning of the window" : ""
        return "database \(number): \(ends.text) (\(Figure.percent(ends.percent)) have one)\(change)"
    }

    static func all(of nodes: [NodeFacts]) -> [Self] {
        let numbers = Set(nodes.flatMap(\.info.keyspace.keys))
        return numbers.sorted().map { number in
            let ends = KeyEnds(nodes.compactMap { $0.info.keyspace[number] })
            let growth = nodes.reduce(0) { $0 + endlessGrowth(of: number, on: $1) }
            return Self(number: number, ends: ends, growth: growth)
        }
    }

    private static func endlessGrowth(of number: Int, on node: NodeFacts) -> Int {
        guard let earlier = node.earlier, earlier.server.runID == node.info.server.runID else { return 0 }
        let (now, before) = (node.info.keyspace[number], earlier.keyspace[number])
        return KeyEnds([now].compactMap(\.self)).endless - KeyEnds([before].compactMap(\.self)).endless
    }
}

/// Keys of a sample whose names have the same pattern, and that have no end.
private struct EndlessGroup {
    let pattern: String
    /// How many there are, as far as the sample tells.
    let count: Int
    /// What they take, as far as the sample tells.
    let bytes: Int
    /// Their share of the keys with that pattern, in per cent.
    let percent: Double

    var evidence: String {
        "\(pattern): about \(Figure.grouped(count)) keys without a TTL (\(Figure.percent(percent)) of them)"
    }

    var offender: Offender { Offender(pattern, bytes: bytes, count: count) }

    /// nil if all of the keys have an end.
    init?(_ group: KeyGroup, weight: Double) {
        let endless = group.records.filter { $0.timeToLive == nil }
        guard !endless.isEmpty else { return nil }
        pattern = group.pattern
        count = Int((Double(endless.count) * weight).rounded())
        bytes = Int((Double(endless.reduce(0) { $0 + ($1.bytes ?? 0) }) * weight).rounded())
        percent = 100 * Double(endless.count) / Double(group.records.count)
    }

    static func largest(_ facts: Facts) -> [Self] {
        guard let sample = facts.keyspace.value else { return [] }
        let groups = KeyGroup.groups(sample.records).compactMap { Self($0, weight: sample.weight) }
        return Array(groups.sorted { ($0.count, $1.pattern) > ($1.count, $0.pattern) }.prefix(10))
    }
}
