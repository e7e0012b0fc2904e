import Foundation
import PinyonClient
import PinyonOps
import PinyonProcesses
import PinyonTesting
import Testing

/// The benchmark of the client, on real servers. One test at a time, because allocations are counted in the process.
@Suite(.timeLimit(.minutes(5)), .serialized)
struct ClientBenchTests {
    private static func bench(on server: LiveServer?) -> ClientBench {
        var bench = ClientBench()
        bench.url = server?.url
        bench.concurrency = [1, 3]
        bench.operations = 300
        bench.batch = 7
        bench.largeSize = 200_000
        bench.rounds = 1
        return bench
    }

    private static func results(
        _ bench: ClientBench, _ remarks: inout [String]
    ) async throws -> [ClientBench.Result] {
        var (results, found): ([ClientBench.Result], [String]) = ([], [])
        try await bench.run(report: { results.append($0) }, remark: { found.append($0) })
        remarks = found
        return results
    }

    private static func results(_ bench: ClientBench) async throws -> [ClientBench.Result] {
        var remarks: [String] = []
        return try await results(bench, &remarks)
    }

    @Test func everyCombinationIsMeasuredInOrder() async throws {
        try await onRedis { server in
            let results = try await Self.results(Self.bench(on: server))
            let expected: [ClientBench.Mode] = [.get, .get, .pipeline, .mget, .set, .set]
            #expect(results.map(\.mode) == expected + Array(repeating: .largeValue, count: 6))
            #expect(results.map(\.concurrency) == [1, 3, 2, 2, 1, 3, 1, 1, 1, 200, 200, 200])
            #expect(results.map(\.batch) == [1, 1, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1])
            #expect(
                results.suffix(6).map(\.beside)
                    == [ClientBench.Company.none, .bulk, .unmarked, .none, .bulk, .unmarked].map(Optional.some))
            for result in results {
                #expect(result.opsPerSecond > 0)
                #expect(result.p50Microseconds > 0)
                #expect(result.p50Microseconds <= result.p99Microseconds)
                #expect(result.p99Microseconds <= result.maxMicroseconds)
                #expect((result.cpuMicrosecondsPerOp == nil) == (result.mode == .largeValue))
                if let handover = result.handoverNanoseconds { #expect(handover > 0 && result.mode != .largeValue) }
                let hasCompany = result.beside == .bulk || result.beside == .unmarked
                #expect((result.p99ToAlone == nil) != hasCompany)
                #expect((result.largeMilliseconds ?? 0 > 0) == hasCompany)
            }
        }
    }

    @Test func bytesOfAnOperationHoldAtLeastItsValue() async throws {
        try await onRedis { server in
            var bench = Self.bench(on: server)
            bench.modes = [.get, .mget]
            bench.size = 20_000
            for result in try await Self.results(bench) {
                #if canImport(Glibc)
                    // Under a sanitizer nothing can be counted.
                    guard let bytes = result.allocatedBytesPerOp else { continue }
                    #expect(bytes > 20_000, "\(result.mode): \(bytes)")
                #else
                    #expect(result.allocatedBytesPerOp == nil)
                #endif
            }
        }
    }

