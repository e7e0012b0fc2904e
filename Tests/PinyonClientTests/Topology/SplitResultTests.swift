import NIOCore
import PinyonClient
import Testing

/// What comes of a command in parts when a part fails.
struct SplitResultTests {
    private let failed = ClientError(.connectionFailed, "no connection")

    private func split(_ text: String) throws -> SplitRequest { try #require(try SplitRequest(request(text))) }

    @Test func eachPartHasItsSlot() throws {
        let split = try split("MGET foo bar {foo}2 hello")
        #expect(split.slots == ["foo", "bar", "hello"].map { HashSlot(key: $0) })
        #expect(split.slots.count == split.parts.count)
    }

    @Test func whenAllPartsHaveRunTheirRepliesBecomeOne() throws {
        let reply = try split("DEL foo bar").merge([.success(.integer(1)), .success(.integer(1))]).get()
        #expect(reply == .integer(2))
    }

    @Test func aWriteSaysHowManyPartsHaveRun() throws {
        let split = try split("MSET foo 1 bar 2 hello 3")
        let okay = RESPValue.simpleString(ByteBuffer(string: "OK"))
        let error = #expect(throws: ClientError.self) {
            try split.merge([.success(okay), .failure(failed), .success(okay)]).get()
        }
        #expect(error?.code == .connectionFailed && error?.mayHaveRun == true)
        #expect(error?.command == "MSET" && error?.message.contains("in 2 of 3 slots") == true)
    }

    @Test func aReadThatFailsInPartsHasDoneNothing() throws {
        let split = try split("MGET foo bar")
        let error = #expect(throws: ClientError.self) {
            try split.merge([.success(recorded(["f"])), .failure(failed)]).get()
        }
        #expect(error?.mayHaveRun == false && error?.message == "no connection")
    }

    @Test func eachKeyHasItsOwnElementOrItsPartsError() throws {
        let split = try split("MGET foo bar {foo}2 hello bar")
        let results = split.elements(of: [
            .success(recorded(["f", nil])), .failure(failed), .success(recorded(["h"])),
        ])
        let texts = results.map { result -> String in
            switch result {
            case .success(let value): value.notation
            case .failure(let error): "\(error.code)"
            }
        }
        #expect(texts == ["\"f\"", "connectionFailed", "null", "\"h\"", "connectionFailed"])
    }

    @Test func elementsThatAreMissingAreNoValues() throws {
        let split = try split("MGET foo bar {foo}2")
        let results = split.elements(of: [.success(recorded(["f"])), .success(recorded("odd"))])
        let texts = try results.map { try $0.get().notation }
        #expect(texts == ["\"f\"", "null", "null"])
    }
}
