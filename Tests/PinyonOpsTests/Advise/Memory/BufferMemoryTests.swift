import PinyonClient
import PinyonOps
import Testing

/// Rules about memory for clients, replicas, scripts and tracked keys.
struct BufferMemoryTests {
    @Test func clientsWithLargeBuffersAreNamed() throws {
        let rule = try RuleProbe("client-buffers")
        var node = MadeUp.node(["mem_clients_normal": "20971520", "connected_clients": "50"])
        let large = try #require(ClientInfo(line: "id=1 addr=10.0.0.1:5 name=feed flags=N omem=9 tot-mem=10485760"))
        let small = try #require(ClientInfo(line: "id=2 addr=10.0.0.1:6 name= flags=N omem=1024 qbuf=0"))
        node.clients = .value([small, large])
        let finding = try rule.finding(node)
        #expect(finding.value == 419_430.4)
        #expect(finding.priority == .medium)
        #expect(finding.offenders.map(\.name) == ["feed 10.0.0.1:5", "10.0.0.1:6"])
        #expect(finding.offenders.map(\.bytes) == [10_485_760, 1_024])
        #expect(finding.evidence.first == "127.0.0.1:6379: 20.0 MB for 50 clients")
    }

    @Test func ordinaryBuffersAndOneLargeReplyAreFine() throws {
        let rule = try RuleProbe("client-buffers")
        let many = MadeUp.node(["mem_clients_normal": "20480000", "connected_clients": "100"])
        let one = MadeUp.node(["mem_clients_normal": "5242880", "connected_clients": "1"])
        #expect(try rule.isSilent(many))
        #expect(try rule.isSilent(one))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func aReplicaThatDoesNotKeepUpIsUrgent() throws {
        let rule = try RuleProbe("replica-buffers")
        let finding = try rule.finding(primary(waiting: "20971520", state: "online"))
        #expect(finding.priority == .high)
        #expect(finding.value == 20_971_520)
        #expect(finding.offenders.map(\.name) == ["10.0.0.2:6379"])
        #expect(finding.offenders.map(\.bytes) == [20_999_000])
    }

    @Test func changesMayWaitForAReplicaThatReceivesEverything() throws {
        let rule = try RuleProbe("replica-buffers")
        #expect(try rule.finding(primary(waiting: "20971520", state: "send_bulk")).priority == .low)
    }

    @Test func smallBuffersAndThoseOfNobodyAreFine() throws {
        let rule = try RuleProbe("replica-buffers")
        #expect(try rule.isSilent(primary(waiting: "10485760", state: "online")))
        #expect(try rule.isSilent(MadeUp.node(["mem_clients_slaves": "20971520", "connected_slaves": "0"])))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    private func primary(waiting: String, state: String) -> NodeFacts {
        MadeUp.node([
            "role": "master", "mem_clients_slaves": waiting, "connected_slaves": "1",
            "slave0": "ip=10.0.0.2,port=6379,state=\(state),offset=1000,lag=0", "master_repl_offset": "21000000",
        ])
    }

    @Test(arguments: ["many-scripts", "luaScript"])
    func scriptsThatAreNewEveryTimeAreCounted(_ name: String) throws {
        let rule = try RuleProbe(name)
        let finding = try rule.finding(
            MadeUp.node(["number_of_cached_scripts": "1001", "used_memory_scripts_eval": "1048576"]))
        #expect(finding.value == 1_001)
        #expect(finding.priority == .medium)
        #expect(finding.evidence == ["127.0.0.1:6379: 1,001 scripts, 1.0 MB"])
        #expect(try rule.isSilent(MadeUp.node(["number_of_cached_scripts": "1000"])))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func fewScriptsAreNoMoreThanGoodToKnowEvenIfAskedFor() throws {
        let rule = try RuleProbe("many-scripts")
        let facts = MadeUp.facts([MadeUp.node(["number_of_cached_scripts": "11"])])
        #expect(try rule.finding(facts, threshold: 10).priority == .low)
    }

    @Test func aFullTableOfTrackedKeysIsTold() throws {
        let rule = try RuleProbe("tracking-table")
        let finding = try rule.finding(MadeUp.node(["tracking_total_keys": "900000"]))
        #expect(finding.value == 90)
        #expect(finding.priority == .medium)
        #expect(finding.confidence == .inferred)
        let set = MadeUp.node(["tracking_total_keys": "900000"], settings: ["tracking-table-max-keys": "1000000"])
        #expect(try rule.finding(set).confidence == .measured)
    }

    @Test(arguments: ["2000000", "1125001", "0"])
    func aTableWithRoomIsFine(_ limit: String) throws {
        let rule = try RuleProbe("tracking-table")
        let node = MadeUp.node(["tracking_total_keys": "900000"], settings: ["tracking-table-max-keys": limit])
        #expect(try rule.isSilent(node))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }
}
