import PinyonClient
import PinyonProcesses
import Testing

/// How caches are usually set up and watched, on servers that nobody else uses.
@Suite(.timeLimit(.minutes(5)))
struct ServerExampleTests {
    @Test(arguments: LiveTarget.all)
    func everyPolicyOfEvictionIsSet(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            let policies = [
                "allkeys-lru", "volatile-lru", "volatile-lfu", "volatile-ttl", "allkeys-random", "volatile-random",
                "noeviction", "allkeys-lfu",
            ]
            for policy in policies {
                try await client.configSet("maxmemory-policy", policy)
                #expect(try await client.info([.memory]).memory.policy == policy)
            }
            try await client.configSet("lfu-log-factor", 10)
            try await client.configSet("lfu-decay-time", 1)
            #expect(try await client.configGet(["lfu-*"]) == ["lfu-log-factor": "10", "lfu-decay-time": "1"])
            try await client.set("a", 1)
            for _ in 0..<20 { _ = try await client.get("a") }
            #expect(try #require(try await client.objectFreq("a")) > 0)
            #expect(try await client.objectFreq("missing") == nil)
            await expectServerError("ERR") { _ = try await client.objectIdletime("a") }
        }
    }

    @Test(arguments: LiveTarget.all)
    func aNodesSettingsAreSet(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            let settings = [
                "maxmemory": "4gb", "appendonly": "yes", "appendfsync": "everysec", "save": "900 1 300 10 60 10000",
                "replica-read-only": "yes", "min-replicas-to-write": "1", "min-replicas-max-lag": "10",
                "cluster-node-timeout": "5000",
            ]
            for (name, value) in settings { try await client.configSet(name, value) }
            let kept = try await client.configGet(["*"])
            for (name, value) in settings where name != "maxmemory" { #expect(kept[name] == value, "\(name)") }
            #expect(kept["maxmemory"] == "4294967296")
            #expect(try await client.info([.persistence]).persistence.isAppendOnly == true)
            await expectServerError("NOREPLICAS") { try await client.set("a", 1) }
        }
    }

    @Test(arguments: LiveTarget.all)
    func whatIsWatchedIsTold(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            try await client.set("a", 1)
            for _ in 0..<3 { _ = try await client.get("a") }
            _ = try await client.get("missing")
            let statistics = try await client.info([.statistics]).statistics
            #expect(statistics.keyspaceHits == 3 && statistics.keyspaceMisses == 1 && statistics.hitRate == 0.75)
            #expect(statistics.evictedKeys == 0)
            let info = try await client.info([.memory])
            for field in ["used_memory_human", "used_memory_peak_human"] {
                #expect(try "KM".contains(#require(info[field]?.last)), "\(field)")
            }
            #expect(try #require(info.memory.fragmentationRatio) > 0)
            #expect(info.memory.limit == 0)
            #expect(try await client.info([.replication]).replication.role == .primary)
            let clients = try await client.info([.clients]).clients
            #expect(try #require(clients.connected) >= 1 && clients.blocked == 0)
        }
    }

    @Test(arguments: LiveTarget.all)
    func aFullServerRefusesOrEvicts(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            let value = String(repeating: "x", count: 100_000)
            let used = try #require(try await client.info([.memory]).memory.used)
            try await client.configSet("maxmemory", used + 1_000_000)
            await expectServerError("OOM") {
                for number in 0..<100 { try await client.set("k:\(number)", value) }
            }
            try await client.configSet("maxmemory-policy", "allkeys-lru")
            for number in 0..<30 { try await client.set("l:\(number)", value) }
            #expect(try #require(try await client.info([.statistics]).statistics.evictedKeys) > 0)
        }
    }
}
