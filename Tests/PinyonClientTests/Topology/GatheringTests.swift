import NIOCore
import PinyonClient
import Testing

/// What the answers of several nodes are together.
struct GatheringTests {
    private let okay = RESPValue.simpleString(ByteBuffer(string: "OK"))

    private func failure(_ code: String) -> ClientError {
        ClientError(.server, code, serverError: ServerError(code: code, message: ""))
    }

    private func gathered(_ name: String, _ replies: [RESPValue]) throws -> RESPValue {
        let traits = try #require(CommandTable.traits(of: name))
        return try traits.gathering.gather(replies.map { .success($0) }).get()
    }

    @Test func sizesAddUp() throws {
        let sum = try gathered("DBSIZE", [.integer(3), .integer(0), .integer(4)])
        #expect(sum == .integer(7))
    }

    @Test func aSizeThatIsNoNumberIsTold() throws {
        let odd = try gathered("DBSIZE", [.integer(3), okay])
        #expect(odd == okay, "two thirds of a sum would be a wrong number")
    }

    @Test func listsArePutTogether() throws {
        let keys = try gathered("KEYS", [recorded(["a", "b"]), recorded([]), recorded(["c"])])
        #expect(keys == recorded(["a", "b", "c"]))
    }

    @Test(arguments: ["ACL DELUSER", "LATENCY RESET"])
    func whatEveryNodeHasIsCountedOnce(name: String) throws {
        let count = try gathered(name, [.integer(1), .integer(2), .integer(0)])
        #expect(count == .integer(2))
    }

    @Test func aScriptIsThereIfAllNodesHaveIt() throws {
        let known = try gathered("SCRIPT EXISTS", [recorded([1, 1, 0]), recorded([1, 0, 0]), recorded([1, 1, 1])])
        #expect(known == recorded([1, 0, 0]))
    }

    @Test(arguments: ["CONFIG SET", "FLUSHALL", "SCRIPT FLUSH", "SLOWLOG RESET", "COMMANDLOG RESET", "ACL LOG RESET"])
    func ofEqualAnswersOneIsEnough(name: String) throws {
        let reply = try gathered(name, [okay, okay])
        #expect(reply == okay)
    }

    @Test(arguments: ["SCRIPT KILL", "FUNCTION KILL"])
    func whatRunsOnOneNodeIsEndedThere(name: String) throws {
        let gathering = try #require(CommandTable.traits(of: name)).gathering
        let idle = failure("NOTBUSY")
        let ended = try gathering.gather([.failure(idle), .success(okay), .failure(failure("UNKILLABLE"))]).get()
        #expect(ended == okay)
        let nobody = #expect(throws: ClientError.self) { try gathering.gather([.failure(idle), .failure(idle)]).get() }
        #expect(nobody?.serverError?.code == "NOTBUSY")
        let writing = #expect(throws: ClientError.self) {
            try gathering.gather([.failure(idle), .failure(failure("UNKILLABLE"))]).get()
        }
        #expect(writing?.serverError?.code == "UNKILLABLE", "this is the node that is busy")
        let lost = ClientError(.connectionFailed, "no connection")
        let unknown = #expect(throws: ClientError.self) {
            try gathering.gather([.failure(idle), .failure(lost)]).get()
        }
        #expect(unknown?.code == .connectionFailed, "it may run there")
        #expect(gathering.accepts(idle) && !gathering.accepts(lost))
    }

    @Test func otherwiseOneFailureIsEnough() {
        let error = #expect(throws: ClientError.self) {
            try Gathering.sum.gather([.success(.integer(1)), .failure(failure("LOADING"))]).get()
        }
        #expect(error?.serverError?.code == "LOADING")
        #expect(!Gathering.sum.accepts(failure("LOADING")))
    }

    @Test func noAnswersAreNoAnswer() throws {
        for gathering in [Gathering.sum, .joined, .agreed, .anyOne] {
            let nothing = try gathering.gather([]).get()
            #expect(nothing == .null)
        }
    }
}
