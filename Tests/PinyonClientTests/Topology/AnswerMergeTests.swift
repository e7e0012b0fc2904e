import NIOCore
import PinyonClient
import Testing

/// What the answers of several nodes are together.
struct AnswerMergeTests {
    private let okay = RESPValue.simpleString(ByteBuffer(string: "OK"))

    private func failure(_ code: String) -> ClientError {
        ClientError(.server, code, serverError: ServerError(code: code, message: ""))
    }

    private func merged(_ name: String, _ replies: [RESPValue]) throws -> RESPValue {
        let traits = try #require(CommandTable.traits(of: name))
        return try traits.merge.merge(replies.map { .success($0) }).get()
    }

    @Test func sizesAddUp() throws {
        let sum = try merged("DBSIZE", [.integer(3), .integer(0), .integer(4)])
        #expect(sum == .integer(7))
    }

    @Test func aSizeThatIsNoNumberIsTold() throws {
        let odd = try merged("DBSIZE", [.integer(3), okay])
        #expect(odd == okay, "two thirds of a sum would be a wrong number")
    }

    @Test func listsArePutTogether() throws {
        let keys = try merged("KEYS", [recorded(["a", "b"]), recorded([]), recorded(["c"])])
        #expect(keys == recorded(["a", "b", "c"]))
    }

    @Test(arguments: ["ACL DELUSER", "LATENCY RESET"])
    func whatEveryNodeHasIsCountedOnce(name: String) throws {
        let count = try merged(name, [.integer(1), .integer(2), .integer(0)])
        #expect(count == .integer(2))
    }

    @Test func aScriptIsThereIfAllNodesHaveIt() throws {
        let known = try merged("SCRIPT EXISTS", [recorded([1, 1, 0]), recorded([1, 0, 0]), recorded([1, 1, 1])])
        #expect(known == recorded([1, 0, 0]))
    }

    @Test(arguments: ["CONFIG SET", "FLUSHALL", "SCRIPT FLUSH", "SLOWLOG RESET", "COMMANDLOG RESET", "ACL LOG RESET"])
    func ofEqualAnswersOneIsEnough(name: String) throws {
        let reply = try merged(name, [okay, okay])
        #expect(reply == okay)
    }

    @Test(arguments: ["SCRIPT KILL", "FUNCTION KILL"])
    func whatRunsOnOneNodeIsEndedThere(name: String) throws {
        let merge = try #require(CommandTable.traits(of: name)).merge
        let idle = failure("NOTBUSY")
        let ended = try merge.merge([.failure(idle), .success(okay), .failure(failure("UNKILLABLE"))]).get()
        #expect(ended == okay)
        let nobody = #expect(throws: ClientError.self) { try merge.merge([.failure(idle), .failure(idle)]).get() }
        #expect(nobody?.serverError?.code == "NOTBUSY")
        let writing = #expect(throws: ClientError.self) {
            try merge.merge([.failure(idle), .failure(failure("UNKILLABLE"))]).get()
        }
        #expect(writing?.serverError?.code == "UNKILLABLE", "this is the node that is busy")
        let lost = ClientError(.connectionFailed, "no connection")
        let unknown = #expect(throws: ClientError.self) {
            try merge.merge([.failure(idle), .failure(lost)]).get()
        }
        #expect(unknown?.code == .connectionFailed, "it may run there")
        #expect(merge.accepts(idle) && !merge.accepts(lost))
    }

    @Test func otherwiseOneFailureIsEnough() {
        let error = #expect(throws: ClientError.self) {
            try AnswerMerge.sum.merge([.success(.integer(1)), .failure(failure("LOADING"))]).get()
        }
        #expect(error?.serverError?.code == "LOADING")
        #expect(!AnswerMerge.sum.accepts(failure("LOADING")))
    }

    @Test func noAnswersAreNoAnswer() throws {
        for merge in [AnswerMerge.sum, .joined, .agreed, .anyOne] {
            let nothing = try merge.merge([]).get()
            #expect(nothing == .null)
        }
    }
}
