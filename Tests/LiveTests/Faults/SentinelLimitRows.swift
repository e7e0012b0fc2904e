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

        /// How long a Sentinel has to answer.
        private static let answerTime = Duration.seconds(1)

        @Test("section 3, 1: a Sentinel that doesn't answer isn't waited for when two others agree")
        func slowSentinel() async throws {
            try await withMockSentinels(3) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    sentinels.name(port: servers.nodes[0].port)
                    sentinels.nodes[2].script { _, command in command.name == "SENTINEL" ? [.silence] : nil }
                    let first = try await shortestTime(until: Self.answerTime) { _ in
                        try await withClient(sentinels.topology) { try await Self.timeToFirstReply($0) }
                    }
                    #expect(first < Self.answerTime)
                    try await withClient(sentinels.topology) { client in
                        _ = try await client.get("a")
                        try await eventually("it is listened to") {
                            sentinels.nodes.contains { $0.record.count(of: "SUBSCRIBE") > 0 }
                        }
                        let switched = try await shortestTime(until: Self.answerTime) { attempt in
                            let next = 1 - attempt % 2
                            sentinels.name(port: servers.nodes[next].port, epoch: attempt + 2)
                            return try await Self.timeToSwitch(client, to: next, sentinels)
                        }
                        #expect(switched < Self.answerTime)
                    }
                }
            }
        }

        private static func timeToFirstReply(_ client: RedisClient) async throws -> Duration {
            let start = ContinuousClock.now
            let reply = try await client.get("a")
            #expect(reply == "node 0")
            return start.duration(to: .now)
        }

        private static func timeToSwitch(
            _ client: RedisClient, to node: Int, _ sentinels: MockSentinels
        ) async throws -> Duration {
            let start = ContinuousClock.now
            sentinels.announce("+switch-master", "")
            try await eventually("the new primary is used") { try await client.get("a") == "node \(node)" }
            return start.duration(to: .now)
        }
    }
}
