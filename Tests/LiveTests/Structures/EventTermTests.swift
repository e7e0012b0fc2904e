import PinyonClient
import PinyonTesting
import Testing

/// Entries of a page that their consumer comes to late.
@Suite(.timeLimit(.minutes(2))) struct EventTermTests {
    private func filled(_ client: RedisClient) async throws -> EventStream {
        let stream = EventStream(client, key: "events")
        for number in 0..<3 { try await stream.append(["number": number]) }
        return stream
    }

    @Test("entries that wait for their turn are claimed anew, before others may have them", arguments: serverKinds)
    func renewal(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let consumer = try await filled(client).group(named: "group", consumer: "slow", claimAfter: .seconds(1))
            var iterator = consumer.entries(as: Int.self).makeAsyncIterator()
            let first = try await iterator.next()
            let long = Duration.milliseconds(750)
            try await eventually("the others have been left alone for long") {
                try await consumer.pendingEntries(3).allSatisfy { $0.idle >= long }
            }
            let second = try await iterator.next()
            let pending = try await consumer.pendingEntries(3)
            let third = try await iterator.next()
            #expect([first, second, third].map { $0?["number"] } == [0, 1, 2])
            #expect([first, second, third].map { $0?.deliveries } == [1, 1, 1])
            try #require(pending.count == 3)
            #expect(pending[0].idle >= long, "the first one is being handled")
            #expect(pending[1].idle < long && pending[2].idle < long)
            #expect(pending.map(\.deliveries) == [1, 1, 1])
        }
    }

    @Test("entries that another consumer has handled meanwhile aren't handled again", arguments: serverKinds)
    func late(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = try await filled(client)
            let time = Duration.milliseconds(100)
            let slow = try await stream.group(named: "group", consumer: "slow", claimAfter: time)
            var iterator = slow.entries(as: Int.self).makeAsyncIterator()
            let first = try await iterator.next()
            #expect(first?["number"] == 0)
            let quick = try await stream.group(named: "group", consumer: "quick", claimAfter: time)
            var handled: [Int] = []
            for try await delivery in quick.entries(as: Int.self) {
                try await quick.acknowledge(delivery)
                handled.append(delivery["number"] ?? -1)
                if handled.count == 3 { break }
            }
            #expect(handled == [0, 1, 2])
            try await stream.append(["number": 3])
            let next = try await iterator.next()
            #expect(next?["number"] == 3)
        }
    }
}
