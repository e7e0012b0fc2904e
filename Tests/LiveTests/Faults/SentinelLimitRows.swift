import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Sentinels that name too much, or take too long.
    @Suite struct SentinelLimitRows {
        @Test("address trust: a Sentinel can't make the client keep more replicas than it may, or one of them twice")
        func replicas() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 1) { servers in
                    let replicas = (1...50).map { MockSentinels.Replica(port: 20_000 + $0) }
                    sentinels.name(port: servers.nodes[0].port, replicas: replicas + replicas)
                    for limit in [10, 2_000] {
                        try await withClient(sentinels.topology) { configuration in
                            configuration.addressTrust = AddressTrust(nodes: limit)
                        } _: { client in
                            try await eventually("replicas are known") { client.nodes.count > 1 }
                            #expect(client.nodes.count == min(limit, 51))
                            #expect(Set(client.nodes.map(\.address)).count == client.nodes.count)
                        }
                    }
                }
            }
        }

        @Test("section 3, 1: a Sentinel that doesn't answer isn't waited for when two others agree")
        func slowSentinel() async throws {
            try await withMockSentinels(3) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    sentinels.name(port: servers.nodes[0].port)
                    sentinels.nodes[2].script { _, command in command.name == "SENTINEL" ? [.silence] : nil }
                    try await withClient(sentinels.topology) { client in
                        let start = ContinuousClock.now
                        let first = try await client.get("a")
                        #expect(first == "node 0")
                        #expect(ContinuousClock.now - start < .seconds(1))
                        try await eventually("it is listened to") {
                            sentinels.nodes.contains { $0.record.count(of: "SUBSCRIBE") > 0 }
                        }
                        sentinels.name(port: servers.nodes[1].port, epoch: 2)
                        sentinels.announce("+switch-master", "")
                        let announced = ContinuousClock.now
                        try await eventually("the new primary is used") { try await client.get("a") == "node 1" }
                        #expect(ContinuousClock.now - announced < .seconds(1))
                    }
                }
            }
        }
    }
}
