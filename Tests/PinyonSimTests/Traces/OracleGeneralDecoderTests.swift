import PinyonSim
import Testing

@Suite struct OracleGeneralDecoderTests {
    @Test func recordsAreLittleEndian() throws {
        let bytes =
            record(time: 0x0102_0304, object: 0xFFFF_FFFF_FFFF_FFFF, size: 512, next: 3)
            + record(time: 7, object: 42, size: 0) + record(time: 9, object: .max, size: UInt32(Int32.max))
        let trace = try decodeAtEverySplit(.oracleGeneral, bytes).get()
        #expect(
            trace.requests == [
                TraceRequest(key: 0, valueSize: 512, time: 16_909_060_000),
                TraceRequest(key: 1, valueSize: 0, time: 7_000), TraceRequest(key: 0, valueSize: .max, time: 9_000),
            ])
        #expect(trace.keys == ["18446744073709551615", "42"])
        #expect(trace.flags == [true, true, false, false])
    }

    @Test func truncatedOracleGeneralRecordNamesTheRecord() throws {
        let bytes = record(time: 1, object: 1, size: 1) + record(time: 1, object: 2, size: 1) + [1, 2, 3, 4, 5, 6, 7]
        let error = try failure(.oracleGeneral, bytes)
        #expect(error.code == .truncatedRecord)
        #expect(error.description == "record 3: the last record is cut short: expected 24 bytes, found 7")
    }

    @Test func sizeBeyond31BitsNamesTheRecord() throws {
        let bytes = record(time: 1, object: 1, size: 1) + record(time: 1, object: 2, size: 0x8000_0000)
        let error = try failure(.oracleGeneral, bytes)
        #expect(
            error.description
                == "record 2: the size is too large: expected at most 2147483647, found 2147483648")
    }

    @Test func limitLeavesTheRestUnread() throws {
        let bytes = record(time: 1, object: 1, size: 1) + record(time: 1, object: 2, size: 0x8000_0000) + [1]
        #expect(try decodeAtEverySplit(.oracleGeneral, bytes, limit: 1).get().requests.count == 1)
    }

    @Test func noRecordIsAnEmptyTrace() throws {
        #expect(try failure(.oracleGeneral, []).code == .emptyTrace)
    }
}
