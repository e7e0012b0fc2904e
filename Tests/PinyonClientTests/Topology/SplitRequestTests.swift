import NIOCore
import PinyonClient
import Testing

/// Commands with keys in several slots.
struct SplitRequestTests {
    private func parts(_ text: String) throws -> [String]? {
        try SplitRequest(request(text))?.parts.map(\.text)
    }

    @Test func aCommandBecomesOneForEachSlotInTheOrderOfItsKeys() throws {
        #expect(try parts("MGET foo bar {foo}2 hello {bar}2") == ["MGET foo {foo}2", "MGET bar {bar}2", "MGET hello"])
        #expect(try parts("DEL foo bar foo") == ["DEL foo foo", "DEL bar"], "a key may be named twice")
        #expect(try parts("MSET foo 1 bar 2 {foo}2 3") == ["MSET foo 1 {foo}2 3", "MSET bar 2"])
    }

    @Test(arguments: ["UNLINK", "EXISTS", "TOUCH", "DEL", "MGET"])
    func theseCanBeSplit(_ name: String) throws {
        #expect(try parts("\(name) foo bar") == ["\(name) foo", "\(name) bar"])
    }

    @Test(arguments: [
        "MSETNX foo 1 bar 2", "RENAME foo bar", "SMOVE foo bar x", "SUNIONSTORE foo bar hello", "SINTER foo bar",
        "EVAL script 2 foo bar", "PFCOUNT foo bar", "LMOVE foo bar LEFT LEFT", "WATCH foo bar", "COPY foo bar",
    ])
    func theseCannot(_ text: String) throws {
        #expect(try parts(text) == nil)
    }

    @Test(arguments: ["MGET foo {foo}2", "DEL foo", "MSET foo 1", "MGET", "MSET", "MSET foo"])
    func oneSlotIsOneCommand(_ text: String) throws {
        #expect(try parts(text) == nil)
    }

    @Test func aKeyWithoutItsValueIsLeftToTheServer() throws {
        #expect(try parts("MSET foo 1 bar 2 hello") == nil)
        #expect(try parts("MSET foo 1 bar") == nil)
    }

    @Test func optionsStayWithTheParts() throws {
        let whole = request("MGET foo bar") { options in
            options.timeout = .seconds(9)
            options.lane = .bulk
        }
        let split = try #require(try SplitRequest(whole))
        #expect(split.parts.allSatisfy { $0.options == whole.options && $0.traits === whole.traits })
    }

    @Test func elementsComeBackInTheOrderOfTheKeys() throws {
        let split = try #require(try SplitRequest(request("MGET foo bar {foo}2 hello bar")))
        let merged = split.merge([recorded(["f", nil]), recorded(["b", "b"]), recorded(["h"])])
        #expect(merged.notation == recorded(["f", "b", nil, "h", "b"]).notation)
    }

    @Test func elementsThatAreMissingAreNoValues() throws {
        let split = try #require(try SplitRequest(request("MGET foo bar {foo}2")))
        #expect(split.merge([recorded(["f"]), recorded("odd")]).notation == recorded(["f", nil, nil]).notation)
        #expect(split.merge([]).notation == recorded([nil, nil, nil]).notation)
        let tooMany = split.merge([recorded(["f", "2", "x"]), recorded(["b"])])
        #expect(tooMany.notation == recorded(["f", "b", "2"]).notation)
    }

    @Test func numbersAddUp() throws {
        let split = try #require(try SplitRequest(request("DEL foo bar hello")))
        #expect(split.merge([.integer(1), .integer(0), .integer(1)]) == .integer(2))
        #expect(split.merge([.integer(.max), .integer(1), .integer(0)]) == .integer(.min), "nothing traps")
    }

    @Test func okForAllIsOK() throws {
        let split = try #require(try SplitRequest(request("MSET foo 1 bar 2")))
        let okay = RESPValue.simpleString(ByteBuffer(string: "OK"))
        #expect(split.merge([okay, okay]) == okay)
    }

    @Test func keysAreBytes() throws {
        let bytes: [UInt8] = [0xFF, 0x00, 0x0D, 0x0A]
        let whole = Command<RESPValue>(raw: "MGET", arguments: [bytes, "foo"]).request
        let split = try #require(try SplitRequest(whole))
        #expect(split.parts[0].arguments.words[1] == ByteBuffer(bytes: bytes))
    }
}
