import PinyonClient
import Testing

@Suite(.timeLimit(.minutes(5)))
struct StreamGroupTests {
    @Test(arguments: LiveTarget.all)
    func consumersShareTheEntries(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.xgroupCreate("orders", "order-processors", from: .end, makingStream: true)
            let first = try await client.xadd("orders", ("n", 1))
            let second = try await client.xadd("orders", ("n", 2))
            let mine = try await client.xreadgroup("order-processors", "worker-1", "orders", count: 1)
            #expect(mine.map(\.id) == [first])
            let theirs = try await client.xreadgroup(
                "order-processors", "worker-2", [(key: "orders", position: .new)], count: 10, as: Int.self)
            #expect(theirs.map(\.key) == ["orders"])
            #expect(theirs[0].entries.map(\.id) == [second])
            #expect(theirs[0].entries[0]["n"] == 2)
            #expect(try await client.xreadgroup("order-processors", "worker-1", "orders") == [])
            #expect(try await client.xack("orders", "order-processors", [first, first]) == 1)
            let pending = try await client.xpending("orders", "order-processors")
            #expect(pending.count == 1)
            #expect(pending.first == second && pending.last == second)
            #expect(pending.consumers.map(\.name) == ["worker-2"] && pending.consumers.map(\.count) == [1])
        }
    }

    @Test(arguments: LiveTarget.all)
    func aConsumerReadsAgainWhatItDidNotAcknowledge(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.xgroupCreate("s", "g", from: .start, makingStream: true)
            let kept = try await client.xadd("s", ("n", 1))
            let deleted = try await client.xadd("s", ("n", 2))
            _ = try await client.xreadgroup("g", "c", "s")
            try await client.xdel("s", [deleted])
            let again = try await client.xreadgroup("g", "c", "s", from: .pending(after: .zero))
            #expect(again.map(\.id) == [kept, deleted])
            #expect(again.map(\.fields.isEmpty) == [false, true])
            #expect(try await client.xreadgroup("g", "c", "s", from: .pending(after: deleted)) == [])
        }
    }

    @Test(arguments: LiveTarget.all)
    func entriesCanCountAsAcknowledgedAtOnce(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.xgroupCreate("s", "g", from: .start, makingStream: true)
            try await client.xadd("s", ("n", 1))
            #expect(try await client.xreadgroup("g", "c", "s", acknowledging: true).count == 1)
            let pending = try await client.xpending("s", "g")
            #expect(pending.count == 0 && pending.first == nil && pending.consumers == [])
        }
    }

    @Test(arguments: LiveTarget.all)
    func aConsumerWaitsForAnEntry(_ target: LiveTarget) async throws {
        try await target.withClients(2) { clients in
            try await clients[0].xgroupCreate("s", "g", makingStream: true)
            #expect(try await clients[0].xreadgroup("g", "c", "s", block: .milliseconds(5)) == [])
            let id = try await clients[0].clientID()
            async let entries = clients[0].xreadgroup("g", "c", "s", block: .seconds(20))
            try await clients[1].waitUntilBlocked(id)
            let entry = try await clients[1].xadd("s", ("a", 1))
            #expect(try await entries.map(\.id) == [entry])
        }
    }

    @Test(arguments: LiveTarget.all)
    func groupsAreMadeMovedAndDestroyed(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            await expectServerError("ERR") { try await client.xgroupCreate("s", "g") }
            try await client.xgroupCreate("s", "g", makingStream: true)
            await expectServerError("BUSYGROUP") { try await client.xgroupCreate("s", "g") }
            let id = try await client.xadd("s", ("n", 1))
            try await client.xgroupSetid("s", "g", .after(id))
            #expect(try await client.xreadgroup("g", "c", "s") == [])
            try await client.xgroupSetid("s", "g", .start)
            #expect(try await client.xreadgroup("g", "c", "s").map(\.id) == [id])
            #expect(try await client.xgroupCreateconsumer("s", "g", "d"))
            #expect(try await !client.xgroupCreateconsumer("s", "g", "d"))
            #expect(try await client.xgroupDelconsumer("s", "g", "c") == 1)
            #expect(try await client.xgroupDestroy("s", "g"))
            #expect(try await !client.xgroupDestroy("s", "g"))
            await expectServerError("NOGROUP") { _ = try await client.xreadgroup("g", "c", "s") }
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func aGroupKnowsItsLag(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            for number in 1...3 { try await client.xadd("s", ("n", number)) }
            try await client.xgroupCreate("s", "g", from: .start, entriesRead: 0)
            _ = try await client.xreadgroup("g", "c", "s", count: 1)
            let group = try #require(try await client.xinfoGroups("s").first)
            #expect(group.entriesRead == 1)
            #expect(group.lag == 2)
            try await client.xgroupSetid("s", "g", .end, entriesRead: 3)
            #expect(try await client.xinfoGroups("s").first?.lag == 0)
        }
    }

    @Test(arguments: LiveTarget.all)
    func groupsAndConsumersTellWhatTheyAre(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let id = try await client.xadd("s", ("n", 1))
            try await client.xgroupCreate("s", "g", from: .start)
            try await client.xgroupCreate("s", "h", from: .start)
            _ = try await client.xreadgroup("g", "c", "s")
            let groups = try await client.xinfoGroups("s")
            #expect(groups.map(\.name) == ["g", "h"])
            #expect(groups.map(\.consumerCount) == [1, 0])
            #expect(groups.map(\.pendingCount) == [1, 0])
            #expect(groups.map(\.lastDeliveredID) == [id, .zero])
            let consumer = try #require(try await client.xinfoConsumers("s", "g").first)
            #expect(consumer.name == "c")
            #expect(consumer.pendingCount == 1)
            #expect(consumer.idle < .seconds(60))
            #expect((consumer.inactive != nil) == client.release.has(redis: 7.2))
            #expect(try await client.xinfoConsumers("s", "h") == [])
        }
    }

    @Test(arguments: LiveTarget.all)
    func pendingEntriesAreListed(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.xgroupCreate("s", "g", from: .start, makingStream: true)
            let first = try await client.xadd("s", ("n", 1))
            let second = try await client.xadd("s", ("n", 2))
            _ = try await client.xreadgroup("g", "c", "s", count: 1)
            _ = try await client.xreadgroup("g", "d", "s", count: 1)
            let all = try await client.xpending("s", "g", count: 10)
            #expect(all.map(\.id) == [first, second])
            #expect(all.map(\.consumer) == ["c", "d"])
            #expect(all.map(\.deliveries) == [1, 1])
            #expect(all.allSatisfy { $0.idle >= .zero && $0.idle < .seconds(60) })
            #expect(try await client.xpending("s", "g", count: 10, consumer: "d").map(\.id) == [second])
            #expect(try await client.xpending("s", "g", from: .excluding(first), count: 10).map(\.id) == [second])
            #expect(try await client.xpending("s", "g", count: 10, minimumIdle: .seconds(3600)) == [])
            #expect(try await client.xpending("s", "g", count: 10, minimumIdle: .zero).count == 2)
        }
    }

    @Test(arguments: LiveTarget.all)
    func pendingEntriesAreClaimed(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.xgroupCreate("s", "g", from: .start, makingStream: true)
            let first = try await client.xadd("s", ("n", 1))
            let second = try await client.xadd("s", ("n", 2))
            _ = try await client.xreadgroup("g", "c", "s")
            let claimed = try await client.xclaim("s", "g", "d", [first], minimumIdle: .zero, as: Int.self)
            #expect(claimed.map { $0["n"] } == [1])
            #expect(try await client.xclaim("s", "g", "d", [second], minimumIdle: .seconds(3600)) == [])
            let options = StreamClaimOptions(idle: .seconds(100), retryCount: 7)
            let ids = try await client.xclaimIDs("s", "g", "e", [second], minimumIdle: .zero, options: options)
            #expect(ids == [second])
            let pending = try #require(try await client.xpending("s", "g", count: 5, consumer: "e").first)
            #expect(pending.deliveries == 7)
            #expect(pending.idle >= .seconds(100))
            try await client.xack("s", "g", [second])
            #expect(try await client.xclaimIDs("s", "g", "e", [second], minimumIdle: .zero) == [])
            let now = try await client.time().unixTime
            let forced = StreamClaimOptions(time: now, force: true)
            #expect(
                try await client.xclaimIDs("s", "g", "e", [second], minimumIdle: .zero, options: forced) == [second])
        }
    }

    @Test(arguments: LiveTarget.all)
    func entriesLeftAloneAreClaimedByThemselves(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.xgroupCreate("s", "g", from: .start, makingStream: true)
            var ids: [StreamID] = []
            for number in 1...4 { ids.append(try await client.xadd("s", ("n", number))) }
            _ = try await client.xreadgroup("g", "c", "s")
            try await client.xdel("s", [ids[1]])
            let step = try await client.xautoclaim("s", "g", "d", minimumIdle: .zero, count: 3, as: Int.self)
            #expect(step.claimed.map { $0["n"] } == [1, 3])
            #expect(step.next == ids[3])
            #expect(step.deleted == (client.release.has(redis: 7.0) ? [ids[1]] : []))
            let rest = try await client.xautoclaimIDs("s", "g", "d", minimumIdle: .zero, from: step.next)
            #expect(rest.claimed == [ids[3]])
            #expect(rest.next == .zero)
            let none = try await client.xautoclaim("s", "g", "e", minimumIdle: .seconds(3600))
            #expect(none.claimed == [] && none.next == .zero)
        }
    }
}
