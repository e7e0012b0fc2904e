import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// Structures whose keys are on several nodes.
    @Suite struct StructureTests {
        @Test("structures work on a cluster, those with several keys if these are in one slot", arguments: serverKinds)
        func cluster(kind: LiveServerKind) async throws {
            try await unlessMissing(kind) {
                try await LiveCluster.run(kind, primaries: 3, replicas: 0) { cluster in
                    try await withClient(.cluster(seeds: [cluster.nodes[0].address])) { client in
                        try await single(client)
                        try await several(client)
                        try await events(client)
                    }
                }
            }
        }

        private func single(_ client: RedisClient) async throws {
            for number in 0..<20 {
                let counter = Counter(client, key: "counter:\(number)", expiresAfter: .seconds(60))
                #expect(try await counter.increment() == 1)
                #expect(try await counter.timeToLive().duration != nil)
                let board = Leaderboard(client, key: "board:\(number)", lifetime: .fromCreation(.seconds(60)))
                try await board.set(["a": 1, "b": 2])
                let best = try await board.around("b", each: 1)
                #expect(best.map(\.member) == ["b", "a"])
                let feed = Feed(client, key: "feed:\(number)", capacity: 2, lifetime: .fromLastWrite(.seconds(60)))
                try await feed.push([1, 2, 3])
                #expect(try await feed.all(as: Int.self) == [3, 2])
            }
        }

        private func several(_ client: RedisClient) async throws {
            let together = (0..<2).map { TagSet(client, key: "{tags}:\($0)") }
            let apart = (0..<2).map { TagSet(client, key: "tags:\($0)") }
            for tags in together + apart { try await tags.add("a") }
            let common = try await together[0].intersection(with: [together[1]])
            #expect(common == ["a"])
            let error = try await #require(throws: ClientError.self) {
                try await apart[0].union(with: [apart[1]])
            }
            #expect(error.code == .crossSlot)
            let counters = (0..<2).map { UniqueCounter(client, key: "{unique}:\($0)") }
            for (number, counter) in counters.enumerated() { try await counter.add(number) }
            let count = try await counters[0].count(with: [counters[1]])
            #expect(count == 2)
        }

        private func events(_ client: RedisClient) async throws {
            let stream = EventStream(client, key: "events")
            let failed = EventStream(client, key: "failed")
            try await stream.append(["number": 1])
            let consumer = try await stream.group(named: "group", consumer: "first")
            for try await delivery in consumer.entries() {
                try await consumer.setAside(delivery, in: failed)
                break
            }
            let entries = try await failed.read(as: Int.self)
            #expect(entries.map { $0["number"] } == [1])
        }
    }
}
