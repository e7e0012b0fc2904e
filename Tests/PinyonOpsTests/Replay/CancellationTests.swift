import Foundation
import PinyonOps
import PinyonSim
import Testing

/// What a replay that is broken off still returns.
@Suite(.timeLimit(.minutes(2)))
struct CancellationTests {
    /// Cancels a replay as soon as it says that it is in a phase.
    private static func cancelled(
        in phase: String, _ trace: Trace, _ options: ReplayOptions
    ) async throws -> ReplayReport {
        let (phases, continuation) = AsyncStream.makeStream(of: String.self)
        let replay = Task {
            defer { continuation.finish() }
            return try await Replay(
                trace: trace, options: options, remote: { _ in StuckTier(after: 100) },
                progress: { continuation.yield($0.phase) }
            ).run()
        }
        for await found in phases where found == phase {
            replay.cancel()
            break
        }
        return try await replay.value
    }

    private static func options(_ modes: [ReplayMode]) -> ReplayOptions {
        var options = ReplayOptions()
        options.modes = modes
        options.nearSize = .entries(100)
        options.valueSizes = .fixed(10)
        options.uncachedRequests = .max
        return options
    }

    /// It would take minutes.
    private static func long() throws -> Trace { try trace(reading: (0..<3_000_000).map { $0 % 20_000 }) }

    @Test(arguments: [ReplayMode.none, .near])
    func reportHasWhatWasMeasuredSoFar(_ mode: ReplayMode) async throws {
        let report = try await Self.cancelled(in: mode.rawValue, try Self.long(), Self.options([mode]))
        #expect(report.status == .partial)
        let result = try #require(report.modes.first)
        #expect(result.requests < 3_000_000)
        #expect(result.requests == result.reads + result.writes)
        #expect(result.staleReads == 0)
        #expect(report.workload.requests == 3_000_000)
    }

    @Test func callersThatWaitForARemoteTierLeaveIt() async throws {
        let trace = try trace(reading: (0..<1_000).map { $0 })
        let report = try await Self.cancelled(in: "near+memory", trace, Self.options([.nearAndMemory]))
        #expect(report.status == .partial)
        let result = try #require(report.modes.first)
        #expect(result.requests <= 100)
        #expect(result.databaseReads <= 100)
    }

    @Test func modesThatDidNotBeginAreNamed() async throws {
        let report = try await Self.cancelled(
            in: "near", try Self.long(), Self.options([.near, .none, .nearAndMemory]))
        #expect(report.modes.map(\.mode) == [.near])
        #expect(
            report.skipped == [
                "none: not run, because the replay was interrupted",
                "near+memory: not run, because the replay was interrupted",
            ])
    }

    @Test func modeWithoutCacheDoesNotClaimItsLimit() async throws {
        var options = Self.options([.none])
        options.uncachedRequests = 2_000_000
        #expect(try await Self.cancelled(in: "none", try Self.long(), options).skipped == [])
    }

    @Test func adviceIsNotGivenOnUnequalModes() async throws {
        let trace = try trace(reading: (0..<10_000).map { $0 % 300 })
        let report = try await Self.cancelled(in: "near+memory", trace, Self.options([.near, .nearAndMemory]))
        #expect(report.status == .partial)
        #expect(report.modes.count == 2)
        #expect(report.modes.first?.requests == 10_000)
        #expect(report.modes.last?.requests ?? .max <= 100)
        #expect(!report.recommendations.contains { ["remote-tier", "near-size", "near-policy"].contains($0.id) })
    }

    @Test func nothingIsReportedBeforeAnythingWasMeasured() async throws {
        try await withFolder { folder in
            let options = exactOptions { $0.databasePath = folder.path + "/record.sqlite" }
            let trace = try trace(reading: 0..<50_000)
            await #expect(throws: CancellationError.self) {
                _ = try await Replay(
                    trace: trace, options: options,
                    progress: { _ in withUnsafeCurrentTask { $0?.cancel() } }
                ).run()
            }
            // A new file that is only half full is of no use to anybody.
            #expect(try files(in: folder) == [])
        }
    }

    @Test func cancellationAfterFillingIsBeforeAnythingWasMeasured() async throws {
        await #expect(throws: CancellationError.self) {
            _ = try await Replay(
                trace: try trace("a b"), options: exactOptions(),
                progress: { _ in withUnsafeCurrentTask { $0?.cancel() } }
            ).run()
        }
    }

    @Test func progressTellsItsPhasesInOrder() async throws {
        let (phases, continuation) = AsyncStream.makeStream(of: ReplayProgress.self)
        _ = try await Replay(
            trace: try trace("a b a"), options: exactOptions(modes: ReplayMode.allCases),
            progress: { continuation.yield($0) }
        ).run()
        continuation.finish()
        let steps = await phases.reduce(into: []) { $0.append($1) }
        #expect(steps.allSatisfy { $0.done >= 0 && $0.done <= $0.total })
        let names = steps.map(\.phase)
        #expect(names.first == "filling the database")
        #expect(names.last == "working out advice")
    }
}
