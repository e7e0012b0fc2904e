import PinyonSim
import Testing

@Suite struct FormatDetectorTests {
    @Test(arguments: [
        ("a.csv", "time,key\n1,a\n", TraceFormat.csv), ("a", "time,key\n1,a\n", .csv), ("a", "KEY,OP\na,get\n", .csv),
        ("a.txt", "\n\nsize,obj_id\n1,a\n", .csv), ("a.csv", "1,2,3\n", .csv), ("a.csv", "key\na\n", .csv),
        ("a", "\u{FEFF}key,size\r\na,1\r\n", .csv), ("a", "\"key\",\"size\"\na,1\n", .csv),
        ("a", "key\na\n", .keys), ("a.txt", "1\n2\n", .keys), ("a", "one line", .keys), ("a", "", .keys),
        ("a", "a b c d\n", .keys), ("a", "1 2 3\n", .keys), ("a", "1,2\n3,4\n", .keys),
        ("a.csv", "op_time,key,key_size,op,op_count\n1,a,1,GET,1\n", .meta),
        ("a", "key,op_count,op\na,1,GET\n", .meta),
        ("a.csv", "1,k,1,2,3,get,0\n", .twitter),
        ("cluster52.sort", "1,k,1,2,3,gets,0\r\n2,k,1,2,3,set,9\r\n", .twitter),
        ("a", "1,k,1,2,3,get,0", .twitter), ("a", "1,k,1,2,3,frob,0\n", .keys), ("a", "1,k,1,2,3,get,0\nk\n", .twitter),
        ("a", "1,k,1,2,3,frob,0\n2,k,1,2,3,get,0\n3,k,1,2,3,get,0\n", .twitter),
        ("a.csv", "1,k,1,2,3,get,0\n2,k,1,2,3,frob,0\n", .twitter), ("a", "k\nl\n1,k,1,2,3,get,0\n", .keys),
        ("P3.lis", "1 1 0 0\n", .arc), ("P3.lis.zst", "x\n", .arc), ("a.txt", "1 1 0 0\n2\t3 0 1\n", .arc),
        ("a", "1 1 0 0\n-2 3 0 1\n", .arc), ("a", "a\nb\n1 1 0 0\n", .keys),
    ])
    func textFormatIsFound(_ name: String, _ content: String, _ format: TraceFormat) throws {
        #expect(try detect(name, Array(content.utf8)) == format)
    }

    @Test(arguments: [
        "a.oracleGeneral", "A.ORACLEGENERAL.ZST", "dir/a.oracleGeneral.bin", "a.oracleGeneral.bin.gz", "a",
    ])
    func oracleGeneralIsFoundByNameOrContent(_ name: String) throws {
        let bytes = record(time: 1, object: 2, size: 3) + record(time: 1, object: 4, size: 5, next: 9)
        #expect(try detect(name, bytes) == .oracleGeneral)
    }

    @Test func binaryContentThatFitsNothingIsSaidToBeBinary() throws {
        let backwards = record(time: 9, object: 2, size: 3) + record(time: 1, object: 4, size: 5)
        let hugeSize = record(time: 9, object: 2, size: .max)
        let strangeNext = record(time: 9, object: 2, size: 3, next: -7)
        let longPause = record(time: 0, object: 2, size: 3) + record(time: .max, object: 4, size: 5)
        for bytes in [backwards, hugeSize, strangeNext, longPause, [0, 1, 2], Array("a\u{0}b".utf8), [0xFF, 0xFE]] {
            let error = try #require(throws: SimError.self) { _ = try detect("a", bytes) }
            #expect(error.code == .unknownFormat)
            #expect(error.message == "the file is binary and fits no known format")
        }
    }

    @Test(arguments: [TraceFormat.keys, .csv, .twitter, .meta, .arc])
    func textFormatThatTheUserNamesRefusesBinary(_ format: TraceFormat) throws {
        let bytes = record(time: 1, object: 2, size: 3)
        let error = try #require(throws: SimError.self) { _ = try detect("a", bytes, format) }
        #expect(error.code == .wrongContent)
        #expect(error.message == "the file is binary, but the format \(format.rawValue) is text")
    }

    @Test(arguments: ["a.csv", "a.lis.gz"])
    func textFormatThatTheNameTellsRefusesBinary(_ name: String) throws {
        let error = try #require(throws: SimError.self) { _ = try detect(name, record(time: 1, object: 2, size: 3)) }
        #expect(error.code == .wrongContent)
    }

    @Test func binaryFormatThatTheUserNamesRefusesText() throws {
        let error = try #require(throws: SimError.self) {
            _ = try detect("a", Array("key,size\nproduct:1,100\nproduct:2,200\n".utf8), .oracleGeneral)
        }
        #expect(error.code == .wrongContent)
        #expect(error.expected == "records of 24 bytes")
    }

    @Test func formatThatTheUserNamesGoesBeforeTheName() throws {
        #expect(try detect("a.csv", Array("1 1 0 0\n".utf8), .keys) == .keys)
        #expect(try detect("a.oracleGeneral", Array("a\n".utf8), .keys) == .keys)
    }

    @Test func headThatEndsInsideACharacterIsText() throws {
        for end in ["é", "€", "🦜"] {
            let bytes = Array("key,size\n".utf8) + Array(end.utf8).dropLast()
            #expect(try detect("a", bytes, isWhole: false) == .csv)
            #expect(throws: SimError.self) { _ = try detect("a", bytes) }
        }
    }

    @Test func lineThatTheHeadCutsOffIsNotJudged() throws {
        #expect(try detect("a", Array("1 1 0 0\nkey\nother".utf8), isWhole: false) == .arc)
        #expect(try detect("a", Array("1 1 0 0\nkey\nother".utf8)) == .keys)
    }

    @Test func rawValuesAreWhatTheCommandLineAccepts() {
        #expect(TraceFormat.allCases.map(\.rawValue) == ["keys", "csv", "twitter", "meta", "oracleGeneral", "arc"])
        #expect(TraceFormat.allCases.allSatisfy { !$0.summary.isEmpty })
    }

    private func detect(
        _ name: String, _ bytes: [UInt8], _ requested: TraceFormat? = nil, isWhole: Bool = true
    ) throws(SimError) -> TraceFormat {
        try bytes.withUnsafeBufferPointer { buffer throws(SimError) in
            try FormatDetector.format(
                name: name, head: UnsafeRawBufferPointer(buffer), isWhole: isWhole, requested: requested)
        }
    }
}
