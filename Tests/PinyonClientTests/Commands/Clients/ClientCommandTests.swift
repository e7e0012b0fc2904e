import NIOCore
import PinyonClient
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ClientCommandTests {
    @Test(arguments: LiveTarget.all)
    func aConnectionKnowsItself(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.ping() == "PONG")
            #expect(try await client.ping("hello") == "hello")
            #expect(try await client.echo("é\r\n") == "é\r\n")
            let id = try await client.clientID()
            let info = try await client.clientInfo()
            #expect(info.id == id)
            #expect(info.database == client.database)
            #expect(info.flags.contains(.ordinary) || info.flags.contains(ClientInfo.Flag(letter: "U")))
            #expect(info.name == nil)
            #expect(try #require(info.totalMemory) > 0)
            #expect(info.lastCommand?.hasPrefix("client") == true)
            #expect(info.user == "default")
            if client.release.has(redis: 7.0) { #expect(info.protocolVersion == client.protocolVersion) }
            #expect(try await client.clientGetredir() == -1)
            let tracking = try await client.clientTrackinginfo()
            #expect(!tracking.isOn && tracking.flags == ["off"])
            #expect(tracking.redirection == nil && tracking.prefixes == [])
        }
    }

    @Test(arguments: LiveTarget.all)
    func aConnectionIsNamedAndDescribed(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.clientGetname() == nil)
            try await client.clientSetname("tester")
            #expect(try await client.clientGetname() == "tester")
            await expectServerError("ERR") { try await client.clientSetname("two words") }
            if client.release.has(redis: 7.2) {
                try await client.clientSetinfo(.libraryName, "pinyon")
                try await client.clientSetinfo(.libraryVersion, "1.2.3")
                let info = try await client.clientInfo()
                #expect(info.libraryName == "pinyon" && info.libraryVersion == "1.2.3")
            }
            if client.release.has(redis: 7.0) {
                try await client.clientNoEvict(true)
                #expect(try await client.clientInfo().flags.contains(.noEviction))
                try await client.clientNoEvict(false)
            }
            if client.release.has(redis: 7.2) {
                try await client.clientNoTouch(true)
                #expect(try await client.clientInfo().flags.contains(.noTouch))
            }
            if client.release.has(redis: nil, valkey: 8.0) { try await client.clientCapa(["redirect"]) }
        }
    }

    @Test(arguments: LiveTarget.all)
    func clientsAreListed(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            let other = try await target.client(of: server)
            let ids = [try await client.clientID(), try await other.clientID()]
            let all = try await client.clientList()
            #expect(all.skippedLines == 0)
            #expect(Set(ids).isSubset(of: all.clients.compactMap(\.id)))
            #expect(try await client.clientList([.ids([ids[1]])]).clients.map(\.id) == [ids[1]])
            #expect(try await client.clientList([.type(.subscriber)]).clients.isEmpty)
            #expect(Set(ids).isSubset(of: try await client.clientList([.type(.ordinary)]).clients.compactMap(\.id)))
            if client.release.has(redis: nil, valkey: 9.0) {
                try await other.clientSetname("other")
                let named = try await client.clientList([.name("other"), .database(0)])
                #expect(named.clients.map(\.id) == [ids[1]])
                try await eventually {
                    try await client.clientList([.idleFor(.seconds(1))]).clients.map(\.id) == [ids[1]]
                }
                #expect(try await client.clientList([.idleFor(.seconds(3600))]).clients.isEmpty)
            }
        }
    }

    @Test(arguments: LiveTarget.all)
    func clientsAreDisconnected(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            let other = try await target.client(of: server)
            let id = try await other.clientID()
            #expect(try await client.clientKill([.ids([id])]) == 1)
            #expect(try await client.clientKill([.ids([id])]) == 0)
            await #expect(throws: ClientError.self) { try await other.ping() }
            // Whoever started the server may just be leaving it.
            try await eventually { try await client.clientList().clients.count == 1 }
            #expect(try await client.clientKill([.user("default"), .skippingMe(true)]) == 0)
            let address = try #require(try await client.clientInfo().address)
            #expect(try await client.clientKill([.address(address), .skippingMe(true)]) == 0)
            #expect(try await client.clientKill([.type(.replica)]) == 0)
            #expect(try await client.clientKill([.localAddress("127.0.0.1:1")]) == 0)
            if client.release.has(redis: 7.4, valkey: 8.0) {
                #expect(try await client.clientKill([.olderThan(.seconds(3600))]) == 0)
            }
        }
    }

    @Test func noFilterDisconnectsNobody() {
        #expect(Command.clientKill([]).arguments.problem != nil)
    }

    @Test(arguments: LiveTarget.all)
    func clientsArePausedAndGoOn(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            let writer = try await target.client(of: server)
            try await client.clientPause(.seconds(60), .writes)
            async let failure: Void = expectServerError("ERR") { try await writer.xsetid("missing", .zero) }
            try await eventually { try await client.info([.clients]).clients.blocked == 1 }
            try await client.clientUnpause()
            await failure
            try await client.clientPause(.milliseconds(1))
            #expect(try await client.ping() == "PONG")
        }
    }

    @Test(arguments: LiveTarget.all)
    func aClientThatWaitsIsUnblocked(_ target: LiveTarget) async throws {
        try await target.withClients(2) { clients in
            let id = try await clients[0].clientID()
            #expect(try await !clients[1].clientUnblock(id))
            async let entries = clients[0].xread("s", from: .end, block: .seconds(60))
            try await eventually { try await clients[1].clientUnblock(id) }
            #expect(try await entries == [])
            async let failure: Void = expectServerError("UNBLOCKED") {
                _ = try await clients[0].xread("s", from: .end, block: .seconds(60))
            }
            try await eventually { try await clients[1].clientUnblock(id, .error) }
            await failure
        }
    }

    @Test(arguments: LiveTarget.all)
    func trackingIsTold(_ target: LiveTarget) async throws {
        try await target.withClients(2) { clients in
            let other = try await clients[1].clientID()
            _ = try await clients[0].reply(
                to: ["CLIENT", "TRACKING", "ON", "REDIRECT", "\(other)", "BCAST", "PREFIX", "a:", "PREFIX", "b:"])
            let info = try await clients[0].clientTrackinginfo()
            #expect(info.isOn && info.flags == ["on", "bcast"])
            #expect(info.redirection == other)
            #expect(Set(info.prefixes) == ["a:", "b:"])
            #expect(try await clients[0].clientGetredir() == other)
        }
    }
}
