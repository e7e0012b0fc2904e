import PinyonSim
import Testing

@Suite struct KeysDecoderTests {
    @Test func eachLineIsARead() throws {
        let trace = try decoded(.keys, "apple\npear\napple\n")
        #expect(trace.sequence == ["apple", "pear", "apple"])
        #expect(trace.requests.map(\.key) == [0, 1, 0])
        #expect(trace.requests.allSatisfy { $0 == TraceRequest(key: $0.key) })
        #expect(trace.flags == [false, false, false, false])
    }

    @Test func lastLineNeedsNoLineEnd() throws {
        #expect(try decoded(.keys, "a\nb").sequence == ["a", "b"])
    }

    @Test func carriageReturnsBelongToTheLineEnd() throws {
        #expect(try decoded(.keys, "a\r\nb\r\na\r\n").sequence == ["a", "b", "a"])
    }

    @Test func blankLinesAreSkipped() throws {
        #expect(try decoded(.keys, "\na\n \t\n\r\nb\n\n").sequence == ["a", "b"])
    }

    @Test func onlyALoneAsteriskIsAMarker() throws {
        #expect(try decoded(.keys, "1\n*\r\n*2\n**\n*\n3\n").sequence == ["1", "*2", "**", "3"])
    }

    @Test func keysKeepTheirBytes() throws {
        let keys = ["-268435455", "käse:1,2", "\"quoted\"", " spaced ", "12345678", "123456789012345678901234567890"]
        #expect(try decoded(.keys, keys.joined(separator: "\n")).sequence == keys)
    }

    @Test func byteOrderMarkIsDropped() throws {
        #expect(try decoded(.keys, "\u{FEFF}a\na\n").sequence == ["a", "a"])
    }

    @Test func limitStopsBeforeWhatIsWrong() throws {
        #expect(try decoded(.keys, "a\nb\nc\u{0}\n", limit: 2).sequence == ["a", "b"])
    }

    @Test func nulByteNamesTheLine() throws {
        let error = try failure(.keys, "a\nb\u{0}c\n")
        #expect(error.code == .wrongContent)
        #expect(error.description == #"line 2: the line is no text: expected UTF-8 without NUL, found "b\u{0}c""#)
    }

    @Test func invalidUTF8NamesTheLine() throws {
        for bytes: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
            let error = try failure(.keys, Array("a\nb\n1234567".utf8) + bytes + Array("\n".utf8))
            #expect(error.code == .wrongContent)
            #expect(error.position == .line(3))
        }
    }

    @Test func nothingButBlankLinesIsAnEmptyTrace() throws {
        let error = try failure(.keys, "\n*\n\r\n")
        #expect(error.code == .emptyTrace)
        #expect(error.description == "the trace holds no requests: expected at least one")
    }
}
