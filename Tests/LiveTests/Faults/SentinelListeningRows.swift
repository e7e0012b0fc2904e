import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// How a client goes on listening to Sentinels.
    @Suite struct SentinelListeningRows {
        private static func refuse(_ sentinels: MockSentinels) {
            sentinels.answer { _, command in
                command.name == "SUBSCRIBE" ? [.error("NOPERM No permissions to access a channel")] : nil
            }
        }

        /// Has the Sentinels name another primary, and expects that the client learns it from what they announce.
        private static func expectFollowing(
            _ client: RedisClient, to node: Int, of servers: MockCluster, _ sentinels: MockSentinels, epoch: Int
        ) async throws {
            sentinels.name(port: servers.nodes[node].port, epoch: epoch)
            sentinels.announce("+switch-master", "")
            // Less than the time between two looks without an announcement.
            try await eventually("node \(node) is used", within: .seconds(5)) {
                try await client.get("a") == "node \(node)"
            }
        }

        @Test("section 3, 4: a Sentinel that refused to be listened to for a while is listened to again")
        func refusedForAWhile() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    sentinels.name(port: servers.nodes[0].port)
                    try await withClient(sentinels.topology) { configuration in
                        configuration.reconnectAtOnce()
                    } _: { client in
                        _ = try await client.get("a")
                        try await eventually("it is listened to") { sentinels.isListenedTo }
                        let asked = sentinels.nodes[0].record.count(of: "SUBSCRIBE")
                        Self.refuse(sentinels)
                        sentinels.nodes[0].cutAll(.reset)
                        // All channels together, and then each of the six for itself.
                        try await eventually("all channels are refused") {
                            sentinels.nodes[0].record.count(of: "SUBSCRIBE") >= asked + 7
                        }
                        sentinels.answer(nil)
                        try await eventually("it is listened to again") { sentinels.isListenedTo }
                        // One may be learned by a look that was due anyway, and not the next one so soon after it.
                        for epoch in 2...3 {
                            try await Self.expectFollowing(
                                client, to: (epoch + 1) % 2, of: servers, sentinels, epoch: epoch)
                        }
                    }
                }
            }
        }

        @Test("section 3, 4: a Sentinel that doesn't let the client listen isn't asked again and again")
        func refusedForGood() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 1) { servers in
                    sentinels.name(port: servers.nodes[0].port)
                    Self.refuse(sentinels)
                    try await withClient(sentinels.topology) { configuration in
                        configuration.backoff = Backoff(base: .milliseconds(1), limit: .milliseconds(1))
                    } _: { client in
                        try await eventually("it was refused") {
                            sentinels.nodes[0].record.count(of: "SUBSCRIBE") > 0
                        }
                        for _ in 0..<200 {
                            let value = try await client.get("a")
                            #expect(value == "node 0")
                        }
                        #expect(sentinels.nodes[0].record.count(of: "SUBSCRIBE") <= 8)
                    }
                }
            }
        }
    }
}
