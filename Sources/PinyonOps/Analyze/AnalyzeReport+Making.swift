internal import PinyonClient

extension AnalyzeReport {
    /// The report of what was found.
    package init(target: String, facts: Facts, advice: Advice, seconds: Double) {
        self.target = target
        topology = facts.topology
        metrics = CacheMetrics(facts)
        recommendations = advice.recommendations
        nodes = facts.nodes.map(NodeReport.init) + facts.unreached.map { NodeReport(unreached: $0.name, $0.reason) }
        ownLookups = facts.keyspace.value?.ownLookups ?? OwnLookups()
        let skipped = Self.skipped(facts, advice)
        self.skipped = skipped
        passed = advice.passed
        self.seconds = Figure.rounded(seconds)
        status = skipped.contains(where: \.isGap) ? .partial : .success
        keyspace = facts.keyspace.value.map { KeyspaceReport($0, facts) }
    }

    private static func skipped(_ facts: Facts, _ advice: Advice) -> [Skipped] {
        var skipped = facts.unreached.map { Skipped("node \($0.name)", Absence(.failed, $0.reason)) }
        for node in facts.nodes {
            for (part, absence) in node.absences where absence.isGap {
                skipped.append(Skipped("\(part) of \(node.name)", absence))
            }
        }
        if let absence = facts.keyspace.absence, absence.isGap { skipped.append(Skipped("keys", absence)) }
        return skipped + advice.skipped.map { Skipped("rule \($0.rule)", $0.absence) }
    }
}

extension AnalyzeReport.Skipped {
    init(_ what: String, _ absence: Absence) {
        self.what = what
        cause = absence.cause.rawValue
        reason = absence.reason
    }

    /// Whether the report isn't whole without it.
    var isGap: Bool { [Absence.Cause.refused, .failed].contains { $0.rawValue == cause } }
}

extension NodeFacts {
    /// What it didn't tell, and why.
    var absences: [(part: String, absence: Absence)] {
        [
            ("settings", settings.absence), ("users", users.absence), ("clients", clients.absence),
            ("slow log", slowCommands.absence), ("large requests", largeRequests.absence),
            ("large replies", largeReplies.absence), ("latency events", latencyEvents.absence),
            ("cluster state", clusterState.absence), ("cluster nodes", clusterNodes.absence),
            ("slot statistics", slots.absence), ("allocator", allocatorQuantum.absence),
        ].compactMap { part, absence in absence.map { (part, $0) } }
    }
}

extension NodeReport {
    init(_ node: NodeFacts) {
        let counters = Counters(node)
        address = node.name
        role = node.role
        isReached = true
        product = Self.name(of: node.info.server.product)
        version = node.info.server.version.map { "\($0)" }
        uptimeSeconds = node.info.server.uptime.map { Int($0.components.seconds) }
        slots = node.slotCount > 0 ? node.slotCount : nil
        keys = node.info.keyspace.values.reduce(0) { $0 + ($1.keys ?? 0) }
        usedBytes = node.info.memory.used
        maxmemoryBytes = node.info.memory.limit.flatMap { $0 > 0 ? $0 : nil }
        hitRate = Self.rate(counters.hits, counters.misses)
        commandsPerSecond = counters.rate("total_commands_processed").map(Figure.rounded)
        connections = node.info.clients.connected
        evictedKeys = counters.growth("evicted_keys")
    }

    private static func name(of product: ServerInfo.Product) -> String {
        switch product {
        case .redis: "redis"
        case .valkey: "valkey"
        case .other(let name): name
        }
    }

    init(unreached name: String, _ reason: String) {
        address = name
        role = .unknown
        isReached = false
        self.reason = reason
    }

    static func rate(_ hits: Int?, _ misses: Int?) -> Double? {
        guard let hits, let misses, hits + misses > 0 else { return nil }
        return Figure.rounded(100 * Double(hits) / Double(hits + misses))
    }
}

extension KeyspaceReport {
    init(_ sample: KeyspaceSample, _ facts: Facts) {
        totalKeys = sample.totalKeys
        sampledKeys = sample.seenKeys
        end = sample.end
        valuesRead = sample.valuesRead
        largest = sample.largest.prefix(10).map { Offender($0, facts) }
        longest = sample.longest.prefix(10).map { Offender($0, facts) }
    }
}

extension Offender {
    /// A key.
    init(_ key: KeyRecord, _ facts: Facts) {
        self.init(
            key.name.printable, node: facts.nodes.indices.contains(key.node) ? facts.nodes[key.node].name : nil,
            bytes: key.bytes, count: key.type == .string ? nil : key.length)
        if key.name.text == nil { nameBase64 = key.name.base64 }
    }
}
