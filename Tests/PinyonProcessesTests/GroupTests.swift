import PinyonProcesses
import Testing

/// Clusters and groups with Sentinels.
@Suite(.timeLimit(.minutes(2)), .serialized)
struct GroupTests {
    @Test(
        "a cluster of six nodes is whole when it has started", arguments: [ServerSeries.redis62, .redis70, .valkey91])
    func cluster(series: ServerSeries) async throws {
        let binary = try await found(series)
        let pids = try await withCluster(binary) { cluster in
            #expect(cluster.nodes.count == 6)
            for (number, node) in cluster.nodes.enumerated() {
                let info = try await node.require("CLUSTER", "INFO").string ?? ""
                #expect(info.contains("cluster_state:ok\r\n"))
                #expect(info.contains("cluster_slots_ok:16384\r\n"))
                #expect(info.contains("cluster_known_nodes:6\r\n"))
                let role = try await node.require("ROLE").elements.first?.string
                #expect(role == (number < 3 ? "master" : "slave"))
                let timeout = try await node.setting("cluster-node-timeout")
                #expect(timeout == "2000")
            }
            let ranges = (0..<3).map { cluster.slots(ofPrimary: $0) }
            #expect(ranges == [0...5460, 5461...10921, 10922...16383])
            // “foo” lies in slot 12182, so it is the third primary's.
            let set = try await cluster.nodes[2].require("SET", "foo", "bar")
            #expect(set == .text("OK"))
            return cluster.nodes.compactMap(\.pid)
        }
        #expect(pids.count == 6)
        #expect(!pids.contains { isAlive($0) })
    }

    @Test("a replica takes over when its primary is killed")
    func clusterFailover() async throws {
        var options = ServerOptions()
        options.settings = [.init("cluster-node-timeout", "500")]
        options.password = "secret"
        let shape = RedisCluster.Shape(primaries: 3, replicas: 1)
        try await withCluster(try await found(.redis70), shape: shape, options: options) { cluster in
            try await cluster.nodes[0].kill()
            let replica = cluster.nodes[3]
            #expect(cluster.primary(ofNode: 3) == 0)
            try await eventually {
                try await replica.connect().require("ROLE").elements.first?.string == "master"
            }
        }
    }

    @Test("Sentinels know each other and the replicas, and fail over when asked", arguments: [ServerSeries.redis70])
    func sentinels(series: ServerSeries) async throws {
        let binary = try await found(series)
        try await withSentinelGroup(binary) { group in
            #expect(group.servers.count == 3)
            #expect(group.sentinels.count == 3)
            let first = try await group.currentPrimary()
            #expect(first === group.servers[0])
            let second = try await group.failOver()
            #expect(second !== group.servers[0])
            let current = try await group.currentPrimary()
            #expect(current === second)
        }
    }

    @Test("a Sentinel remembers what it knows over a restart, and Sentinels replace a primary that is killed")
    func sentinelFailover() async throws {
        var options = ServerOptions()
        options.password = "secret"
        try await withSentinelGroup(try await found(.valkey91), options: options) { group in
            let sentinel = group.sentinels[0]
            try await sentinel.restart()
            let known = try await sentinel.require("SENTINEL", "SENTINELS", group.shape.name).elements.count
            #expect(known == 2)
            try await group.servers[0].kill()
            try await eventually(within: .seconds(20)) {
                let primary = try await group.currentPrimary()
                return primary != nil && primary !== group.servers[0]
            }
        }
    }

    @Test("a group that can't start leaves nothing behind, and says why")
    func failedGroup() async throws {
        var options = ServerOptions()
        options.settings = [.init("nonsense", "yes")]
        let binary = try await found(.redis70)
        let error = await #expect(throws: ProcessError.self) {
            _ = try await RedisCluster.start(binary, options: options)
        }
        #expect(error?.code == .exitedEarly)
        #expect(error?.log.contains { $0.contains("nonsense yes") } == true)
        let shape = RedisCluster.Shape(primaries: 0, replicas: 1)
        let refused = await #expect(throws: ProcessError.self) {
            _ = try await RedisCluster.start(binary, shape: shape)
        }
        #expect(refused?.code == .badOptions)
    }

    @Test("a cluster that does not come together says what is missing, and its nodes are gone")
    func patience() async throws {
        let binary = try await found(.redis70)
        let error = await #expect(throws: ProcessError.self) {
            _ = try await RedisCluster.start(binary, within: .zero)
        }
        #expect(error?.code == .notReady)
        #expect(error?.message.contains("knows") == true, "\(String(describing: error))")
    }
}
