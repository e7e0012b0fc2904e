import NIOCore
import PinyonClient
import PinyonTesting
import Synchronization
import Testing

extension MockClusters {
    /// Connections on which servers tell what has changed.
    @Suite struct TrackingRows {
        /// Everything that is told, in order: events, and replies by their value.
        private final class Log: Sendable {
            private let lines = Mutex<[String]>([])

            var all: [String] { lines.withLock { $0 } }

            func add(_ line: String) { lines.withLock { $0.append(line) } }

            func add(_ event: TrackingEvent) {
                switch event {
                case .invalidated(let keys): add("gone " + keys.map { String(buffer: $0) }.joined(separator: " "))
                case .flush(.emptiedByServer): add("emptied")
                case .flush(.connectionLost): add("lost")
                case .flush(.slotsMoved(let slots)): add("moved \(slots.map(\.number))")
                case .connected: add("connected")
                }
            }
        }

        private static func invalidation(_ key: String) -> ScriptedReply {
            .push([.bulk("invalidate"), .array([.bulk(key)])])
        }

        private static func read(_ key: String, _ tracking: Tracking, _ log: Log) async throws {
            _ = try await tracking.read(.get(key)) { log.add("reply \($0.value ?? "nil")") }
        }

        @Test(
            "row 47: what a tracked connection brings is told in its order, in one piece or byte by byte",
            arguments: [false, true])
        func order(isSplit: Bool) async throws {
            try await withMockCluster(nodes: 1) { servers in
                servers.answer { _, _, command in
                    guard command.name == "GET" else { return nil }
                    let key = command.text[1]
                    return switch key {
                    case "before": [Self.invalidation("before"), .bulk("1")]
                    case "after": [.bulk("2"), Self.invalidation("after")]
                    default:
                        [
                            Self.invalidation("x"), .push([.bulk("server-cpu-usage"), ":42\r\n"]), .bulk("3"),
                            Self.invalidation("y"),
                        ]
                    }
                }
                try await withFaultProxy(target: .hostPort("127.0.0.1", servers.nodes[0].port)) { proxy in
                    if isSplit { proxy.set(.split(into: .bytes(1)), on: .toClient) }
                    try await withClient(.standalone(.host("127.0.0.1", port: proxy.port))) { client in
                        let log = Log()
                        let tracking = client.tracking { log.add($0) }
                        for key in ["before", "after", "between"] { try await Self.read(key, tracking, log) }
                        try await eventually("the last one has come") { log.all.last == "gone y" }
                        #expect(
                            log.all == [
                                "connected", "gone before", "reply 1", "reply 2", "gone after", "gone x", "reply 3",
                                "gone y",
                            ])
                        #expect(servers.count(of: "GET") == 3)
                    }
                }
            }
        }

        @Test("row 47: FLUSHALL empties what was read, and the connection stays")
        func emptied() async throws {
            try await onServer(.redis70) { server in
                try await withClient(.standalone(server.address)) { client in
                    let log = Log()
                    let tracking = client.tracking { log.add($0) }
                    try await client.set("a", "1")
                    try await Self.read("a", tracking, log)
                    try await client.command("FLUSHALL")
                    try await eventually("it is told") { log.all.contains("emptied") }
                    try await Self.read("a", tracking, log)
                    #expect(log.all == ["connected", "reply 1", "emptied", "reply nil"])
                }
            }
        }

        @Test("row 47: a lost connection empties what was read before anything new is told, and tracking goes on")
        func reconnected() async throws {
            try await withMockCluster(nodes: 1) { servers in
                let node = servers.nodes[0]
                try await withClient(.standalone(.host("127.0.0.1", port: node.port))) { client in
                    let log = Log()
                    let tracking = client.tracking { log.add($0) }
                    try await Self.read("a", tracking, log)
                    node.cutAll(.reset)
                    try await eventually("it is told") { log.all.contains("lost") }
                    try await Self.read("a", tracking, log)
                    #expect(log.all == ["connected", "reply node 0", "lost", "connected", "reply node 0"])
                    for connection in node.record.connections where connection.names.contains("GET") {
                        let switchedOn = connection.commands.firstIndex {
                            $0.text.prefix(4) == ["CLIENT", "TRACKING", "ON", "OPTIN"]
                        }
                        let read = try #require(connection.names.firstIndex(of: "GET"))
                        #expect(switchedOn.map { $0 < read } == true)
                        #expect(connection.commands[read - 1].text == ["CLIENT", "CACHING", "YES"])
                    }
                }
            }
        }

