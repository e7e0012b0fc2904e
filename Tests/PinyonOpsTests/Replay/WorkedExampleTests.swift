import PinyonOps
import PinyonSim
import Testing

/// Small traces whose outcome can be worked out with pen and paper.
@Suite(.timeLimit(.minutes(2)))
struct WorkedExampleTests {
    /// Two entries, the one used longest ago goes:
    /// `a` load, `b` load, `a` hit, `w:a` gone, `a` load, `c` load and b goes, `b` load and a goes.
    @Test func everyModeCountsWhatPenAndPaperSay() async throws {
        let report = try await replay(
            try trace("a b a w:a a c b"), exactOptions(modes: [.none, .near, .nearAndMemory]))
        #expect(report.modes.map(\.mode) == [.none, .near, .nearAndMemory])
        #expect(report.modes[0].counts == Counts(requests: 7, reads: 6, writes: 1, databaseReads: 6))
        #expect(
            report.modes[1].counts
                == Counts(requests: 7, reads: 6, writes: 1, nearHits: 1, databaseReads: 5, evicted: 2))
        // The second tier still has b when it is asked for at the end, but not a after the write.
        #expect(
            report.modes[2].counts
                == Counts(requests: 7, reads: 6, writes: 1, nearHits: 1, remoteHits: 1, databaseReads: 4, evicted: 2))
        #expect(report.modes.map(\.hitRate) == [nil, 14.2857, 28.5714])
        #expect(report.metrics.hitRate == 28.5714)
        #expect(report.metrics.missRate == 71.4286)
        #expect(report.metrics.databaseReadsSavedPercent == 33.3333)
        #expect(report.metrics.evictedKeys == 2)
        #expect(report.status == .success)
        #expect(report.skipped == [])
    }

    @Test(arguments: ["w:a", "d:a"])
    func whatChangesAnObjectInvalidatesIt(_ change: String) async throws {
        let report = try await replay(
            try trace("a a \(change) a a"), exactOptions(modes: [.none, .near, .nearAndMemory]))
        #expect(report.modes.map(\.databaseReads) == [4, 2, 2])
        #expect(report.modes.map(\.writes) == [1, 1, 1])
        #expect(report.modes.map(\.nearHits) == [0, 2, 2])
        #expect(report.metrics.staleReads == 0)
    }

    @Test func deletedObjectReadsAsEmptyUntilItIsWritten() async throws {
        // 151 bytes are the keys' two and 149 of values: a with 100 and b with 49 fit, with 50 they don't.
        let options = exactOptions { $0.nearSize = .bytes(151) }
        #expect(try await replayOnce(try trace("a=100 b=50 a b"), options).nearHits == 0)
        #expect(try await replayOnce(try trace("d:a a b=149 a b", format: .csv), options).nearHits == 2)
    }

    @Test func keyThatIsOnlyWrittenIsNeverRead() async throws {
        let counts = try await replayOnce(try trace("w:a w:a d:a w:b"), exactOptions()).counts
        #expect(counts == Counts(requests: 4, writes: 4))
    }

    @Test func modesRunInTheOrderThatWasAskedFor() async throws {
        let report = try await replay(try trace("a b a"), exactOptions(modes: [.nearAndMemory, .none, .near]))
        #expect(report.modes.map(\.mode) == [.nearAndMemory, .none, .near])
        #expect(report.modes.map(\.nearHits) == [1, 0, 1])
        // The figures on top are those of the last mode with a cache.
        #expect(report.metrics.databaseReadsSavedPercent == 33.3333)
    }

    @Test func everyModeFindsTheSameRows() async throws {
        // In the first run the trace leaves a deleted and b small; both would then fit into the near tier at once.
        let text = "a=90 b=90 a b w:b=1 d:a b=90 c=90"
        let small = exactOptions { $0.nearSize = .bytes(150) }
        let alone = try await replayOnce(try trace(text), small)
        #expect(alone.nearHits == 0)
        let behind = try await replay(
            try trace(text),
            exactOptions(modes: [.none, .nearAndMemory, .near]) { $0.nearSize = .bytes(150) })
        #expect(behind.modes[2].counts == alone.counts)
        #expect(behind.metrics.staleReads == 0)
    }

    @Test func withoutCacheOnlyTheFirstRequestsRun() async throws {
        let options = exactOptions(modes: [.none, .near]) { $0.uncachedRequests = 3 }
        let report = try await replay(try trace("a a a a a"), options)
        #expect(report.modes.map(\.requests) == [3, 5])
        #expect(report.modes.map(\.databaseReads) == [3, 1])
        #expect(report.skipped == ["none: ran the first 3 of 5 requests"])
        #expect(report.status == .success)
    }

    @Test(arguments: [5, 6])
    func withoutCacheAllRequestsRunIfTheyAreFew(_ limit: Int) async throws {
        let options = exactOptions(modes: [.none, .near]) { $0.uncachedRequests = limit }
        let report = try await replay(try trace("a a a a a"), options)
        #expect(report.modes.map(\.requests) == [5, 5])
        #expect(report.skipped == [])
    }

    @Test func limitWithoutCacheIs200_000() {
        #expect(ReplayOptions().uncachedRequests == 200_000)
    }

    @Test func withoutModeWithCacheTheCachesFiguresAreUnknown() async throws {
        let report = try await replay(try trace("a b a"), exactOptions(modes: [.none]))
        #expect(report.metrics.hitRate == nil)
        #expect(report.metrics.missRate == nil)
        #expect(report.metrics.databaseReadsSavedPercent == nil)
        #expect(report.metrics.evictedKeys == nil)
        #expect(report.metrics.staleReads == 0)
        #expect(report.recommendations == [])
    }

    @Test func reportDescribesTheWorkload() async throws {
        let options = exactOptions(entries: 3) { $0.seed = 9 }
        let workload = try await replay(try trace("a=5 b=7 a=6@1"), options).workload
        #expect(workload.name == "tiny")
        #expect(workload.format == "keys")
        #expect(!workload.isSynthetic)
        #expect(workload.requests == 3)
        #expect(workload.uniqueKeys == 2)
        #expect(workload.totalBytes == 13)
        #expect(workload.clock == "trace")
        #expect(workload.nearSize == 3)
        #expect(workload.nearSizeUnit == "entries")
        #expect(workload.policy == "lru")
        #expect(workload.concurrency == 1)
        #expect(workload.seed == 9)
    }
}
