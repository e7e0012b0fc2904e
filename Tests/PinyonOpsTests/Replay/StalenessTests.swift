import Pinyon
import PinyonOps
import PinyonSim
import Testing

/// The replay finds stale reads where there are some, and the cache has none.
@Suite(.timeLimit(.minutes(5)))
struct StalenessTests {
    private static func replayForgetfully(_ trace: Trace, _ options: ReplayOptions) async throws -> ReplayReport {
        let tier = ForgetfulTier()
        return try await Replay(trace: trace, options: options, remote: { _ in tier }).run()
    }

    @Test func readOfAVersionFromBeforeAnInvalidationIsStale() async throws {
        // `a` load, stored in the broken tier; the write leaves it there; `a` comes from there: stale, and kept near.
        let report = try await Self.replayForgetfully(try trace("a w:a a a"), exactOptions(modes: [.nearAndMemory]))
        let mode = try #require(report.modes.first)
        #expect(
            mode.counts
                == Counts(requests: 4, reads: 3, writes: 1, nearHits: 1, remoteHits: 1, databaseReads: 1, stale: 2))
        #expect(report.metrics.staleReads == 2)
        #expect(report.recommendations.first?.id == "stale-reads")
        #expect(report.recommendations.first?.priority == .high)
        #expect(report.recommendations.first?.value == 2)
    }

    @Test func readOfTheNewestVersionIsNotStale() async throws {
        let report = try await Self.replayForgetfully(try trace("w:a a a w:b b"), exactOptions(modes: [.nearAndMemory]))
        #expect(report.metrics.staleReads == 0)
        #expect(!report.recommendations.contains { $0.id == "stale-reads" })
    }

    @Test func staleReadsOfAllModesAreAddedUp() async throws {
        let options = exactOptions(modes: [.nearAndMemory, .near])
        let report = try await Self.replayForgetfully(try trace("a w:a a"), options)
        #expect(report.modes.map(\.staleReads) == [1, 0])
        #expect(report.metrics.staleReads == 1)
        #expect(report.recommendations.contains { $0.id == "stale-reads" })
    }

    @Test func staleReadsAreFoundAmongManyCallers() async throws {
        var options = ReplayOptions()
        options.nearSize = .entries(2)
        options.modes = [.nearAndMemory]
        options.writeShare = 0.2
        let trace = try trace(reading: (0..<20_000).map { $0 * 7 % 10 })
        #expect(try await Self.replayForgetfully(trace, options).metrics.staleReads > 1_000)
    }

    @Test func versionsOfAnEarlierModeAreNotForgotten() async throws {
        // The second mode starts with the version that the first one wrote.
        let report = try await replay(try trace("a w:a a"), exactOptions(modes: [.near, .nearAndMemory, .none]))
        #expect(report.modes.map(\.staleReads) == [0, 0, 0])
        #expect(report.modes.map(\.databaseReads) == [2, 2, 2])
    }

    @Test(arguments: [ReplayMode.near, .nearAndMemory])
    func cacheIsNeverStaleUnderHeavyLoad(_ mode: ReplayMode) async throws {
        var generator = SeededGenerator(seed: 5)
        let trace = try trace(reading: (0..<200_000).map { _ in generator.next(below: 8) })
        var options = ReplayOptions()
        options.nearSize = .entries(2)
        options.writeShare = 0.3
        options.modes = [mode]
        let result = try await replayOnce(trace, options)
        #expect(result.staleReads == 0)
        #expect(result.addsUp)
        #expect(result.writes > 50_000)
        #expect(result.nearHits > 0 && result.evictedKeys > 0 && result.joined > 0)
    }

    @Test func databaseAloneIsNeverStale() async throws {
        var options = ReplayOptions()
        options.writeShare = 0.3
        options.modes = [.none]
        let trace = try trace(reading: (0..<20_000).map { $0 % 8 })
        let result = try await replayOnce(trace, options)
        #expect(result.staleReads == 0)
        #expect(result.databaseReads == result.reads)
    }
}
