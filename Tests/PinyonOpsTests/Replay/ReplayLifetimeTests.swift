import PinyonOps
import PinyonSim
import Testing

/// Lifetimes on the trace's own clock.
@Suite(.timeLimit(.minutes(2)))
struct ReplayLifetimeTests {
    private static let modes: [ReplayMode] = [.near, .nearAndMemory]

    private static func options(_ seconds: Double?) -> ReplayOptions {
        exactOptions(entries: 10, modes: modes) { $0.lifetime = seconds.map { .seconds($0) } }
    }

    @Test func valuesExpireExactlyAtTheEndOfTheirLifetime() async throws {
        // Loaded at 0, valid up to but not at 10; loaded again at 10, valid up to 20; the last one at 20.001.
        let report = try await replay(try trace("a@0 a@5 a@9.999 a@10 a@19.999 a@20.001"), Self.options(10))
        for mode in report.modes {
            #expect(mode.counts == Counts(requests: 6, reads: 6, nearHits: 3, databaseReads: 3))
        }
        #expect(report.workload.clock == "trace")
    }

    @Test func timeIsThatOfTheTraceAndNotOfTheWall() async throws {
        // A day in no time.
        let report = try await replay(try trace("a@0 a@86399 a@86401"), Self.options(86_400))
        #expect(report.modes.map(\.databaseReads) == [2, 2])
    }

    @Test func timesCountFromTheFirstOne() async throws {
        let report = try await replay(try trace("a@1700000000 a@1700000009 a@1700000010"), Self.options(10))
        #expect(report.modes.map(\.databaseReads) == [2, 2])
    }

    @Test func requestsWithoutTimeHappenWhenTheLastOneDid() async throws {
        let report = try await replay(try trace("a a@100 a a@109 a a@110 a"), Self.options(10))
        #expect(report.modes.map(\.databaseReads) == [2, 2])
    }

    @Test func timeNeverGoesBack() async throws {
        let report = try await replay(try trace("a@0 a@20 a@5 a@29 a@30"), Self.options(10))
        #expect(report.modes.map(\.databaseReads) == [3, 3])
    }

    @Test func valuesStayWithoutLifetime() async throws {
        let report = try await replay(try trace("a@0 a@1000000 a@2000000"), Self.options(nil))
        #expect(report.modes.map(\.databaseReads) == [1, 1])
    }

    @Test func withoutTimesTheWallsClockCounts() async throws {
        let report = try await replay(try trace("a a a"), Self.options(3_600))
        #expect(report.modes.map(\.databaseReads) == [1, 1])
        #expect(report.workload.clock == "wall")
    }

    @Test func writesMoveTheTimeAsWell() async throws {
        let report = try await replay(try trace("a@0 w:b@10 a"), Self.options(10))
        #expect(report.modes.map(\.databaseReads) == [2, 2])
    }

    @Test func timesTooFarApartToCountAreIgnored() async throws {
        let report = try await replay(try trace("a@0 a@9000000000000000 a@1"), Self.options(10))
        #expect(report.modes.map(\.databaseReads) == [1, 1])
    }

    @Test func valuesLiveAsLongAsTheTraceSays() async throws {
        // Each key has its own; a read without one leaves it, and so does a later one only for loads after it.
        let trace = try trace("a@0~10 b@0 a@9 a@10 a@19~100 a@20 a@119 a@120 b@10000")
        let report = try await replay(trace, Self.options(nil))
        #expect(report.modes.map(\.databaseReads) == [5, 5])
        #expect(report.skipped == [])
    }

    @Test func writeWithoutLifetimeEndsTheOneBefore() async throws {
        let report = try await replay(try trace("w:a@0~10 a@1 w:a@2 a@3 a@1000"), Self.options(nil))
        #expect(report.modes.map(\.databaseReads) == [2, 2])
    }

    @Test func optionGoesBeforeTheTracesLifetimes() async throws {
        let report = try await replay(try trace("a@0~1 a@5"), Self.options(10))
        #expect(report.modes.map(\.databaseReads) == [1, 1])
        let expected = "lifetimes: the trace's own were not used, because --lifetime sets one for all values"
        #expect(report.skipped == [expected])
    }
}