        @Test("row 47: a slot that moves empties what was read of it")
        func moved() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    let log = Log()
                    let tracking = client.tracking { log.add($0) }
                    try await Self.read("bar", tracking, log)
                    cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                        guard command.name == "GET", node == 0 else { return nil }
                        return [.error("MOVED \(slot(of: "bar")) 127.0.0.1:\(port)")]
                    }
                    try await Self.read("bar", tracking, log)
                    let lines = log.all
                    let flush = try #require(lines.firstIndex(of: "moved [\(slot(of: "bar"))]"))
                    #expect(try flush < #require(lines.firstIndex(of: "reply node 1")))
                }
            }
        }

        @Test("row 47: another primary that Sentinels name empties what was read from the former one")
        func switched() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    sentinels.name(port: servers.nodes[0].port)
                    try await withClient(sentinels.topology) { client in
                        let log = Log()
                        let tracking = client.tracking { log.add($0) }
                        try await Self.read("a", tracking, log)
                        try await eventually("they are listened to") { sentinels.isListenedTo }
                        sentinels.name(port: servers.nodes[1].port, epoch: 2)
                        sentinels.announce("+switch-master", "")
                        try await eventually("it is told") { log.all.contains("lost") }
                        try await Self.read("a", tracking, log)
                        #expect(
                            log.all == ["connected", "reply node 0", "lost", "connected", "reply node 1"])
                    }
                }
            }
        }

        @Test("row 20: tracked connections that the server kills empty what was read", arguments: serverKinds)
        func killed(kind: LiveServerKind) async throws {
            try await onServer(kind) { server in
                try await withClient(.standalone(server.tcpAddress)) { client in
                    let log = Log()
                    let tracking = client.tracking { log.add($0) }
                    try await client.set("a", "1")
                    try await Self.read("a", tracking, log)
                    let tracked = try await client.clientList().clients.filter { client in
                        client.flags.contains(ClientInfo.Flag(letter: "t"))
                    }.compactMap(\.id)
                    #expect(try await client.clientKill([.ids(tracked)]) == 1)
                    try await eventually("it is told") { log.all.contains("lost") }
                    try await Self.read("a", tracking, log)
                    #expect(log.all == ["connected", "reply 1", "lost", "connected", "reply 1"])
                }
            }
        }

        @Test("a closed tracking is told that its connections have ended, and nothing after that")
        func closed() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    let (past, present) = (Log(), Log())
                    let closed = client.tracking { past.add($0) }
                    let tracking = client.tracking { present.add($0) }
                    try await Self.read("bar", closed, past)
                    closed.close()
                    try await eventually("its connection has ended") { past.all.last == "lost" }
                    cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                        guard command.name == "GET", node == 0 else { return nil }
                        return [.error("MOVED \(slot(of: "bar")) 127.0.0.1:\(port)")]
                    }
                    // Those that are open are told after those that were made before them.
                    try await Self.read("bar", tracking, present)
                    #expect(present.all.contains("moved [\(slot(of: "bar"))]"))
                    #expect(past.all == ["connected", "reply node 0", "lost"])
                    let error = try await clientError { try await closed.read(.get("bar")) }
                    #expect(error?.code == .shutDown)
                }
            }
        }

        /// What a handler holds.
        private final class Held: Sendable {}

        private struct Reference {
            weak var object: Held?
        }

        @Test("a closed tracking lets go of what its handler holds, though the client lives on")
        func released() async throws {
            try await withMockCluster(nodes: 1) { servers in
                try await withClient(.standalone(.host("127.0.0.1", port: servers.nodes[0].port))) { client in
                    let reference = try await Self.trackAndClose(client)
                    try await eventually("it is gone") { reference.object == nil }
                    #expect(try await client.get("a") == "node 0")
                }
            }
        }

        private static func trackAndClose(_ client: RedisClient) async throws -> Reference {
            let held = Held()
            let tracking = client.tracking { [held] _ in withExtendedLifetime(held) {} }
            _ = try await tracking.read(.get("a"))
            tracking.close()
            return Reference(object: held)
        }

        @Test(
            "row 47: a near cache fed so is never stale for ever, and never goes back, under a proxy's delays",
            arguments: serverKinds)
        func checker(kind: LiveServerKind) async throws {
            try await onServer(kind) { server in
                try await withFaultProxy(target: .hostPort("127.0.0.1", server.port), seed: 47) { proxy in
                    proxy.set(.split(into: .random(1...40)), .delay(.zero, jitter: .milliseconds(3)), on: .toClient)
                    try await withClient(.standalone(server.address)) { writer in
                        try await withClient(.standalone(.host("127.0.0.1", port: proxy.port))) { reader in
                            try await check(writer, reader, proxy)
                        }
                    }
                }
            }
        }

        /// What a near cache holds, and the newest version that was ever seen of each key.
        private struct Near: Sendable {
            var values: [String: Int] = [:]
            var newest: [String: Int] = [:]
            var fills = 0
            var backwards = 0

            mutating func fill(_ key: String, _ value: Int) {
                fills += 1
                if value < newest[key, default: 0] { backwards += 1 }
                newest[key] = max(value, newest[key, default: 0])
                values[key] = value
            }
        }

        private func check(_ writer: RedisClient, _ reader: RedisClient, _ proxy: FaultProxy) async throws {
            let near = Mutex(Near())
            let tracking = reader.tracking { event in
                near.withLock { near in
                    switch event {
                    case .invalidated(let keys): for key in keys { near.values[String(buffer: key)] = nil }
                    case .flush: near.values = [:]
                    case .connected: break
                    }
                }
            }
            let keys = (0..<8).map { "key:\($0)" }
            let load = Load()
            try await load.run(callers: 12, pause: .zero) { caller, turn in
                let key = keys[(caller + turn) % keys.count]
                if caller < 4 {
                    try await writer.incr(key)
                } else if near.withLock({ $0.values[key] }) == nil {
                    _ = try? await tracking.read(.get(key, as: Int.self)) { reply in
                        guard reply.isTracked, let value = reply.value else { return }
                        near.withLock { $0.fill(key, value) }
                    }
                } else {
                    try await Task.sleep(for: .milliseconds(1))
                }
            } during: {
                try await eventually("much was read") { near.withLock { $0.fills } >= 200 }
                proxy.cutAll(.reset)
                let fills = near.withLock { $0.fills }
                try await eventually("much was read again") { near.withLock { $0.fills } >= fills + 200 }
            }
            #expect(near.withLock { $0.backwards } == 0)
            for key in keys {
                let value = try await writer.get(key, as: Int.self)
                try await eventually("\(key) is gone from the near cache, or right") {
                    near.withLock { $0.values[key] }.map { $0 == value } ?? true
                }
            }
        }
    }
}
