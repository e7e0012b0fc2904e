import Foundation
import PinyonClient
import PinyonProcesses
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ServerCommandTests {
    @Test(arguments: LiveTarget.all)
    func theServerTellsWhatItIs(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            try await client.set("a", "x")
            _ = try await client.get("a")
            _ = try await client.get("missing")
            try await client.set("timed", "x", expiry: .after(.seconds(100)))
            await expectServerError("WRONGTYPE") { try await client.lpush("a", "y") }
            // Whoever started the server may just be leaving it.
            try await eventually { try await client.info([.clients]).clients.connected == 1 }
            let info = try await client.info([.everything])
            #expect(info.skippedLines == 0)
            #expect(info.server.product == (client.release == .valkey91 ? .valkey : .redis))
            #expect(try #require(info.server.version) >= ServerVersion(6, 2))
            #expect(info.server.mode == "standalone")
            #expect(info.server.runID?.count == 40)
            #expect(info.server.processID == server.pid.map(Int.init))
            #expect(info.server.port == server.port)
            #expect(info.server.uptime != nil && info.server.hz != nil && info.server.timeMicroseconds != nil)
            #expect(info.clients.connected == 1)
            #expect(info.clients.limit != nil && info.clients.blocked == 0 && info.clients.tracking == 0)
            #expect(try #require(info.memory.used) > 100_000)
            #expect(try #require(info.memory.peak) >= 100_000)
            #expect(info.memory.policy == "noeviction")
            #expect(info.memory.allocator != nil && info.memory.residentSet != nil && info.memory.dataset != nil)
            #expect(info.persistence.isLoading == false && info.persistence.isSaving == false)
            #expect(info.persistence.lastSaveSucceeded == true && info.persistence.isAppendOnly == false)
            #expect(info.persistence.lastSave != nil && info.persistence.lastSaveTime == nil)
            #expect(info.statistics.keyspaceHits == 1 && info.statistics.keyspaceMisses == 1)
            #expect(info.statistics.hitRate == 0.5)
            #expect(try #require(info.statistics.commandsProcessed) > 0)
            #expect(info.replication.role == .primary && info.replication.replicas.isEmpty)
            #expect(info.replication.historyID?.count == 40)
            #expect(try #require(info.cpu.user) >= .zero)
            #expect(info.isClusterEnabled == false)
            #expect(info.commands["get"]?.calls == 2)
            #expect(info.errors["WRONGTYPE"] == 1)
            #expect((info.latencyPercentiles["get"]?[50] != nil) == client.release.has(redis: 7.0))
            #expect(info.keyspace[0]?.keys == 2 && info.keyspace[0]?.expires == 1)
            let some = try await client.info([.memory])
            #expect(some.sections.map(\.name) == ["Memory"])
            #expect(some.keyspace.isEmpty)
        }
    }

    @Test(arguments: LiveTarget.all)
    func settingsAreReadAndChanged(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            let settings = try await client.configGet(["maxmemory*"])
            #expect(settings["maxmemory"] == "0" && settings["maxmemory-policy"] == "noeviction")
            try await client.configSet("maxmemory-policy", "allkeys-lfu")
            #expect(try await client.configGet(["maxmemory-policy"]) == ["maxmemory-policy": "allkeys-lfu"])
            #expect(try await client.configGet().count > 100)
            await expectServerError("ERR") { try await client.configSet("nonsense", 1) }
            if client.release.has(redis: 7.0) {
                try await client.configSet(["maxmemory": "100mb", "hz": "20"])
                #expect(try await client.configGet(["maxmemory", "hz"]) == ["maxmemory": "104857600", "hz": "20"])
            }
            _ = try await client.get("missing")
            try await client.configResetstat()
            #expect(try await client.info().statistics.keyspaceMisses == 0)
        }
    }

    @Test(arguments: LiveTarget.all)
    func databasesAreCountedExchangedAndEmptied(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            try await client.set("a", "x")
            #expect(try await client.dbsize() == 1)
            try await client.swapdb(0, 1)
            #expect(try await client.dbsize() == 0)
            try await client.set("b", "x")
            try await client.flushdb(.async)
            #expect(try await client.info().keyspace.keys.sorted() == [1])
            try await client.flushall()
            try await client.flushdb()
            try await client.flushall(.sync)
            #expect(try await client.info().keyspace.isEmpty)
        }
    }

    @Test(arguments: LiveTarget.all)
    func theServersClockIsRead(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let first = try await client.time()
            let second = try await client.time()
            #expect(first <= second)
            #expect(first.unixTime.milliseconds > 1_600_000_000_000)
        }
    }

    @Test(arguments: LiveTarget.all)
    func dataAreSaved(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            try await client.set("a", "x")
            try await client.save()
            let saved = try await client.lastsave()
            #expect(saved.milliseconds > 1_600_000_000_000)
            try await client.bgsave()
            try await eventually { try await client.info().persistence.isSaving == false }
            try await client.bgsave(scheduling: true)
            try await eventually { try await client.info().persistence.isSaving == false }
            try await client.bgrewriteaof()
            try await eventually { try await client.info().persistence.isRewriting == false }
            #expect(try await client.lastsave() >= saved)
        }
    }

    @Test(arguments: LiveTarget.all)
    func settingsAreWrittenIntoTheConfigurationFile(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            let path = try #require(try await client.info([.server]).server.configurationFile)
            try await client.configSet("maxmemory-policy", "volatile-ttl")
            #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("volatile-ttl"))
            try await client.configRewrite()
            #expect(try String(contentsOfFile: path, encoding: .utf8).contains("maxmemory-policy volatile-ttl"))
        }
    }

    @Test(arguments: LiveTarget.all)
    func commandsAreDescribed(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.commandCount() > 200)
            let details = try await client.commandInfo(["get", "nonsense", "mset"])
            #expect(details.count == 3)
            let get = try #require(details[0])
            #expect(get.name == "get" && get.arity == 2 && get.flags == ["readonly", "fast"])
            #expect(get.firstKey == 1 && get.lastKey == 1 && get.keyStep == 1)
            #expect(get.categories == ["@read", "@string", "@fast"])
            #expect(details[1] == nil)
            #expect(details[2]?.keyStep == 2 && details[2]?.lastKey == -1)
            #expect(try await client.commandGetkeys(["MSET", "a", 1, "b", 2]) == ["a", "b"])
            #expect(try await client.commandGetkeys(["GET", [UInt8]([255])], as: [UInt8].self) == [[255]])
            await expectServerError("ERR") { _ = try await client.commandGetkeys(["PING"]) }
            if client.release.has(redis: 7.0) {
                let configuration = try #require(try await client.commandInfo(["config"]).first ?? nil)
                #expect(configuration.subcommands.map(\.name).contains("config|get"))
                #expect(try await client.commandInfo(["dbsize"]).first??.tips.isEmpty == false)
                let documentation = try #require(try await client.commandDocs(["get"])["get"])
                #expect(documentation.since == "1.0.0" && documentation.group == "string")
                #expect(documentation.complexity == "O(1)" && documentation.summary != nil)
                #expect(try await client.commandList().count > 200)
                #expect(try await client.commandList(.pattern("xadd")) == ["xadd"])
                #expect(try await client.commandList(.category("hyperloglog")).contains("pfadd"))
                #expect(try await client.commandList(.module("nonsense")) == [])
            }
        }
    }

    @Test(arguments: LiveTarget.all)
    func commandsForTestsWork(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            try await client.set("a", "12345")
            let details = try await client.debugObject("a")
            #expect(details.encoding == "int")
            #expect(details.referenceCount != nil && details.serializedLength != nil)
            #expect(try #require(details.idle) < .seconds(60))
            await expectServerError("ERR") { _ = try await client.debugObject("missing") }
            try await client.debugSleep(.milliseconds(1))
            try await client.debugSetActiveExpire(false)
            try await client.debugSetActiveExpire(true)
        }
    }

    @Test(arguments: LiveTarget.all)
    func aReplicaFollowsAndIsMadePrimary(_ target: LiveTarget) async throws {
        try await target.withOwnServer { primary, primaryServer in
            try await target.withOwnServer { replica, replicaServer in
                let port = try #require(primaryServer.port)
                try await replica.replicaof(host: "127.0.0.1", port: port)
                try await eventually {
                    guard case .replica(let link) = try await replica.role() else { return false }
                    #expect(link.primary == .host("127.0.0.1", port: port))
                    return link.isConnected
                }
                let info = try await replica.info([.replication]).replication
                #expect(info.role == .replica && info.primaryPort == port && info.isLinkUp == true)
                #expect(info.isReadOnly == true && info.isSyncing == false)
                try await eventually { try await primary.info().replication.replicas.first?.isOnline == true }
                guard case .primary(_, let replicas) = try await primary.role() else {
                    Issue.record("the primary has another role")
                    return
                }
                #expect(replicas.map(\.address) == [.host("127.0.0.1", port: try #require(replicaServer.port))])
                await expectServerError("READONLY") { try await replica.set("a", "x") }
                try await replica.replicaofNoOne()
                #expect(try await replica.info().replication.role == .primary)
            }
        }
    }

    @Test(arguments: LiveTarget.all)
    func aPrimaryChangesPlacesWithItsReplica(_ target: LiveTarget) async throws {
        try await target.withOwnServer { primary, primaryServer in
            await expectServerError("ERR") { try await primary.failover() }
            await expectServerError("ERR") { try await primary.failoverAbort() }
            try await target.withOwnServer { replica, replicaServer in
                try await replica.replicaof(host: "127.0.0.1", port: try #require(primaryServer.port))
                // A replica of Valkey may be online for its primary, and yet load what it got and refuse to take over.
                try await eventually { try await replica.info().replication.isLinkUp == true }
                try await eventually { try await primary.info().replication.replicas.first?.isOnline == true }
                let address = ServerAddress.host("127.0.0.1", port: try #require(replicaServer.port))
                try await primary.failover(to: address, timeout: .seconds(10))
                try await eventually { try await replica.info().replication.role == .primary }
                try await eventually { try await primary.info().replication.role == .replica }
            }
        }
    }

    @Test(arguments: LiveTarget.all)
    func aServerIsEnded(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            if client.release.has(redis: 7.0) {
                await expectServerError("ERR") { try await client.shutdownAbort() }
            }
            let error = await #expect(throws: ClientError.self) { try await client.shutdown(saving: false) }
            #expect(error?.code == .connectionClosed)
            try await eventually { !server.isRunning }
        }
    }

    @Test func modulesAreListed() async throws {
        try await LiveTarget(release: .valkey91, protocolVersion: 3).withOwnServer { client, _ in
            let module = try #require(try await client.moduleList().first { $0.name == "lua" })
            #expect(module.version == 1)
            #expect(module.arguments == [])
            await expectServerError("ERR") { try await client.moduleLoad("/nonexistent.so", ["a"]) }
            await expectServerError("ERR") { try await client.moduleUnload("nonexistent") }
        }
    }

    @Test func aReplicaCannotBeNamedByASocket() {
        #expect(Command.failover(to: .unixSocket(path: "/s")).arguments.problem != nil)
    }

    @Test func malformedRolesAreErrors() throws {
        for reply in [nil, 5, [], ["master"], ["slave", "h", 1], ["slave", nil, "x", "s", 1], ["witness", 1]]
            as [Recorded]
        {
            #expect(throws: RESPDecodingError.self) { try ServerRole.decode(recorded(reply)) }
        }
        let odd = try ServerRole.decode(recorded(["master", "x", [[], ["h", "0", "1"], ["h", "7000", "5"], "x"]]))
        guard case .primary(let offset, let replicas) = odd else {
            Issue.record("a primary was read as \(odd)")
            return
        }
        #expect(offset == 0 && replicas.map(\.address) == [.host("h", port: 7000)] && replicas.map(\.offset) == [5])
        #expect(try ServerRole.decode(recorded(["sentinel", ["a", nil, "b"]])) == .sentinel(primaries: ["a", "b"]))
        for reply in [nil, [], ["1"], ["x", "1"], ["9223372036854775807", "1"]] as [Recorded] {
            #expect(throws: RESPDecodingError.self) { try ServerTime.decode(recorded(reply)) }
        }
    }
}
