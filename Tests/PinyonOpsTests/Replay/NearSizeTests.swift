import PinyonOps
import PinyonSim
import Testing

/// The near tier holds no more than it was allowed to.
@Suite(.timeLimit(.minutes(2)))
struct NearSizeTests {
    private static func options(_ bytes: Int) -> ReplayOptions {
        exactOptions { options in
            options.nearSize = .bytes(bytes)
            options.valueSizes = .fixed(100)
        }
    }

    @Test func bytesBoundHowManyEntriesFit() async throws {
        // An entry weighs 101 bytes: its value and its key. Two fit:
        // `a` load, `b` load, `a` hit, `c` load and b goes, `a` hit, `b` load and c goes.
        let mode = try await replayOnce(try trace("a b a c a b"), Self.options(250))
        #expect(mode.counts == Counts(requests: 6, reads: 6, nearHits: 2, databaseReads: 4, evicted: 2))
    }

    @Test(arguments: [(201, 0), (202, 1), (303, 1)])
    func boundIsExact(_ bytes: Int, _ hits: Int) async throws {
        #expect(try await replayOnce(try trace("a b a"), Self.options(bytes)).nearHits == hits)
    }

    @Test func valueLargerThanTheBoundIsNotKept() async throws {
        let mode = try await replayOnce(try trace("a=10 b=500 b a"), Self.options(250))
        #expect(mode.counts == Counts(requests: 4, reads: 4, nearHits: 1, databaseReads: 3, evicted: 2))
    }

    @Test func sizeThatAWriteGivesCounts() async throws {
        // After the write a weighs 201, so that it and b don't fit together.
        let mode = try await replayOnce(try trace("w:a=200 a b=100 a b a=100"), Self.options(250))
        #expect(mode.nearHits == 0)
    }

    @Test func aLoopLargerThanTheTierNeverHits() async throws {
        let around = (0..<1_000).map { $0 % 20 }
        let mode = try await replayOnce(try trace(reading: around), exactOptions(entries: 19))
        #expect(mode.nearHits == 0)
        #expect(mode.evictedKeys == 981)
        #expect(try await replayOnce(try trace(reading: around), exactOptions(entries: 20)).nearHits == 980)
    }

    @Test func reportTellsTheBoundInItsUnit() async throws {
        let workload = try await replay(try trace("a"), Self.options(250)).workload
        #expect(workload.nearSize == 250)
        #expect(workload.nearSizeUnit == "bytes")
    }
}
