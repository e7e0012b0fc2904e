import NIOCore
import PinyonClient
import Testing

/// Which commands of a pipeline are sent again, and which must not be.
struct BatchVerdictTests {
    private let okay = RESPValue.simpleString(ByteBuffer(string: "OK"))
    private let refusal = ClientError(
        .server, "TRYAGAIN", serverError: ServerError(code: "TRYAGAIN", message: "later"))

    /// What becomes of commands, a word each: ran, again, refused.
    ///
    /// - Parameter marked: The commands, each behind a mark for what is known: `+` it ran, `?` it can be sent again,
    ///   `-` it was refused, `~` it may have run.
    private func outcome(_ marked: String...) -> [String] {
        let verdicts = marked.map { text -> BatchVerdict in
            switch text.prefix(1) {
            case "+": .settled(.success(okay))
            case "?": .again(refusal)
            case "~": .settled(.failure(ClientError(.connectionClosed, "it broke", mayHaveRun: true)))
            default: .settled(.failure(ClientError(.server, "WRONGTYPE")))
            }
        }
        let requests = marked.map { request(String($0.dropFirst())) }
        return BatchVerdict.settle(verdicts, on: requests).map { result in
            switch result {
            case nil: "again"
            case .success?: "ran"
            case .failure?: "refused"
            }
        }
    }

    @Test func whatIsDoneIsDone() {
        #expect(outcome("+SET a 1", "-INCR b", "+GET a") == ["ran", "refused", "ran"])
        #expect(outcome() == [])
    }

    @Test func aWriteIsNotSentBehindALaterOneOfItsKey() {
        #expect(outcome("?DEL a b", "+SET a 1") == ["refused", "ran"])
        #expect(outcome("?DEL a b", "+SET c 1", "+MSET d 1 b 2") == ["refused", "ran", "ran"])
        #expect(outcome("?SET a 1", "~INCR a") == ["refused", "refused"], "it may have run")
    }

    @Test func otherWritesAreSentAgain() {
        #expect(outcome("?DEL a b", "+SET c 1") == ["again", "ran"])
        #expect(outcome("+SET a 1", "?DEL a b") == ["ran", "again"], "it stands behind")
        #expect(outcome("?DEL a b", "?SET a 1") == ["again", "again"], "they go in order")
        #expect(outcome("?DEL a b", "-INCR a") == ["again", "refused"], "that has done nothing")
        #expect(outcome("?SET a 1", "+GET a") == ["again", "ran"])
    }

    @Test func readsAreAskedForAgain() {
        #expect(outcome("?MGET a b", "+SET a 1") == ["again", "ran"])
    }

    @Test func aCommandForAllNodesIsAboutEveryKey() {
        #expect(outcome("?FLUSHALL", "+SET a 1") == ["refused", "ran"])
        #expect(outcome("?SET a 1", "+FLUSHALL") == ["refused", "ran"])
        #expect(outcome("?FLUSHALL", "+GET a", "+PUBLISH c x") == ["again", "ran", "ran"])
        #expect(outcome("?DBSIZE", "+SET a 1") == ["again", "ran"])
        #expect(outcome("?PUBLISH c x", "+FLUSHALL") == ["again", "ran"])
    }

    @Test func theErrorSaysWhyItStoodStill() {
        let results = BatchVerdict.settle(
            [.again(refusal), .settled(.success(okay))], on: [request("DEL a b"), request("SET a 1")])
        let error = #expect(throws: ClientError.self) { try results[0]?.get() }
        #expect(error?.serverError?.code == "TRYAGAIN" && error?.mayHaveRun == false)
        #expect(error?.message == "TRYAGAIN (it wasn't sent again, as a command behind it has written the same key)")
    }
}
