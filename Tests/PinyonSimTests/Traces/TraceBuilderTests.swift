import PinyonSim
import Testing

@Suite struct TraceBuilderTests {
    @Test func moreRequestsThanTheMaximumAreAnError() throws {
        var builder = TraceBuilder(maximum: 10)
        try builder.append(TraceRequest(key: 0), repetitions: 8, at: .line(1))
        let error = try #require(throws: SimError.self) {
            try builder.append(TraceRequest(key: 0), repetitions: 3, at: .line(2))
        }
        #expect(error.description == "line 2: the trace has too many requests: expected at most 10")
        try builder.append(TraceRequest(key: 0), repetitions: 2, at: .line(3))
        #expect(builder.count == 10)
    }

    @Test func limitKeepsAWrongMaximumFromMattering() throws {
        var builder = TraceBuilder(limit: 5, maximum: 10)
        try builder.append(TraceRequest(key: 0), repetitions: 1_000, at: .line(1))
        #expect(builder.count == 5)
        #expect(builder.isFull)
        try builder.append(TraceRequest(key: 0), at: .line(2))
        #expect(builder.count == 5)
    }

    @Test(arguments: [
        (TraceRequest(key: 0), [false, false, false, false]),
        (TraceRequest(key: 0, time: 0), [true, false, false, false]),
        (TraceRequest(key: 0, valueSize: 0), [false, true, false, false]),
        (TraceRequest(key: 0, operation: .write), [false, false, true, false]),
        (TraceRequest(key: 0, operation: .delete), [false, false, true, false]),
        (TraceRequest(key: 0, lifetime: 1), [false, false, false, true]),
    ])
    func traceKnowsWhatItsRequestsTell(_ request: TraceRequest, _ flags: [Bool]) throws {
        var builder = TraceBuilder()
        try builder.append(TraceRequest(key: try builder.key(number: 1)), at: .line(1))
        try builder.append(request, at: .line(2))
        #expect(Decoded(try builder.finish(name: "test", format: nil)).flags == flags)
    }
}
