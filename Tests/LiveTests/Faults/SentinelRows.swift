import PinyonClient
import PinyonTesting
import Synchronization
import Testing

extension MockClusters {
    /// Sentinels that disagree, lie, or don't know.
    @Suite struct SentinelRows {
        @Test("row 30: of Sentinels that disagree the one with the highest epoch is believed")
        func highestEpoch() async throws {
            try await withMockSentinels(3) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    sentinels.name(port: servers.nodes[0].port, epoch: 4, on: [0, 2])
                    sentinels.name(port: servers.nodes[1].port, epoch: 5, on: [1])
                    var newest = 0
                    for _ in 0..<10 {
                        try await withClient(sentinels.topology) { client in
                            if try await client.get("a") == "node 1" { newest += 1 }
                        }
                    }
                    // On a slow machine two that agree may be heard long before the third, but not each time.
                    #expect(newest >= 8)
                }
            }
        }

        @Test("row 30: as long as only one Sentinel has answered, further ones are asked, also those that come late")
        func secondOpinion() async throws {
            try await withMockSentinels(5) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    sentinels.name(port: servers.nodes[0].port, epoch: 4, on: [0])
                    sentinels.name(port: servers.nodes[1].port, epoch: 5, on: [3, 4])
                    for dead in [1, 2] { await sentinels.nodes[dead].refuseConnections() }
                    try await withClient(sentinels.topology) { client in
                        let first = try await client.get("a")
                        #expect(first == "node 1")
                    }
                }
            }
        }

        @Test("row 30: a Sentinel that was cut off doesn't bring the old primary back, even if only it is left")
        func stale() async throws {
            try await withMockSentinels(2) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    sentinels.name(port: servers.nodes[0].port, epoch: 4, on: [0])
                    sentinels.name(port: servers.nodes[1].port, epoch: 5, on: [1])
                    try await withClient(sentinels.topology) { client in
                        try await eventually("the newest is known") { try await client.get("a") == "node 1" }
                        await sentinels.nodes[1].refuseConnections()
                        sentinels.nodes[1].cutAll(.reset)
                        let looks = sentinels.looks
                        let asked = servers.nodes[0].record.count(of: "GET")
                        sentinels.announce("+sdown", "master primary")
                        try await eventually("the client has looked") { sentinels.looks > looks }
                        for _ in 0..<20 {
                            let first = try await client.get("a")
                            #expect(first == "node 1")
                        }
                        #expect(servers.nodes[0].record.count(of: "GET") == asked)
                    }
                }
            }
        }

        @Test("section 3, 2: a name that no Sentinel knows is a configuration error, at once")
        func unknownName() async throws {
            try await withMockSentinels(2) { sentinels in
                sentinels.name(port: nil)
                try await withClient(sentinels.topology, { $0.waitLong() }) { client in
                    let start = ContinuousClock.now
                    let error = try await thrownError { _ = try await client.get("a") }
                    #expect(error.code == .configuration && error.message.contains("primary"))
                    #expect(ContinuousClock.now - start < .seconds(10))
                }
            }
        }

        @Test("section 3, 2: no Sentinel that can be reached is another error")
        func unreachable() async throws {
            try await withMockSentinels(2) { sentinels in
                for node in sentinels.nodes { await node.refuseConnections() }
                try await withClient(sentinels.topology) { configuration in
                    configuration.connectTimeout = .milliseconds(300)
                } _: { client in
                    let error = try await settledError { _ = try await client.get("a") }
                    #expect(error.code == .unknownTopology)
                }
            }
        }

        @Test("section 3, 1: a dead Sentinel among others holds nobody up, and none is asked for a database")
        func oneDead() async throws {
            try await withMockSentinels(3) { sentinels in
                try await withMockCluster(nodes: 1) { servers in
                    sentinels.name(port: servers.nodes[0].port)
                    await sentinels.nodes[0].refuseConnections()
                    sentinels.nodes[1].script { _, command in command.name == "SENTINEL" ? [.silence] : nil }
                    try await withClient(sentinels.topology) { configuration in
                        configuration.waitLong()
                        configuration.database = 3
                        configuration.credentials = { RedisCredentials(username: "app", password: "secret") }
                    } _: { client in
                        let start = ContinuousClock.now
                        let first = try await client.get("a")
                        #expect(first == "node 0")
                        #expect(ContinuousClock.now - start < .seconds(10))
                    }
                    for node in sentinels.nodes {
                        #expect(node.record.count(of: "SELECT") == 0 && node.record.count(of: "AUTH") == 0)
                        let words = node.record.connections.flatMap { $0.commands.flatMap(\.text) }
                        #expect(!words.contains("secret"))
                    }
                    #expect(servers.nodes[0].record.count(of: "SELECT") >= 1)
                }
            }
        }

        @Test(
            "section 3, 3: a server that isn't a primary is refused on every connection, and Sentinels are asked again")
        func wrongRole() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    let roles = Mutex(["slave", "master"])
                    servers.answer { node, _, command in
                        command.name == "ROLE" ? [.array([.bulk(roles.withLock { $0[node] }), ":0\r\n"])] : nil
                    }
                    sentinels.name(port: servers.nodes[0].port)
                    try await withClient(sentinels.topology, { $0.waitLong() }) { client in
                        async let value = client.get("a")
                        try await eventually("the Sentinel is asked again") { sentinels.looks >= 3 }
                        #expect(servers.nodes[0].record.count(of: "GET") == 0)
                        sentinels.name(port: servers.nodes[1].port, epoch: 2)
                        #expect(try await value == "node 1")
                        // It is demoted while its connection is cut: the next one finds out.
                        roles.withLock { $0 = ["master", "slave"] }
                        sentinels.name(port: servers.nodes[0].port, epoch: 3)
                        servers.nodes[1].cutAll(.reset)
                        try await eventually("the new primary is used") { (try? await client.get("a")) == "node 0" }
                    }
                }
            }
        }

        @Test("section 3, 3: a primary that is demoted with its connections standing is noticed by its role")
        func quietDemotion() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 1) { servers in
                    let role = Mutex("master")
                    servers.answer { _, _, command in
                        command.name == "ROLE" ? [.array([.bulk(role.withLock { $0 }), ":0\r\n"])] : nil
                    }
                    sentinels.name(port: servers.nodes[0].port)
                    try await withClient(sentinels.topology, { $0.waitLong() }) { client in
                        #expect(try await client.get("a") == "node 0")
                        role.withLock { $0 = "slave" }
                        try await eventually("it is known to listen") {
                            sentinels.nodes[0].record.count(of: "SUBSCRIBE") > 0
                        }
                        sentinels.announce("+sdown", "slave x")
                        try await eventually("the old connection is closed") {
                            servers.nodes[0].record.connections.allSatisfy { !$0.isOpen || !$0.names.contains("GET") }
                        }
                        role.withLock { $0 = "master" }
                        #expect(try await client.get("a") == "node 0")
                    }
                }
            }
        }

        @Test(
            "section 3, 4: an announcement makes the client look at once, whatever it says",
            arguments: [
                "primary 127.0.0.1 1 127.0.0.1 2", "", "nonsense", "primary", "\r\n",
            ])
        func announcements(text: String) async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    sentinels.name(port: servers.nodes[0].port)
                    try await withClient(sentinels.topology) { client in
                        #expect(try await client.get("a") == "node 0")
                        try await eventually("it is listened to") {
                            sentinels.nodes[0].record.count(of: "SUBSCRIBE") > 0
                        }
                        sentinels.name(port: servers.nodes[1].port, epoch: 2)
                        sentinels.announce("+switch-master", text)
                        // Without being told the client looks after eight seconds at the earliest.
                        try await eventually("the new primary is used", within: .seconds(5)) {
                            try await client.get("a") == "node 1"
                        }
                    }
                }
            }
        }

        @Test(
            "section 3, 5: all connections to the old primary are closed on a switch, borrowed and subscribed ones too")
        func closing() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    servers.answer { node, _, command in
                        switch command.name {
                        case "BLPOP": node == 0 ? [] : [.array([.bulk("queue"), .bulk("from the new one")])]
                        case "SUBSCRIBE": [.push([.bulk("subscribe"), .bulk(command.text[1]), ":1\r\n"])]
                        default: nil
                        }
                    }
                    sentinels.name(port: servers.nodes[0].port)
                    try await withClient(sentinels.topology) { client in
                        _ = try await client.get("a")
                        try await client.withSubscription(to: [.channel("news")]) { events in
                            let blocked = Task { try await client.command("BLPOP", "queue", 0) }
                            try await eventually("it blocks") { servers.nodes[0].record.count(of: "BLPOP") == 1 }
                            sentinels.name(port: servers.nodes[1].port, epoch: 2)
                            sentinels.announce("+switch-master", "")
                            let error = try await thrownError { _ = try await blocked.value }
                            #expect(error.code == .connectionClosed && error.mayHaveRun)
                            var iterator = events.makeAsyncIterator()
                            #expect(try await iterator.next() == .gap(.reconnected))
                            #expect(servers.nodes[1].record.count(of: "SUBSCRIBE") == 1)
                            try await servers.nodes[0].waitUntil("all are closed") { $0.open == 0 }
                        }
                    }
                }
            }
        }

        @Test(
            "section 3, 6: replicas that are down, cut off or out of step aren't read from, and without any the primary is"
        )
        func replicas() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 7) { servers in
                    let ports = servers.nodes.map(\.port)
                    let bad: [MockSentinels.Replica] = [
                        .init(port: ports[2], flags: "slave,s_down"),
                        .init(port: ports[3], flags: "slave,disconnected"),
                        .init(port: ports[4], link: "err"), .init(port: ports[5], offset: 0),
                    ]
                    let behind: [MockSentinels.Replica] = [
                        .init(port: ports[6], offset: 1_000), .init(port: ports[1], offset: 1_000_000_000),
                    ]
                    sentinels.name(port: ports[0], replicas: bad + behind)
                    try await withClient(sentinels.topology) { configuration in
                        configuration.readPreference = .preferReplica
                    } _: { client in
                        try await eventually("the replica is read from") { try await client.get("a") == "node 1" }
                        for _ in 0..<10 {
                            let first = try await client.get("a")
                            #expect(first == "node 1")
                        }
                        try await eventually("it is listened to") {
                            sentinels.nodes[0].record.count(of: "SUBSCRIBE") > 0
                        }
                        sentinels.name(port: ports[0], replicas: bad)
                        sentinels.announce("+sdown", "slave")
                        try await eventually("the primary is read from") { try await client.get("a") == "node 0" }
                        #expect(servers.nodes[2...].allSatisfy { $0.record.count(of: "GET") == 0 })
                    }
                }
            }
        }

        @Test("section 3, 8: Sentinels that fail are asked with growing pauses, not as often as can be")
        func pauses() async throws {
            try await withMockSentinels(1) { sentinels in
                sentinels.nodes[0].script { _, command in command.name == "SENTINEL" ? [.error("ERR not now")] : nil }
                try await withClient(sentinels.topology) { configuration in
                    configuration.connectTimeout = .milliseconds(1_000)
                } _: { client in
                    _ = try await thrownError { _ = try await client.get("a") }
                    #expect(sentinels.nodes[0].record.count(of: "SENTINEL") < 20)
                }
            }
        }
    }
}

