import NIOCore
import PinyonClient
import Testing

/// Which keys servers tell about.
struct TrackingModeTests {
    @Test(
        "prefixes of which one begins with another overlap, wherever they stand",
        arguments: [
            ["a", "ab"], ["ab", "a"], ["a", "a"], ["", "a"], ["a", "b", "a:x", "c"], ["a", "a:1", "ab", "b"],
            ["user:1", "order:", "user:"],
        ])
    func overlapping(_ prefixes: [String]) throws {
        let error = try #require(TrackingMode.broadcast(prefixes: prefixes).objection)
        #expect(error.code == .invalidArgument && error.message.contains("overlap"), "\(error)")
    }

    @Test(
        "prefixes that only resemble each other don't overlap",
        arguments: [[], [""], ["a"], ["a:", "b:", "ab", "A:"]])
    func apart(_ prefixes: [String]) {
        #expect(TrackingMode.broadcast(prefixes: prefixes).objection == nil)
    }

    @Test("prefixes are compared byte by byte, as servers do")
    func bytes() {
        // The same letter in one piece, and as an e with an accent behind it.
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        #expect(TrackingMode.broadcast(prefixes: [composed, decomposed]).objection == nil)
        #expect(TrackingMode.broadcast(prefixes: ["e", decomposed]).objection != nil)
        let mode = TrackingMode.broadcast(prefixes: ["e"])
        #expect(covers(mode, ["GET", decomposed]) && !covers(mode, ["GET", composed]))
    }

    @Test("keys that were asked for are never too many")
    func optIn() {
        #expect(TrackingMode.optIn.objection == nil)
        #expect(covers(.optIn, ["GET", "a"]) && covers(.optIn, ["MGET", "a", "b"]))
    }

    private func covers(_ mode: TrackingMode, _ words: [String]) -> Bool {
        mode.covers(Command<RESPValue>(raw: words[0], arguments: Array(words.dropFirst())).request)
    }

    @Test("a broadcast covers a command if all keys that it names begin with one of the prefixes")
    func covered() {
        let mode = TrackingMode.broadcast(prefixes: ["user:", "order:"])
        for words in [["GET", "user:1"], ["GET", "user:"], ["MGET", "user:1", "order:2"], ["STRLEN", "order:2"]] {
            #expect(covers(mode, words), "\(words)")
        }
        for words in [["GET", "user"], ["GET", " user:1"], ["GET", ""], ["MGET", "user:1", "a"], ["GET", "US"]] {
            #expect(!covers(mode, words), "\(words)")
        }
    }

    @Test("a broadcast without prefixes, or with an empty one, covers all keys", arguments: [[], [""]])
    func all(_ prefixes: [String]) {
        let mode = TrackingMode.broadcast(prefixes: prefixes)
        #expect(covers(mode, ["GET", "a"]) && covers(mode, ["MGET", "a", "b"]) && covers(mode, ["GET", ""]))
    }

    @Test(
        "what names no keys is never covered",
        arguments: [TrackingMode.optIn, .broadcast(prefixes: []), .broadcast(prefixes: ["a"])])
    func keyless(_ mode: TrackingMode) {
        for words in [["DBSIZE"], ["RANDOMKEY"], ["KEYS", "a*"]] { #expect(!covers(mode, words), "\(words)") }
    }
}

/// What it means that a server refused to prepare a connection.
struct RefusedPreparationTests {
    /// What a handshake that is to switch tracking on ends with.
    private func failure(_ line: String) -> ClientError? {
        var goal = HandshakeStateMachine.Goal()
        goal.preparations = [CommandArguments(.ping, "ON")]
        var machine = HandshakeStateMachine(goal)
        _ = machine.start()
        _ = machine.received([.simpleString(ByteBuffer(string: "OK"))])
        let refusal = RESPValue.error(ServerError(line: line))
        guard case .fail(let error) = machine.received([refusal, refusal]) else { return nil }
        return error
    }

    @Test("a preparation that a server doesn't take is its answer, unless that may pass")
    func kinds() throws {
        let kinds: [(String, ClientError.Code)] = [
            ("ERR no", .server), ("NOPERM no", .authentication), ("BUSY no", .connectionFailed),
        ]
        for (line, code) in kinds {
            let error = try #require(failure(line)).about(node: "a:1")
            #expect(error.refusesPreparation, "\(error)")
            let answer = error.asPreparationAnswer
            #expect(answer.code == code && answer.node == "a:1" && answer.message == error.message, "\(answer)")
            #expect(answer.serverError == error.serverError && answer.refusesPreparation)
        }
    }

    @Test("a server that turns the client away refuses more than a preparation")
    func others() throws {
        let turnedAway = try #require(failure("NOAUTH no"))
        #expect(!turnedAway.refusesPreparation && turnedAway.refusesCredentials)
        let other = ClientError(.connectionFailed, "the connection could not be prepared in time")
        #expect(!other.refusesPreparation)
    }
}
