import PinyonSim
import Testing

@Suite struct ARCDecoderTests {
    @Test func rangeBecomesOneReadABlock() throws {
        let trace = try decoded(.arc, "10 3 0 0\n11 1 0 1\r\n\n7\t2  0 2\n")
        #expect(trace.sequence == ["10", "11", "12", "11", "7", "8"])
        #expect(trace.flags == [false, false, false, false])
    }

    @Test func limitCutsARange() throws {
        #expect(try decoded(.arc, "10 3 0 0\n20 9 0 1\n", limit: 5).sequence == ["10", "11", "12", "20", "21"])
    }

    @Test(arguments: ["10 1 0", "10 1 0 1 2", "10", "10 1 0 1 "])
    func numberOfColumnsMustBeFour(_ line: String) throws {
        if line.hasSuffix(" ") {
            #expect(try decoded(.arc, line).sequence == ["10"])
            return
        }
        let error = try failure(.arc, "1 1 0 0\n\(line)\n")
        #expect(error.position == .line(2))
        #expect(error.code == (line == "10" ? .invalidNumber : .malformedRow))
    }

    @Test(arguments: [
        "10 0 0 0", "10 1048577 0 0", "9223372036854775807 1 0 0", "9223372036854775000 1000 0 0",
        "10 18446744073709551615 0 0",
    ])
    func rangeThatIsEmptyOrAbsurdIsAnError(_ line: String) throws {
        let error = try failure(.arc, "\(line)\n")
        #expect(error.code == .tooLarge)
        #expect(error.description.hasPrefix("line 1: the range of blocks can't be read: expected 1 to 1048576 blocks"))
    }

    @Test(arguments: [
        ("x 1 0 0", "the first block is not a number"), ("-1 1 0 0", "the first block is negative"),
        ("9223372036854775808 1 0 0", "the first block is too large"),
        ("1 -1 0 0", "the number of blocks is negative"), ("1 1.5 0 0", "the number of blocks is not a number"),
        ("1 18446744073709551616 0 0", "the number of blocks is too large"),
    ])
    func wrongFieldIsNamed(_ line: String, _ message: String) throws {
        #expect(try failure(.arc, "1 1 0 0\n\(line)\n").description.hasPrefix("line 2: \(message)"))
    }

    @Test func lastBlockIsReachable() throws {
        #expect(try decoded(.arc, "9223372036854775805 2 0 0\n").sequence.last == "9223372036854775806")
    }
}
