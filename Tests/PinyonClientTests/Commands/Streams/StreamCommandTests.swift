import PinyonClient
import Testing

@Suite(.timeLimit(.minutes(5)))
struct StreamCommandTests {
    @Test(arguments: LiveTarget.all)
    func entriesAreAddedAndRead(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let first = try await client.xadd(
                "orders", ("action", "created"), ("order_id", "ord-123"), ("total", 99.99))
            let second = try await client.xadd("orders", [(key: "b", value: 1), (key: "a", value: 2)])
            #expect(first < second)
            #expect(try await client.xlen("orders") == 2)
            let entries = try await client.xrange("orders")
            #expect(entries.map(\.id) == [first, second])
            #expect(entries[0].fields.map(\.name) == ["action", "order_id", "total"])
            #expect(entries[0]["total"] == "99.99")
            #expect(entries[1].fields.map(\.name) == ["b", "a"])
            #expect(try await client.xrevrange("orders", count: 1).map(\.id) == [second])
            let numbers = try await client.xrange("orders", from: .id(second), as: Int.self)
            #expect(numbers.map { $0["a"] } == [2])
        }
    }

    @Test(arguments: LiveTarget.all)
    func namesThatComeTwiceAreKept(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.xadd("s", ("tag", "x"), ("tag", "y"))
            let entry = try #require(try await client.xrange("s").first)
            #expect(entry.fields.map(\.value) == ["x", "y"])
            #expect(entry["tag"] == "x")
            #expect(entry["other"] == nil)
        }
    }

    @Test(arguments: LiveTarget.all)
    func identitiesAreChosenByTheCaller(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let id = StreamID(milliseconds: 5, sequence: 7)
            #expect(try await client.xadd("s", ("a", 1), id: .id(id)) == id)
            await expectServerError("ERR") { try await client.xadd("s", ("a", 1), id: .id(id)) }
            if client.release.has(redis: 7.0) {
                let next = try await client.xadd("s", ("a", 1), id: .automaticSequence(milliseconds: 5))
                #expect(next == StreamID(milliseconds: 5, sequence: 8))
            }
        }
    }

    @Test(arguments: LiveTarget.all)
    func rangesHaveBounds(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            for number in 1...5 {
                try await client.xadd("s", ("n", number), id: .id(StreamID(milliseconds: UInt64(number) * 10)))
            }
            func numbers(_ from: StreamBound, _ through: StreamBound, count: Int? = nil) async throws -> [Int?] {
                try await client.xrange("s", from: from, through: through, count: count, as: Int.self).map { $0["n"] }
            }
            #expect(try await numbers(.first, .last) == [1, 2, 3, 4, 5])
            #expect(try await numbers(.id(StreamID(milliseconds: 20)), .id(StreamID(milliseconds: 40))) == [2, 3, 4])
            #expect(try await numbers(.excluding(StreamID(milliseconds: 20)), .last, count: 2) == [3, 4])
            #expect(try await numbers(.time(UnixTime(milliseconds: 25)), .time(UnixTime(milliseconds: 30))) == [3])
            let reversed = try await client.xrevrange("s", from: .id(StreamID(milliseconds: 30)), as: Int.self)
            #expect(reversed.map { $0["n"] } == [3, 2, 1])
        }
    }

    @Test(arguments: LiveTarget.all)
    func aStreamIsOnlyMadeIfItMayBe(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.xaddIfPresent("s", ["a": 1]) == nil)
            #expect(try await client.xlen("s") == 0)
            let id = try await client.xadd("s", ("a", 1))
            let next = try #require(try await client.xaddIfPresent("s", ["a": 2]))
            #expect(next > id)
        }
    }

    @Test(arguments: LiveTarget.all)
    func oldEntriesAreDropped(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            for number in 1...10 {
                try await client.xadd("s", ("n", number), id: .id(StreamID(milliseconds: UInt64(number))))
            }
            #expect(try await client.xtrim("s", .maximumLength(8, exactly: true)) == 2)
            #expect(try await client.xtrim("s", .minimumID(StreamID(milliseconds: 5), exactly: true)) == 2)
            #expect(try await client.xtrim("s", .maximumLength(5, limit: 10)) == 0)
            #expect(try await client.xdel("s", [StreamID(milliseconds: 5), StreamID(milliseconds: 99)]) == 1)
            let added = StreamID(milliseconds: 11)
            try await client.xadd("s", ("n", 11), id: .id(added), trimming: .maximumLength(2, exactly: true))
            #expect(try await client.xrange("s").map(\.id) == [StreamID(milliseconds: 10), added])
        }
    }

    @Test(arguments: LiveTarget.all)
    func streamsAreReadFromPositions(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let a = try await client.xadd("a", ("n", 1))
            let b = try await client.xadd("b", ("n", 2))
            let all = try await client.xread([(key: "a", position: .start), (key: "b", position: .start)])
            #expect(all.map(\.key) == ["a", "b"])
            #expect(all.map { $0.entries.map(\.id) } == [[a], [b]])
            let after = try await client.xread(
                [(key: "a", position: .after(a)), (key: "b", position: .after(.zero))], count: 5, as: Int.self)
            #expect(after.map(\.key) == ["b"])
            #expect(after[0].entries[0]["n"] == 2)
            #expect(try await client.xread([(key: "a", position: .end)]) == [])
            #expect(try await client.xread("a", from: .start, count: 10).map(\.id) == [a])
            #expect(try await client.xread("a", from: .after(a)) == [])
            #expect(try await client.xread("missing", from: .start) == [])
        }
    }

    @Test(arguments: LiveTarget.all)
    func readingWaitsForAnEntry(_ target: LiveTarget) async throws {
        try await target.withClients(2) { clients in
            #expect(try await clients[0].xread("s", from: .end, block: .milliseconds(5)) == [])
            let id = try await clients[0].clientID()
            async let entries = clients[0].xread("s", from: .end, block: .seconds(20))
            try await clients[1].waitUntilBlocked(id)
            let entry = try await clients[1].xadd("s", ("a", 1))
            #expect(try await entries.map(\.id) == [entry])
        }
    }

    @Test func onlyACommandThatWaitsIsBlocking() {
        let plain = Command.xread("s", from: .start)
        let waiting = Command.xread("s", from: .start, block: .seconds(1))
        #expect(!plain.traits.flags.contains(.blocking))
        #expect(waiting.traits.flags.contains(.blocking))
        #expect(plain.name == waiting.name)
        let group = Command.xreadgroup("g", "c", "s", block: .zero)
        #expect(group.traits.flags.contains(.blocking))
        #expect(!Command.xreadgroup("g", "c", "s").traits.flags.contains(.blocking))
    }

    @Test(arguments: LiveTarget.all)
    func aStreamTellsWhatItIs(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let first = try await client.xadd("s", ("a", "x"))
            let last = try await client.xadd("s", ("a", "y"))
            try await client.xgroupCreate("s", "g")
            let info = try await client.xinfoStream("s")
            #expect(info.length == 2)
            #expect(info.groupCount == 1)
            #expect(info.lastGeneratedID == last)
            #expect(info.firstEntry?.id == first)
            #expect(info.lastEntry?["a"] == "y")
            #expect(info.nodeCount == 2)
            #expect((info.entriesAdded == 2) == client.release.has(redis: 7.0))
            #expect((info.maximumDeletedID == .zero) == client.release.has(redis: 7.0))
            try await client.xdel("s", [first, last])
            let empty = try await client.xinfoStream("s", as: Int.self)
            #expect(empty.firstEntry == nil && empty.lastEntry == nil)
            let full = try await client.xinfoStreamFull("s", count: 1)
            #expect(full.integer("length") == 0)
            #expect(full["groups"]?.elements?.count == 1)
            await expectServerError("ERR") { _ = try await client.xinfoStream("missing") }
        }
    }

    @Test(arguments: LiveTarget.all)
    func aRestoredStreamGetsItsLastIdentity(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.xadd("s", ("a", 1), id: .id(StreamID(milliseconds: 1)))
            try await client.xsetid("s", StreamID(milliseconds: 100, sequence: 3))
            #expect(try await client.xinfoStream("s").lastGeneratedID == StreamID(milliseconds: 100, sequence: 3))
            if client.release.has(redis: 7.0) {
                try await client.xsetid(
                    "s", StreamID(milliseconds: 200), entriesAdded: 7, maximumDeletedID: StreamID(milliseconds: 150))
                let info = try await client.xinfoStream("s")
                #expect(info.entriesAdded == 7)
                #expect(info.maximumDeletedID == StreamID(milliseconds: 150))
            }
        }
    }

    @Test(arguments: LiveTarget.all)
    func aKeyOfAnotherTypeIsAnError(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("s", "text")
            await expectServerError("WRONGTYPE") { try await client.xadd("s", ("a", 1)) }
            await expectServerError("WRONGTYPE") { _ = try await client.xrange("s") }
        }
    }
}
