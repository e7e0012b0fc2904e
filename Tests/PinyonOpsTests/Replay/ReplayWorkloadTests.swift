import PinyonOps
import PinyonSim
import Testing

/// What a trace becomes before it is replayed.
@Suite(.timeLimit(.minutes(2)))
struct ReplayWorkloadTests {
    @Test func sizesAreThoseOfTheTraceAndTheLastOneWins() throws {
        let workload = ReplayWorkload(trace: try trace("a=100 b=5 a=200 b a=150"), options: ReplayOptions())
        #expect(workload.sizes == [150, 5])
        #expect(workload.totalBytes == 155)
        #expect(workload.largest.size == 200)
        #expect(workload.keys == ["a", "b"])
    }

    /// Swift takes the first two for one key, and would hash them anew in each process.
    @Test func keysAreASCIIAndAsManyAsInTheTrace() throws {
        let workload = ReplayWorkload(trace: try trace("\u{E9} e\u{301} %C3%A9 plain"), options: ReplayOptions())
        #expect(workload.keys == ["%C3%A9", "e%CC%81", "%25C3%25A9", "plain"])
    }

    @Test func sizeOfNothingIsASize() throws {
        let workload = ReplayWorkload(trace: try trace("a=100 a=0"), options: ReplayOptions())
        #expect(workload.sizes == [0])
    }

    @Test func objectsWithoutSizeTakeTheOptions() throws {
        var options = ReplayOptions()
        #expect(ReplayWorkload(trace: try trace("a b=5"), options: options).sizes == [1_000, 5])
        options.valueSizes = .fixed(42)
        #expect(ReplayWorkload(trace: try trace("a b=5"), options: options).sizes == [42, 5])
    }

    @Test func drawnSizesRepeatWithTheSeed() throws {
        let trace = try trace(reading: 0..<500)
        var options = ReplayOptions()
        options.valueSizes = try ValueSizes(parsing: "lognormal:1kb,1")
        let sizes = ReplayWorkload(trace: trace, options: options).sizes
        #expect(sizes == ReplayWorkload(trace: trace, options: options).sizes)
        #expect(Set(sizes).count > 300)
        options.seed = 2
        #expect(sizes != ReplayWorkload(trace: trace, options: options).sizes)
    }

    @Test func writesKeepTheSizeThatTheyTell() throws {
        let workload = ReplayWorkload(trace: try trace("w:a=7 a=9 w:a d:a"), options: ReplayOptions())
        #expect((0..<4).map(workload.isWrite) == [true, false, true, true])
        #expect(workload.writtenSize(0) == 7)
        #expect(workload.writtenSize(2) == 9)
        #expect(workload.writtenSize(3) == 0)
    }

    @Test func shareOfReadsBecomesWrites() throws {
        let trace = try trace(reading: (0..<20_000).map { $0 % 100 })
        var options = ReplayOptions()
        options.writeShare = 0.3
        let workload = ReplayWorkload(trace: trace, options: options)
        let writes = (0..<20_000).map(workload.isWrite)
        let share = Double(writes.count { $0 }) / 20_000
        #expect(abs(share - 0.3) < 0.02)
        #expect(writes == (0..<20_000).map(ReplayWorkload(trace: trace, options: options).isWrite))
        options.seed = 2
        #expect(writes != (0..<20_000).map(ReplayWorkload(trace: trace, options: options).isWrite))
    }

    @Test(arguments: [(0.0, 0), (1.0, 4)])
    func shareMayBeNoneOrAll(_ share: Double, _ writes: Int) throws {
        var options = ReplayOptions()
        options.writeShare = share
        let workload = ReplayWorkload(trace: try trace("a b a c"), options: options)
        #expect((0..<4).count(where: workload.isWrite) == writes)
    }

    @Test func traceWithWritesKeepsItsOwn() async throws {
        let options = exactOptions { $0.writeShare = 1 }
        let own = try trace("a w:a a a", format: .csv)
        let workload = ReplayWorkload(trace: own, options: options)
        #expect((0..<4).map(workload.isWrite) == [false, true, false, false])
        let report = try await replay(own, options)
        #expect(report.modes.map(\.writes) == [1])
        #expect(report.skipped == ["write share: was not used, because the trace has writes of its own"])
        #expect(try await replay(try trace("a a"), options).skipped == [])
    }

    @Test func generatedTraceHasItsShareAlready() async throws {
        let options = exactOptions { $0.writeShare = 0.5 }
        #expect(try await replay(try shop(requests: 100, writeShare: 0.5), options).skipped == [])
    }

    @Test func timesAreNanosecondsFromTheFirstOne() throws {
        let workload = ReplayWorkload(trace: try trace("a b@100 c@100.001 d@99"), options: ReplayOptions())
        #expect((0..<4).map(workload.time) == [nil, 0, 1_000_000, 0])
        let without = ReplayWorkload(trace: try trace("a b"), options: ReplayOptions())
        #expect((0..<2).map(without.time) == [nil, nil])
    }
}
