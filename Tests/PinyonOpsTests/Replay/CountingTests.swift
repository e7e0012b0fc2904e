import PinyonNear
import PinyonOps
import PinyonSim
import Testing

/// Counts repeat, and add up.
@Suite(.timeLimit(.minutes(3)))
struct CountingTests {
    private static let modes: [ReplayMode] = [.near, .nearAndMemory]

    private static func options(concurrency: Int, policy: NearPolicy = .windowTinyLFU) -> ReplayOptions {
        var options = ReplayOptions()
        options.nearSize = .entries(100)
        options.concurrency = concurrency
        options.policy = policy
        options.modes = modes
        return options
    }

    @Test(arguments: NearPolicy.allCases)
    func oneCallerWithASeedRepeatsExactly(_ policy: NearPolicy) async throws {
        let trace = try shop(requests: 10_000)
        let options = Self.options(concurrency: 1, policy: policy)
        let first = try await replay(trace, options).modes.map(\.counts)
        let second = try await replay(trace, options).modes.map(\.counts)
        #expect(first == second)
        #expect(first.allSatisfy { $0.nearHits > 0 && $0.evicted > 0 && $0.writes > 0 && $0.joined == 0 })
        #expect(first[0].nearHits == first[1].nearHits)
        #expect(first[1].remoteHits > 0)
    }

    @Test func oneCallerWithLifetimesRepeatsExactly() async throws {
        let words = (0..<4_000).map { "k\($0 * $0 % 37)@\($0)" }
        let trace = try trace(words.joined(separator: " "))
        var options = Self.options(concurrency: 1)
        options.lifetime = .seconds(60)
        let first = try await replay(trace, options).modes.map(\.counts)
        #expect(first == (try await replay(trace, options).modes.map(\.counts)))
        #expect(first[0].databaseReads > 37)
    }

    @Test(arguments: [1, 2, 64, 1_000])
    func everyReadIsAnsweredInOneWay(_ concurrency: Int) async throws {
        let report = try await replay(try shop(requests: 12_000), Self.options(concurrency: concurrency))
        for mode in report.modes {
            #expect(mode.addsUp, "\(mode)")
            #expect(mode.requests == 12_000)
            #expect(mode.writes > 400)
            let hitRate = try #require(mode.hitRate)
            #expect(abs(hitRate - Double(mode.nearHits + mode.remoteHits) / 120) < 1e-4)
        }
    }

    @Test func moreCallersThanRequestsDoNoHarm() async throws {
        var options = Self.options(concurrency: 100_000)
        options.modes = ReplayMode.allCases
        let report = try await replay(try trace("a b a"), options)
        #expect(report.modes.map(\.requests) == [3, 3, 3])
    }

    @Test func timesAreInOrderAndPositive() async throws {
        var options = Self.options(concurrency: 8)
        options.modes = ReplayMode.allCases
        for mode in try await replay(try shop(requests: 5_000), options).modes {
            let times = try [mode.p50Microseconds, mode.p99Microseconds, mode.p999Microseconds].map { try #require($0) }
            #expect(times == times.sorted())
            #expect(times.allSatisfy { $0 > 0 && $0 < 60_000_000 })
            #expect(mode.seconds > 0)
            let rate = try #require(mode.requestsPerSecond)
            #expect(abs(rate * mode.seconds / 5_000 - 1) < 0.1)
        }
    }

    @Test func callersThatWaitCountInEveryMode() async throws {
        // With 64 callers on a few cores most of a request's time is waiting, with or without a cache (Little's law).
        var options = Self.options(concurrency: 1)
        options.modes = [.none]
        let trace = try shop(requests: 10_000, writeShare: 0)
        let alone = try #require(try await replayOnce(trace, options).p50Microseconds)
        options.concurrency = 1_000
        #expect(try #require(try await replayOnce(trace, options).p50Microseconds) > 3 * alone)
    }

    @Test func memoryIsMeasuredWhereTheSystemCan() async throws {
        let mode = try await replayOnce(try trace("a b a"), exactOptions())
        #if os(Linux)
            // A sandbox may forbid it, then it is unknown; 0 it never is.
            if let peak = mode.peakMemoryBytes { #expect(peak > 1 << 20) }
        #else
            #expect(mode.peakMemoryBytes == nil)
        #endif
    }
}
