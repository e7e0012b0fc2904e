import PinyonClient
import PinyonTesting
import Synchronization
import Testing

extension MockClusters {
    /// Slots on their way from one node to another.
    @Suite struct AskRows {
        @Test("requirement 4: ASKING and the command stand next to each other, among a thousand other commands")
        func adjacency() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    guard node == 0, command.name == "INCR", let key = command.text.last else { return nil }
                    return [.error("ASK \(slot(of: key)) 127.0.0.1:\(port)")]
                }
                cluster.nodes[1].script(Self.importing(cluster))
                let (moving, other) = (key(in: 0...8_191, "moving"), key(in: 8_192...16_383, "other"))
                try await withClient(cluster.topology(seeds: [0, 1]), { $0.waitLong() }) { client in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for number in 0..<500 {
                            group.addTask {
                                let first = try await client.incr("{\(moving)}:\(number)")
                                #expect(first == 1)
                            }
                            group.addTask {
                                let first = try await client.get(other)
                                #expect(first == "node 1")
                            }
                        }
                        try await group.waitForAll()
                    }
                    Self.checkAdjacency(cluster.nodes[1])
                    // The map is as it was: the next one is asked for at the old node again.
                    let before = cluster.nodes[0].record.count(of: "INCR")
                    _ = try await client.incr("{\(moving)}:again")
                    #expect(cluster.nodes[0].record.count(of: "INCR") == before + 1)
                }
            }
        }

        /// Takes commands about slots that others own only with permission, as a real server does.
        private static func importing(_ cluster: MockCluster) -> ScriptedServer.Script {
            let asking = Mutex<Set<Int>>([])
            let row = cluster.even()
            return { connection, command in
                let mayAsk = asking.withLock { $0.remove(connection) != nil }
                switch command.name {
                case "ASKING":
                    asking.withLock { _ = $0.insert(connection) }
                    return [.ok]
                case "INCR": return mayAsk ? [":1\r\n"] : [.error("MOVED 1 127.0.0.1:\(row.rows[0].port)")]
                case "GET": return [.bulk("node 1")]
                case "CLUSTER":
                    return command.text[1].uppercased() == "INFO"
                        ? [.bulk("cluster_current_epoch:1\r\n")] : [.array(row.rows.map(\.reply))]
                default: return nil
                }
            }
        }

        private static func checkAdjacency(_ server: ScriptedServer) {
            var count = 0
            for connection in server.record.connections {
                for (number, command) in connection.commands.enumerated() where command.name == "ASKING" {
                    count += 1
                    let next = connection.commands.dropFirst(number + 1).first?.name
                    #expect(next == nil || next == "INCR", "ASKING stands before \(next ?? "")")
                }
            }
            #expect(count >= 500)
        }

        @Test("requirement 5: TRYAGAIN is tried again soon, until the deadline and no longer")
        func tryAgain() async throws {
            try await withClusterClient(nodes: 1) { cluster, client in
                let refusals = Shared(20)
                cluster.answer { _, _, command in
                    guard command.name == "RENAME" else { return nil }
                    return [refusals.takeOne() ? .error("TRYAGAIN Multiple keys during rehashing of slot") : .ok]
                }
                _ = try await client.get("a")
                let start = ContinuousClock.now
                try await client.command("RENAME", "{a}1", "{a}2")
                #expect(cluster.count(of: "RENAME") == 21)
                // With a look before each attempt it would be eight seconds.
                #expect(ContinuousClock.now - start < .seconds(5))
                refusals.withLock { $0 = .max }
                let second = ContinuousClock.now
                var calls = 0
                let error = try await settledError {
                    calls += 1
                    _ = try await client.send(
                        Command<RESPValue>.command("RENAME", "{a}1", "{a}2").timeout(.milliseconds(200)))
                }
                #expect(error.serverError?.code == "TRYAGAIN")
                // Other commands have a minute.
                #expect(ContinuousClock.now - second < .seconds(20))
                // Between two attempts are five milliseconds at least.
                #expect(cluster.count(of: "RENAME") - 21 <= 41 * calls)
            }
        }

        @Test("requirement 5: MGET, EXISTS and TOUCH that get TRYAGAIN are asked for key by key")
        func splitOnTryAgain() async throws {
            try await withMockCluster(nodes: 1) { cluster in
                cluster.answer { _, _, command in
                    switch (command.name, command.text.count) {
                    case ("MGET", 2): [.array([.bulk(command.text[1])])]
                    case ("EXISTS", 2), ("TOUCH", 2): [":1\r\n"]
                    case ("MGET", _), ("EXISTS", _), ("TOUCH", _): [.error("TRYAGAIN Multiple keys request")]
                    default: nil
                    }
                }
                try await withClient(cluster.topology()) { client in
                    let keys = ["{a}1", "{a}2", "{a}1", "{a}3"]
                    let first = try await client.mget(keys)
                    #expect(first == keys)
                    #expect(try await client.exists(keys) == 4)
                    #expect(try await client.touch(keys) == 4)
                    #expect(cluster.count(of: "TRYAGAIN") == 0 && cluster.count(of: "MGET") == 5)
                }
            }
        }

        @Test("requirement 6: CLUSTERDOWN of one slot is waited for, and the other slots are served meanwhile")
        func clusterDown() async throws {
            try await withClusterClient(nodes: 1) { cluster, client in
                let (down, up) = (key(in: 0...8_191), key(in: 8_192...16_383))
                let isDown = Shared(true)
                cluster.answer { _, _, command in
                    guard command.name == "GET", command.text.last == down, isDown.withLock({ $0 }) else { return nil }
                    return [.error("CLUSTERDOWN Hash slot not served")]
                }
                async let value = client.get(down)
                try await eventually("the slot is asked for") { cluster.count(of: "GET") > 2 }
                for _ in 0..<50 {
                    let first = try await client.get(up)
                    #expect(first == "node 0")
                }
                isDown.withLock { $0 = false }
                #expect(try await value == "node 0")
                isDown.withLock { $0 = true }
                let error = try await settledError {
                    _ = try await client.send(Command.get(down).timeout(.milliseconds(150)))
                }
                #expect(error.serverError?.code == "CLUSTERDOWN")
            }
        }

        @Test("requirement 18: a transaction that gets ASK goes to the other node with one ASKING before MULTI")
        func transactionOnAsk() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    switch command.name {
                    case "MULTI", "ASKING": return [.ok]
                    case "INCR": return node == 0 ? [.error("ASK \(slot(of: "a")) 127.0.0.1:\(port)")] : ["+QUEUED\r\n"]
                    case "EXEC":
                        return node == 0 ? [.error("EXECABORT Transaction discarded")] : [.array([":1\r\n", ":2\r\n"])]
                    default: return nil
                    }
                }
                try await withClient(cluster.topology(seeds: [0])) { client in
                    #expect(slot(of: "{b}1") < 8_192)
                    let (a, b) = try await client.transaction(.incr("{b}1"), .incr("{b}2"))
                    #expect(a == 1 && b == 2)
                    let names = cluster.nodes[1].record.connections.flatMap(\.names).filter {
                        ["ASKING", "MULTI", "INCR", "EXEC"].contains($0)
                    }
                    #expect(names == ["ASKING", "MULTI", "INCR", "INCR", "EXEC"])
                }
            }
        }

        @Test("requirement 18: a transaction that gets MOVED is sent again whole, as nothing of it ran")
        func transactionOnMoved() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    switch command.name {
                    case "MULTI": return [.ok]
                    case "INCR":
                        return node == 0 ? [.error("MOVED \(slot(of: "{b}1")) 127.0.0.1:\(port)")] : ["+QUEUED\r\n"]
                    case "EXEC":
                        return node == 0 ? [.error("EXECABORT Transaction discarded")] : [.array([":1\r\n", ":2\r\n"])]
                    default: return nil
                    }
                }
                try await withClient(cluster.topology(seeds: [0])) { client in
                    let (a, b) = try await client.transaction(.incr("{b}1"), .incr("{b}2"))
                    #expect(a == 1 && b == 2)
                    #expect(cluster.count(of: "ASKING") == 0 && cluster.count(of: "EXEC") == 2)
                }
            }
        }

        @Test("requirement 18: WATCH that gets MOVED is sent to the other node before the closure runs, once")
        func watchOnMoved() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    switch command.name {
                    case "WATCH": return node == 0 ? [.error("MOVED \(slot(of: "bar")) 127.0.0.1:\(port)")] : [.ok]
                    case "MULTI", "UNWATCH": return [.ok]
                    case "INCR": return ["+QUEUED\r\n"]
                    case "EXEC": return [.array([":1\r\n"])]
                    default: return nil
                    }
                }
                try await withClient(cluster.topology(seeds: [0])) { client in
                    let value = try await client.watching("bar") { session in
                        #expect(try await session.get("bar") == "node 1")
                        return try await session.transaction(.incr("bar"))
                    }
                    #expect(value == 1 && cluster.count(of: "WATCH") == 2)
                }
            }
        }
    }
}
