import NIOCore
import PinyonClient
import Testing

/// Pipelines with commands that are about their connection.
struct BoundBatchTests {
    private func batch(_ texts: String..., isCluster: Bool = false) throws(ClientError) -> BoundBatch {
        try BoundBatch(texts.map { request($0) }, isCluster: isCluster)
    }

    private func error(_ texts: String..., isCluster: Bool = false) -> ClientError? {
        do throws(ClientError) {
            _ = try BoundBatch(texts.map { request($0) }, isCluster: isCluster)
            return nil
        } catch {
            return error
        }
    }

    @Test func inAClusterTheKeysSayWhereAllOfItGoes() throws {
        let bound = try batch("SELECT 0", "SET {foo}1 x", "GET {foo}2", "PING", "WAIT 1 100", isCluster: true)
        #expect(bound.slot?.number == 12_182)
        #expect(try batch("SET foo x", "SET bar x", "WAIT 1 100").slot == nil, "elsewhere slots don't matter")
    }

    @Test func keysInDifferentSlotsAreNamed() throws {
        let refusal = try #require(error("SET foo x", "SET bar x", "WAIT 1 100", isCluster: true))
        #expect(refusal.code == .crossSlot)
        #expect(refusal.message.contains("“foo”") && refusal.message.contains("“bar”"))
        #expect(error("DEL foo bar", "WAIT 1 100", isCluster: true)?.code == .crossSlot, "it isn't split")
    }

    @Test func whereNoKeySaysToWhichNodeItIsRefused() throws {
        let refusal = try #require(error("SELECT 1", "PING", isCluster: true))
        #expect(refusal.code == .refused && refusal.command == "SELECT")
        #expect(refusal.message.contains("withConnection"))
        #expect(error("SELECT 1", "PING") == nil)
    }

    @Test func whatGoesToManyNodesIsRefusedInACluster() {
        #expect(error("SET a x", "FLUSHALL", "WAIT 1 100", isCluster: true)?.code == .refused)
        #expect(error("SET a x", "FLUSHALL", "WAIT 1 100") == nil)
    }

    @Test(arguments: [["WAIT 1 0"], ["GET a", "WAIT 1 0"], ["WAIT 1 0", "SET a x"], ["SELECT 1", "WAITAOF 1 0 0"]])
    func anAnswerAboutNoWriteIsRefused(_ texts: [String]) {
        #expect(throws: ClientError.self) { try BoundBatch(texts.map { request($0) }, isCluster: false) }
    }

    @Test(arguments: [
        ["SET a x", "WAIT 1 0"], ["SELECT 1", "EVAL x 0", "GET a", "WAITAOF 1 0 0"],
        ["MULTI", "INCR a", "EXEC", "WAIT 1 0"], ["SET a x", "WAIT 1 0", "WAIT 2 0"],
    ])
    func behindAWriteItIsSent(_ texts: [String]) throws {
        #expect(try BoundBatch(texts.map { request($0) }, isCluster: false).requests.count == texts.count)
    }

    @Test func whatCanNotBeSentKeepsTheOthersBack() {
        #expect(error("SELECT 1", "SET a x", "CLIENT REPLY OFF")?.command == "CLIENT REPLY")
    }

    private let okay = RESPValue.simpleString(ByteBuffer(string: "OK"))

    private func failed(_ line: String) -> RESPValue { .error(ServerError(line: line)) }

    @Test(arguments: [
        "MOVED 1 h:1", "ASK 1 h:1", "TRYAGAIN", "CLUSTERDOWN no", "READONLY no", "LOADING it takes time", "BUSY script",
    ])
    func whereNothingLastingWasDoneAllOfItCanBeSentAgain(_ line: String) throws {
        let pair = try batch("SET a x", "WAIT 1 100")
        #expect(pair.refusal(in: [failed(line), .integer(1)]) == ServerError(line: line))
        #expect(pair.refusal(in: [failed(line), failed("ERR WAIT cannot be used")]) == ServerError(line: line))
        let transaction = try batch("MULTI", "SET a x", "EXEC")
        #expect(transaction.refusal(in: [okay, failed(line), failed("EXECABORT no")]) == ServerError(line: line))
        #expect(try batch("SELECT 1", "GET a").refusal(in: [failed(line), okay]) == ServerError(line: line))
    }

    @Test func whatMayHaveRunIsNotSentAgain() throws {
        let three = try batch("SET a x", "SET b x", "WAIT 1 100")
        #expect(three.refusal(in: [okay, failed("LOADING it takes time"), .integer(0)]) == nil)
        #expect(three.refusal(in: [failed("LOADING it takes time"), failed("OOM no"), .integer(0)]) == nil)
        #expect(three.refusal(in: [okay, okay, .integer(1)]) == nil)
        let transaction = try batch("MULTI", "SET a x", "SET b x", "EXEC")
        let queued = RESPValue.simpleString(ByteBuffer(string: "QUEUED"))
        #expect(transaction.refusal(in: [okay, queued, failed("MOVED 1 h:1"), failed("EXECABORT no")]) == nil)
        #expect(try batch("SELECT 1", "GET a").refusal(in: [okay, failed("WRONGTYPE no")]) == nil)
    }
}
