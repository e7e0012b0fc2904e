import NIOCore
import PinyonClient
import Testing

@Suite(.timeLimit(.minutes(5)))
struct MonitoringCommandTests {
    @Test(arguments: LiveTarget.all)
    func memoryIsMeasured(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            try await client.set("a", String(repeating: "x", count: 1000))
            #expect(try #require(try await client.memoryUsage("a")) > 1000)
            #expect(try #require(try await client.memoryUsage("a", samples: 0)) > 1000)
            #expect(try await client.memoryUsage("missing") == nil)
            let statistics = try await client.memoryStats()
            #expect(statistics.keyCount == 1)
            #expect(try #require(statistics.allocated) > 100_000)
            #expect(try #require(statistics.peakAllocated) >= 100_000)
            #expect(try #require(statistics.datasetPercent) > 0)
            #expect(try #require(statistics.fragmentationRatio) > 0)
            #expect(statistics.overhead != nil && statistics.dataset != nil && statistics.bytesPerKey != nil)
            #expect(statistics.databases.keys.sorted() == [0])
            #expect(try #require(statistics.databases[0]?.mainTable) > 0)
            #expect(statistics.databases[0]?.expiryTable != nil)
            #expect(try await client.memoryDoctor().contains("Sam"))
            #expect(try await !client.memoryMallocStats().isEmpty)
            try await client.memoryPurge()
        }
    }

    @Test(arguments: LiveTarget.all)
    func slowEventsAreNoted(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            #expect(try await client.latencyLatest() == [])
            try await client.configSet("latency-monitor-threshold", 1)
            try await client.debugSleep(.milliseconds(20))
            let event = try #require(try await client.latencyLatest().first { $0.name == "command" })
            #expect(event.maximum >= .milliseconds(20) && event.latest <= event.maximum)
            #expect(event.time.milliseconds > 1_600_000_000_000)
            let history = try await client.latencyHistory("command")
            #expect(try #require(history.map(\.latency).max()) >= .milliseconds(20))
            #expect(try await client.latencyHistory("nonsense") == [])
            #expect(try await client.latencyGraph("command").contains("command"))
            #expect(try await client.latencyDoctor().isEmpty == false)
            #expect(try await client.latencyReset(["command", "nonsense"]) == 1)
            #expect(try await client.latencyReset() == 0)
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func theTimesOfCommandsAreCounted(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            for _ in 0..<5 { _ = try await client.get("a") }
            let histograms = try await client.latencyHistogram(["get", "set"])
            #expect(Set(histograms.keys) == ["get"])
            let histogram = try #require(histograms["get"])
            #expect(histogram.calls == 5)
            #expect(histogram.buckets.last?.count == 5)
            #expect(histogram.buckets.map(\.upTo) == histogram.buckets.map(\.upTo).sorted())
            #expect(try await client.latencyHistogram().keys.contains("get"))
        }
    }

    @Test(arguments: LiveTarget.all)
    func slowCommandsAreNoted(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            try await client.clientSetname("tester")
            try await client.configSet("slowlog-log-slower-than", 0)
            _ = try await client.get("a")
            let entries = try await client.slowlogGet(50)
            let entry = try #require(entries.first { $0.arguments == ["GET", "a"] })
            #expect(entry.duration == .microseconds(entry.amount))
            #expect(entry.clientName == "tester")
            #expect(entry.clientAddress != nil)
            #expect(entry.time.milliseconds > 1_600_000_000_000)
            #expect(entries.map(\.id) == entries.map(\.id).sorted(by: >))
            #expect(try await client.slowlogGet().count <= 10)
            #expect(try await client.slowlogLen() > 0)
            try await client.configSet("slowlog-log-slower-than", -1)
            try await client.slowlogReset()
            #expect(try await client.slowlogLen() == 0)
        }
    }

    @Test(arguments: LiveTarget.since(redis: nil, valkey: 8.1))
    func largeCommandsAreNoted(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            try await client.configSet("commandlog-request-larger-than", 1000)
            try await client.configSet("commandlog-reply-larger-than", 1000)
            try await client.set("a", String(repeating: "x", count: 2000))
            _ = try await client.get("a")
            let request = try #require(try await client.commandlogGet(.largeRequest).first)
            #expect(
                request.arguments.prefix(2) == ["SET", "a"] || request.arguments.prefix(2) == ["COMMAND", "GETKEYS"])
            #expect(request.amount > 2000)
            let reply = try #require(try await client.commandlogGet(.largeReply, -1).first)
            #expect(reply.arguments == ["GET", "a"])
            #expect(try await client.commandlogLen(.largeReply) == 1)
            try await client.commandlogReset(.largeReply)
            #expect(try await client.commandlogLen(.largeReply) == 0)
            #expect(try await client.commandlogGet(.slow) == [])
        }
    }

    @Test func hotKeysAreReadInTheDocumentedForm() throws {
        let fields: Recorded = [
            "tracking-active", 1, "sample-ratio", 1, "selected-slots", [], "all-commands-all-slots-us", 220,
            "net-bytes-all-commands-all-slots", 200, "collection-start-time-unix-ms", 1_769_420_604_522,
            "collection-duration-ms", 6408, "total-cpu-time-user-ms", 3, "total-cpu-time-sys-ms", 11, "by-cpu-time-us",
            ["x", 104, "y", 98, "z", 18],
        ]
        let decode = Command.hotkeysGet().decode
        for reply in [fields, [fields]] as [Recorded] {
            let keys = try #require(try decode(recorded(reply)))
            #expect(keys.isActive)
            #expect(keys.sampleRatio == 1)
            #expect(keys.duration == .milliseconds(6408))
            #expect(keys.start == UnixTime(milliseconds: 1_769_420_604_522))
            #expect(keys.byCPU.map(\.name) == ["x", "y", "z"])
            #expect(keys.byCPU.map(\.amount) == [104, 98, 18])
            #expect(keys.byNetwork == [])
            #expect(keys.totalMicroseconds == 220 && keys.totalBytes == 200)
        }
        let map = try #require(try decode(recorded([["tracking-active": 0, "by-net-bytes": ["k": 5, "odd": "x"]]])))
        #expect(!map.isActive)
        #expect(map.byNetwork.map(\.name) == ["k"] && map.byNetwork.map(\.amount) == [5])
        #expect(try decode(recorded(nil)) == nil)
        #expect(try decode(recorded([])) == nil)
        #expect(throws: RESPDecodingError.self) { try decode(recorded(5)) }
    }

    @Test func hotKeysAreAskedForInTheDocumentedForm() {
        let start = Command.hotkeysStart(
            [.network, .cpu], count: 5, duration: .seconds(30), sampleRatio: 10,
            slots: [HashSlot(number: 1), HashSlot(number: 2)].compactMap { $0 })
        #expect(
            start.arguments.words.map { String(buffer: $0) }.joined(separator: " ")
                == "HOTKEYS START METRICS 2 CPU NET COUNT 5 DURATION 30 SAMPLE 10 SLOTS 2 1 2")
        #expect(
            Command.hotkeysStart([.cpu]).arguments.words.map { String(buffer: $0) }.joined(separator: " ")
                == "HOTKEYS START METRICS 1 CPU")
        #expect(Command.hotkeysStop().name == "HOTKEYS STOP")
        #expect(Command.hotkeysReset().name == "HOTKEYS RESET")
    }

    @Test func malformedNotesAreErrors() {
        for reply in [nil, 5, [], [1, 2, 3], [1, 2, 3, 4], ["x", 2, 3, []], [1, "x", 3, []]] as [Recorded] {
            #expect(throws: RESPDecodingError.self) { try CommandLogEntry.decode(recorded(reply)) }
        }
        for reply in [nil, [], ["command", 1, 2], ["command", "x", 1, 2]] as [Recorded] {
            #expect(throws: RESPDecodingError.self) { try LatencyEvent.decode(recorded(reply)) }
        }
        #expect(throws: RESPDecodingError.self) { try LatencySample.decode(recorded([1])) }
        #expect(throws: RESPDecodingError.self) { try LatencyHistogram.decode(recorded(["calls": 1])) }
    }
}
