import PinyonClient
import Testing

/// What whoever sent a command is told when a part of it has failed.
struct PartialRunTests {
    private let failed = ClientError(.connectionFailed, "no connection", node: "host:1")
    private let lost = ClientError(.connectionClosed, "it broke", node: "host:1", mayHaveRun: true)

    private func error(
        _ name: String, _ results: [Result<RESPValue, ClientError>], of total: Int,
        _ places: PartialRun.Places = .nodes
    ) throws -> ClientError {
        let traits = try #require(CommandTable.traits(of: name))
        return PartialRun(results, of: total, places).error(failed, traits)
    }

    @Test func aWriteOfWhichAPartRanMayHaveRun() throws {
        let error = try error("FLUSHALL", [.success(.integer(1)), .failure(failed)], of: 2)
        #expect(error.mayHaveRun && error.code == .connectionFailed)
        #expect(error.command == "FLUSHALL" && error.node == "host:1")
        #expect(error.message == "no connection (part of it ran, on 1 of 2 nodes)")
    }

    @Test func whatIsUncertainIsSaid() throws {
        let one = try error("DEL", [.success(.integer(1)), .failure(lost), .failure(failed)], of: 3, .slots)
        #expect(one.mayHaveRun)
        #expect(one.message == "no connection (part of it ran, in 1 of 3 slots, and may have run in 1 more)")
        let other = try error("CONFIG SET", [.failure(failed), .failure(lost)], of: 2)
        #expect(other.mayHaveRun)
        #expect(other.message == "no connection (part of it may have run, on 1 of 2 nodes)")
    }

    @Test func aWriteOfWhichNothingRanDidNotRun() throws {
        let error = try error("MSET", [.failure(failed), .failure(failed)], of: 2, .slots)
        #expect(!error.mayHaveRun && error.message == "no connection")
    }

    @Test(arguments: ["MGET", "DBSIZE", "EXISTS"])
    func aReadDoesNoHarmInParts(name: String) throws {
        let error = try error(name, [.success(.integer(1)), .failure(failed)], of: 2)
        #expect(!error.mayHaveRun && error.message == "no connection" && error.command == name)
    }

    @Test func onePartIsTheWhole() throws {
        let error = try error("FLUSHALL", [.failure(failed)], of: 1)
        #expect(!error.mayHaveRun && error.message == "no connection")
    }
}
