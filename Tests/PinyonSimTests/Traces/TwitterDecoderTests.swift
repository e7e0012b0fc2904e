import PinyonSim
import Testing

@Suite struct TwitterDecoderTests {
    @Test func everyColumnIsRead() throws {
        let trace = try decoded(.twitter, "0,nz:u:eeW,9,300,7,get,0\n1,k2,2,55,8,set,3600\n1,nz:u:eeW,9,0,7,delete,0\n")
        #expect(
            trace.requests == [
                TraceRequest(key: 0, valueSize: 300, time: 0),
                TraceRequest(key: 1, operation: .write, valueSize: 55, time: 1_000, lifetime: 3_600),
                TraceRequest(key: 0, operation: .delete, time: 1_000),
            ])
        #expect(trace.keys == ["nz:u:eeW", "k2"])
        #expect(trace.flags == [true, true, true, true])
    }

    @Test(arguments: [
        ("get", TraceOperation.read), ("gets", .read), ("set", .write), ("add", .write), ("replace", .write),
        ("cas", .write), ("append", .write), ("prepend", .write), ("incr", .write), ("decr", .write),
        ("delete", .delete),
    ])
    func everyOperationIsKnown(_ name: String, _ operation: TraceOperation) throws {
        #expect(try decoded(.twitter, "1,k,1,2,3,\(name),0\n").requests[0].operation == operation)
    }

    @Test func sizeZeroOfAReadIsUnknown() throws {
        let trace = try decoded(.twitter, "1,k,1,0,3,get,0\n1,k,1,0,3,set,0\n")
        #expect(trace.requests.map(\.valueSize) == [TraceRequest.unknownSize, 0])
    }

    @Test func keysMayHoldCommas() throws {
        #expect(try decoded(.twitter, "1,a,b,c,5,2,3,get,0\n").keys == ["a,b,c"])
    }

    @Test(arguments: ["1,k,1,2,3,get", "1,k", "k", ",,,,,"])
    func tooFewColumnsAreAnError(_ line: String) throws {
        let error = try failure(.twitter, "1,k,1,2,3,get,0\n\(line)\n")
        #expect(error.code == .malformedRow)
        #expect(error.position == .line(2))
        #expect(error.expected == "7: time, key, key size, value size, client, operation, TTL")
    }

    @Test(arguments: [
        ("x,k,1,2,3,get,0", "the time is not a number"), ("1,,1,2,3,get,0", "the key is empty"),
        ("1,k,-1,2,3,get,0", "the key size is negative"), ("1,k,1,2147483648,3,get,0", "the value size is too large"),
        ("1,k,1,2,3,flush,0", "the operation is not known"), ("1,k,1,2,3,get,", "the lifetime is not a number"),
    ])
    func wrongFieldIsNamed(_ line: String, _ message: String) throws {
        #expect(try failure(.twitter, "1,k,1,2,3,get,0\n\(line)\n").description.hasPrefix("line 2: \(message)"))
    }
}