    @Test(.enabled(if: RedisBenchmark() != nil, "redis-benchmark is not on the search path"))
    func peerDoesTheSameWorkOnTheSameKeys() async throws {
        try await onRedis { server in
            var bench = Self.bench(on: server)
            bench.concurrency = [1, 20, 51]
            bench.modes = [.get, .pipeline, .mget, .set]
            var remarks: [String] = []
            let results = try await Self.results(bench, &remarks)
            #expect(remarks == [])
            let single = ["redis-benchmark -c 1", "redis-benchmark -P 1 -c 20", "redis-benchmark -P 16 -c 50"]
            #expect(
                results.map(\.peer) == single + ["redis-benchmark -P 7 -c 2", "redis-benchmark -P 1 -c 2"] + single)
            for result in results {
                let rate = try #require(result.peerOpsPerSecond)
                let ratio = try #require(result.ratio)
                #expect(rate > 0)
                #expect(abs(ratio - result.opsPerSecond / rate) < 0.01)
            }
            // What it has set was removed as well.
            #expect(try await server.keyCount == 0)
        }
    }

    @Test func itsKeysAreRemovedAndOthersStay() async throws {
        try await onRedis { server in
            try await server.withClient { client in
                try await client.set("pinyon:bench:mine", "stays")
                var counts: [Int] = []
                try await Self.bench(on: server).run(
                    report: { counts.append($0.concurrency) }, remark: { Issue.record("\($0)") })
                #expect(counts.count == 12)
                #expect(try await client.get("pinyon:bench:mine") == "stays")
                #expect(try await client.command("DBSIZE", as: Int.self) == 1)
            }
        }
    }

    @Test func errorsOfTheListenerEndTheRunAndRemoveTheKeys() async throws {
        struct Enough: Error {}
        try await onRedis { server in
            await #expect(throws: Enough.self) {
                try await Self.bench(on: server).run(report: { _ in throw Enough() }, remark: { _ in })
            }
            let left = try await server.keyCount
            #expect(left == 0)
        }
    }

    @Test func cancelledRunsEndAndRemoveTheKeys() async throws {
        try await onRedis { server in
            var bench = Self.bench(on: server)
            bench.operations = 1_000_000_000
            let run = Task { [bench] in try await bench.run(report: { _ in }, remark: { _ in }) }
            let deadline = ContinuousClock.now + .seconds(60)
            while try await server.keyCount < 1_000, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(try await server.keyCount == 1_000)
            run.cancel()
            await #expect(throws: CancellationError.self) { try await run.value }
            #expect(try await server.keyCount == 0)
        }
    }

    @Test func withoutURLAServerIsStarted() async throws {
        guard await LiveServerKind.redis.isExpected else { try Test.cancel("Redis is not installed") }
        var bench = Self.bench(on: nil)
        bench.modes = [.get]
        #expect(try await Self.results(bench).count == 2)
    }

    @Test func serversThatCannotBeReachedAreNamedWithoutPasswords() async throws {
        // A port that was free a moment ago.
        var port = 0
        try await onRedis { port = $0.port }
        var bench = ClientBench()
        bench.url = "redis://somebody:hidden@127.0.0.1:\(port)?connect-timeout=0.2"
        let error = await #expect(throws: OpsError.self) { try await Self.results(bench) }
        #expect(error?.code == .serverUnavailable)
        #expect(error?.description.contains("127.0.0.1:\(port)") == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("hidden") == false)
    }

    @Test func passwordsAreNotShownToOthers() async throws {
        var options = LiveServerOptions()
        options.password = "hidden"
        try await onRedis(options) { server in
            var bench = Self.bench(on: server)
            bench.url = "redis://default:hidden@127.0.0.1:\(server.port)"
            bench.modes = [.get]
            var remarks: [String] = []
            let results = try await Self.results(bench, &remarks)
            #expect(results.map(\.peer) == [nil, nil])
            #expect(remarks.count == 1)
            #expect(!remarks.joined().contains("hidden"))
        }
    }

    @Test func keysThatVanishEndTheRun() async throws {
        var options = LiveServerOptions()
        options.settings = ["maxmemory 1mb", "maxmemory-policy allkeys-random"]
        try await onRedis(options) { server in
            var bench = Self.bench(on: server)
            bench.modes = [.get]
            bench.size = 4_000
            bench.operations = 5_000
            let error = await #expect(throws: OpsError.self) { try await Self.results(bench) }
            #expect(error?.code == .serverUnavailable)
            #expect(error?.description.contains("pinyon:bench:") == true, "\(error?.description ?? "")")
        }
    }

    @Test(arguments: ["localhost", "http://localhost", "redis://me:hidden@host/many/parts"])
    func wrongURLsAreRefused(_ url: String) {
        let error = #expect(throws: OpsError.self) { try ClientBench.check(url: url) }
        #expect(error?.code == .badInput)
        #expect(error?.description.contains("hidden") == false)
    }
}
