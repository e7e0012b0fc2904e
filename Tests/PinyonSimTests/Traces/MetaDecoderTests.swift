import PinyonSim
import Testing

@Suite struct MetaDecoderTests {
    @Test(arguments: [
        """
        op_time,key,key_size,op,op_count,size,cache_hits,ttl,usecase,sub_usecase
        100,a1,48,GET,1,87,1,0,36,30
        100,b2,24,SET,2,10,0,3600,69,69

        """,
        """
        op_time,key,key_size,op,op_count,size,cache_hits,usecase,sub_usecase,ttl
        100,a1,48,GET,1,87,1,36,30,0
        100,b2,24,SET,2,10,0,69,69,3600

        """,
        """
        ttl,op_count,op,size,key,op_time
        0,1,GET,87,a1,100
        3600,2,SET,10,b2,100

        """,
    ])
    func columnsComeInAnyOrder(_ text: String) throws {
        let trace = try decoded(.meta, text)
        let write = TraceRequest(key: 1, operation: .write, valueSize: 10, time: 100_000, lifetime: 3_600)
        #expect(trace.requests == [TraceRequest(key: 0, valueSize: 87, time: 100_000), write, write])
        #expect(trace.keys == ["a1", "b2"])
    }

    @Test func rowStandsForItsCountOfRequests() throws {
        let trace = try decoded(.meta, "key,op,op_count\na,GET,3\nb,GET,1\na,GET,2\n")
        #expect(trace.sequence == ["a", "a", "a", "b", "a", "a"])
    }

    @Test func limitCutsTheCountOfARow() throws {
        #expect(
            try decoded(.meta, "key,op,op_count\na,GET,3\nb,GET,4\n", limit: 5).sequence == ["a", "a", "a", "b", "b"])
    }

    @Test func sizeZeroMeansAMissUnlessItIsWritten() throws {
        let trace = try decoded(.meta, "key,op,op_count,size\na,GET,1,0\na,GET_LEASE,1,0\na,DELETE,1,0\na,SET,1,0\n")
        #expect(trace.requests.map(\.valueSize) == [-1, -1, -1, 0])
    }

    @Test func leasesReadAndWrite() throws {
        let trace = try decoded(.meta, "key,op,op_count\na,GET_LEASE,1\na,SET_LEASE,1\na,DELETE,1\n")
        #expect(trace.requests.map(\.operation) == [.read, .write, .delete])
    }

    @Test(arguments: [("op_time,op,op_count", "key"), ("key,op_count", "op"), ("key,op", "op_count")])
    func missingColumnIsNamed(_ header: String, _ column: String) throws {
        let error = try failure(.meta, "\(header)\n1,2,3\n")
        #expect(error.code == .missingColumn)
        #expect(error.expected == "a column `\(column)`")
        #expect(error.position == .line(1))
    }

    @Test(arguments: [
        ("0", "the row can't stand for this many requests"), ("1048577", "the row can't stand for this many requests"),
        ("-1", "the number of requests is negative"), ("many", "the number of requests is not a number"),
        ("99999999999999999999", "the number of requests is too large"),
    ])
    func wrongCountIsNamed(_ count: String, _ message: String) throws {
        #expect(try failure(.meta, "key,op,op_count\na,GET,\(count)\n").description.hasPrefix("line 2: \(message)"))
    }

    @Test func largestCountIsAccepted() throws {
        let bytes = Array("key,op,op_count\na,GET,\(TraceLimits.perRow)\n".utf8)
        #expect(try decode(.meta, [bytes]).get().requests.count == TraceLimits.perRow)
    }
}
