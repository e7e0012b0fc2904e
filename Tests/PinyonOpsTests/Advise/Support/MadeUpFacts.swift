import PinyonClient
import PinyonOps

/// Facts about servers that don't exist.
enum MadeUp {
    /// A server by the fields of its `INFO`.
    static func node(
        _ fields: [String: String] = [:], earlier: [String: String]? = nil, port: Int = 6_379,
        role: NodeFacts.Role = .primary, settings: [String: String]? = nil
    ) -> NodeFacts {
        let usual = [
            "redis_version": "7.0.15", "run_id": "r\(port)", "uptime_in_seconds": "86400", "maxmemory": "1073741824",
            "maxmemory_policy": "allkeys-lru", "used_memory": "104857600", "total_system_memory": "8589934592",
        ]
        var node = NodeFacts(
            address: .host("127.0.0.1", port: port), role: role, info: info(usual.merging(fields) { $1 }))
        if let earlier {
            node.earlier = info(usual.merging(fields) { $1 }.merging(earlier) { $1 })
            node.window = .seconds(10)
        }
        if let settings { node.settings = .value(settings) }
        return node
    }

    /// What a server tells, by its fields.
    static func info(_ fields: [String: String]) -> ServerInfo {
        ServerInfo(text: fields.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: "\r\n"))
    }

    /// Facts about servers.
    static func facts(
        _ nodes: [NodeFacts] = [node()], topology: Facts.Topology = .standalone, keys: KeyspaceSample? = nil
    ) -> Facts {
        var facts = Facts(topology: topology, nodes: nodes, now: UnixTime(milliseconds: 1_700_000_000_000))
        if let keys { facts.keyspace = .value(keys) }
        return facts
    }

    /// A sample of keys.
    static func sample(_ records: [KeyRecord], of total: Int? = nil) -> KeyspaceSample {
        KeyspaceSample(
            totalKeys: total ?? records.count, seenKeys: records.count, records: records,
            largest: records.filter { $0.bytes != nil }.sorted { ($0.bytes ?? 0) > ($1.bytes ?? 0) },
            longest: records.filter { $0.type != .string && $0.length != nil }
                .sorted { ($0.length ?? 0) > ($1.length ?? 0) },
            end: total == nil ? .whole : .keys)
    }

    /// A key.
    static func key(
        _ name: String, _ type: KeyType = .string, bytes: Int? = 100, length: Int? = nil, ttl: Duration? = nil
    ) -> KeyRecord {
        var record = KeyRecord(KeyName(name.utf8), type: type)
        record.bytes = bytes
        record.length = length
        record.timeToLive = ttl
        return record
    }

    /// What a rule finds.
    static func findings(_ rule: Rule, _ facts: Facts, threshold: Double? = nil) -> [Finding]? {
        guard case .findings(let findings) = rule.check(facts, threshold ?? rule.threshold) else { return nil }
        return findings
    }
}
