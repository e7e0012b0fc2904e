import PinyonSim
import Testing

@Suite struct CSVDecoderTests {
    @Test func everyColumnIsRead() throws {
        let trace = try decoded(.csv, "time,key,size,op,ttl\n10,a,100,get,0\n11.25,b,7,SET,60\n12,a,,delete,\n")
        #expect(
            trace.requests == [
                TraceRequest(key: 0, valueSize: 100, time: 10_000),
                TraceRequest(key: 1, operation: .write, valueSize: 7, time: 11_250, lifetime: 60),
                TraceRequest(key: 0, operation: .delete, time: 12_000),
            ])
        #expect(trace.keys == ["a", "b"])
        #expect(trace.flags == [true, true, true, true])
    }

    @Test(arguments: [
        "key,time,size\na,1,5\n", "SIZE,Key,Time\n5,a,1\n", "obj_size,id,timestamp\n5,a,1\n",
        "op_time,value_size,obj_id\n1,5,a\n", "object,bytes,time_ms\na,5,1000\n", "\"time\",\"key\",\"size\"\n1,a,5\n",
        " time , key , size \n 1 ,a, 5 \n", "key,client,time,size,note\r\na,9,1,5,x\r\n",
    ])
    func columnsComeInAnyOrderAndByTheirAliases(_ text: String) throws {
        let trace = try decoded(.csv, text)
        #expect(trace.requests == [TraceRequest(key: 0, valueSize: 5, time: 1_000)])
        #expect(trace.keys == ["a"])
    }

    @Test func keyAloneIsEnough() throws {
        let trace = try decoded(.csv, "key\na\nb\na\n")
        #expect(trace.sequence == ["a", "b", "a"])
        #expect(trace.flags == [false, false, false, false])
    }

    @Test func canonicalNameCountsBeforeAnAlias() throws {
        #expect(try decoded(.csv, "id,key\n1,a\n2,a\n").keys == ["a"])
    }

    @Test func quotesFollowRFC4180() throws {
        let trace = try decoded(
            .csv, "key,size\n\"a,b\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\nin\"side,4\n\"\"\"\",\"5\"\n")
        #expect(trace.sequence == ["a,b", "say \"hi\"", "two\nlines", "in\"side", "\""])
        #expect(trace.requests.map(\.valueSize) == [1, 2, 3, 4, 5])
    }

    @Test func lineNumbersCountThroughQuotedLineBreaks() throws {
        let error = try failure(.csv, "key,size\n\"a\nb\",1\nc,x\n")
        #expect(error.description.hasPrefix("line 4: the size is not a number"))
    }

    @Test func rowOfSeveralLinesIsNamedByItsFirst() throws {
        #expect(try failure(.csv, "key,size\n\"a\nb\",x\n").position == .line(2))
    }

    @Test func unclosedQuoteNamesItsLine() throws {
        let error = try failure(.csv, "key,size\na,1\n\"b,1\nc,1\n")
        #expect(error.code == .malformedRow)
        #expect(
            error.description
                == "line 3: a quote is never closed: expected a closing quote, found the end of the file")
    }

    @Test func quoteThatStaysOpenIsNotCollectedForEver() throws {
        let text = "key\n\"a\n" + String(repeating: "0123456789\n", count: 10_000)
        let error = try #require(throws: SimError.self) { try decode(.csv, [Array(text.utf8)]).get() }
        #expect(error.code == .malformedRow)
        #expect(error.position == .line(2))
    }

    @Test func textBehindAClosingQuoteIsAnError() throws {
        let error = try failure(.csv, "key,size\n\"a\"b,1\n")
        #expect(
            error.description == #"line 2: a quote closes inside a field: expected a comma after it, found "b,1""#)
    }

    @Test func missingKeyColumnIsNamed() throws {
        let error = try failure(.csv, "time,size\n1,2\n")
        #expect(error.code == .missingColumn)
        #expect(
            error.description
                == #"line 1: the header has no column `key`: expected a column `key`, found "time,size""#)
    }

    @Test(arguments: ["a\n", "a,1,2\n", "a,1,\n"])
    func wrongNumberOfColumnsIsAnError(_ row: String) throws {
        let error = try failure(.csv, "key,size\nb,1\n\(row)")
        #expect(error.code == .malformedRow)
        #expect(error.position == .line(3))
        #expect(error.expected == "2 as in the header")
    }

    @Test func emptyKeyIsAnError() throws {
        #expect(try failure(.csv, "key,size\n,1\n").description == "line 2: the key is empty: expected a key")
    }

    @Test(arguments: [
        ("size", "x", #"the size is not a number: expected a whole number from 0 to 2147483647, found "x""#),
        ("size", "-5", #"the size is negative: expected a whole number from 0 to 2147483647, found "-5""#),
        (
            "size", "2147483648",
            #"the size is too large: expected a whole number from 0 to 2147483647, found "2147483648""#
        ),
        (
            "size", "99999999999999999999",
            #"the size is too large: expected a whole number from 0 to 2147483647, found "99999999999999999999""#
        ),
        ("size", "1.5", #"the size is not a number: expected a whole number from 0 to 2147483647, found "1.5""#),
        ("ttl", "never", #"the lifetime is not a number: expected a whole number from 0 to 2147483647, found "never""#),
        ("time", "-1", #"the time is negative: expected seconds from 0 to 9223372036854774, found "-1""#),
        (
            "time", "9223372036854775",
            #"the time is too large: expected seconds from 0 to 9223372036854774, found "9223372036854775""#
        ),
        ("time", "1.2x", #"the time is not a number: expected seconds, found "1.2x""#),
        (
            "time_ms", "9223372036854775807",
            #"the time is too large: expected a whole number from 0 to 9223372036854775806, found "9223372036854775807""#
        ),
        (
            "op", "frob",
            #"the operation is not known: expected get, set, delete or one of their variants, found "frob""#
        ),
        ("op_count", "0", "the row can't stand for this many requests: expected 1 to 1048576, found 0"),
    ])
    func wrongFieldIsNamed(_ column: String, _ value: String, _ message: String) throws {
        #expect(try failure(.csv, "key,\(column)\na,\(value)\n").description == "line 2: \(message)")
    }

    @Test func largestNumbersAreAccepted() throws {
        let trace = try decoded(.csv, "key,time,size,ttl\na,9223372036854774.999,2147483647,2147483647\n")
        #expect(
            trace.requests == [
                TraceRequest(key: 0, valueSize: .max, time: 9_223_372_036_854_774_999, lifetime: .max)
            ])
    }

    @Test func timesMayGoBackwards() throws {
        #expect(try decoded(.csv, "time,key\n5,a\n3,b\n").requests.map(\.time) == [5_000, 3_000])
    }

    @Test func fractionsOfSecondsAreCutToMilliseconds() throws {
        let trace = try decoded(.csv, "time,key\n1.5,a\n1.0009999999999999999999999999,a\n1.,a\n0.12,a\n")
        #expect(trace.requests.map(\.time) == [1_500, 1_000, 1_000, 120])
    }

    @Test func headerAloneIsAnEmptyTrace() throws {
        #expect(try failure(.csv, "key,size\n").code == .emptyTrace)
    }
}