extension RealClusters {
    @Suite struct SentinelRows {
        @Test(
            "rows 25, 29: a failover by Sentinel under load: reads and idempotent writes see no error",
            arguments: serverKinds)
        func failover(kind: LiveServerKind) async throws {
            try await onSentinels(kind) { group, topology in
                try await withClient(topology, { $0.commandTimeout = .seconds(60) }) { client in
                    try await client.set("a", 0)
                    let load = Load()
                    let recovery = try await load.run(callers: 8) { caller, turn in
                        if caller < 4 {
                            _ = try await client.get("a")
                        } else {
                            _ = try await client.send(Command.set("a", turn).idempotent())
                        }
                    } during: {
                        try await group.failOver()
                        let recovery = try await load.recovery(after: .now) { $0.caller >= 4 }
                        // Errors that come late are errors, too.
                        try await Task.sleep(for: .milliseconds(300))
                        return recovery
                    }
                    #expect(load.errors.isEmpty, "\(load.errors.prefix(3))")
                    print("row 29 on \(kind): \(load.summary()), writes \(recovery) after all Sentinels agreed")
                    try await client.set("after", "1")
                    #expect(try await client.get("after") == "1")
                }
            }
        }

        @Test(
            "row 29: a primary that is frozen is replaced, and stays replaced when it wakes up", arguments: serverKinds)
        func frozen(kind: LiveServerKind) async throws {
            try await onSentinels(kind) { group, topology in
                try await withClient(topology) { configuration in
                    configuration.commandTimeout = .seconds(60)
                    configuration.stallLimit = .milliseconds(1_400)
                } _: { client in
                    try await client.set("a", "old")
                    try await group.servers[0].pause()
                    let frozen = ContinuousClock.now
                    try await eventually("a replica takes over", within: .seconds(60)) {
                        try await group.servers[1].isPrimary ? true : group.servers[2].isPrimary
                    }
                    let takenOver = ContinuousClock.now
                    let write = Command.set("a", "new").timeout(.milliseconds(700))
                    try await eventually("the client writes again") { (try? await client.send(write)) != nil }
                    print(
                        "row 29 on \(kind): frozen primary: writes failed \(frozen.duration(to: .now)), of which "
                            + "\(takenOver.duration(to: .now)) after a replica was promoted")
                    try await group.servers[0].resume()
                    // What must not happen, that it is believed, could happen at any time.
                    let end = ContinuousClock.now + .milliseconds(700)
                    while ContinuousClock.now < end { #expect(try await client.get("a") == "new") }
                }
            }
        }

        @Test(
            "row 29: a Sentinel that is killed in the middle of a switch doesn't keep the client from following it",
            arguments: serverKinds)
        func killedSentinel(kind: LiveServerKind) async throws {
            try await onSentinels(kind) { group, topology in
                try await withClient(topology) { client in
                    try await client.set("a", "1")
                    try await group.sentinels[2].tell("SENTINEL", "FAILOVER", group.name)
                    try await group.sentinels[0].kill()
                    try await eventually("a replica takes over", within: .seconds(60)) {
                        try await group.servers[1].isPrimary ? true : group.servers[2].isPrimary
                    }
                    let takenOver = ContinuousClock.now
                    try await eventually("the client writes to the new primary") {
                        guard (try? await client.set("a", "2")) != nil else { return false }
                        for server in group.servers.dropFirst() where try await server.isPrimary {
                            return try await server.text("GET", "a") == "2"
                        }
                        return false
                    }
                    print("row 29 on \(kind): with a Sentinel killed, followed within \(takenOver.duration(to: .now))")
                }
            }
        }

        private func onSentinels(
            _ kind: LiveServerKind, _ body: (LiveSentinelGroup, RedisTopology) async throws -> Void
        ) async throws {
            try await unlessMissing(kind) {
                try await LiveSentinelGroup.run(kind) { group in
                    let topology = SentinelTopology(
                        sentinels: group.sentinels.map(\.address), primaryName: group.name)
                    try await body(group, .sentinel(topology))
                }
            }
        }
    }
}
