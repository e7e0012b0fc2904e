import NIOCore
import PinyonClient
import PinyonTesting
import Synchronization
import Testing

/// What a tracking was told, in sum.
final class TrackingNews: Sendable {
    private struct State {
        var keys: Set<String> = []
        var connections: [ServerAddress] = []
        var flushes: [TrackingFlush] = []
        var order: [String] = []
    }

    private let state = Mutex(State())

    /// The keys that have changed.
    var keys: Set<String> { state.withLock { $0.keys } }
    /// The servers that were connected to, in order.
    var connections: [ServerAddress] { state.withLock { $0.connections } }
    /// What ended all that was read, in order.
    var flushes: [TrackingFlush] { state.withLock { $0.flushes } }
    /// The kinds of all that is no key.
    var order: [String] { state.withLock { $0.order } }

    func add(_ event: TrackingEvent) {
        state.withLock { state in
            switch event {
            case .invalidated(let keys):
                state.keys.formUnion(keys.map { String(buffer: $0) })
            case .flush(let flush):
                state.flushes.append(flush)
                state.order.append("flush")
            case .connected(let address):
                state.connections.append(address)
                state.order.append("connected")
            }
        }
    }

    /// Forgets the keys.
    func forgetKeys() {
        state.withLock { $0.keys = [] }
    }

    /// Whether a slot was told to have another primary.
    func hasMoved(_ slot: HashSlot) -> Bool {
        flushes.contains { flush in
            if case .slotsMoved(let slots) = flush { slots.contains(slot) } else { false }
        }
    }
}

private let prefixes = ["user:", "order:"]

extension MockClusters {
    /// Servers that tell of all keys with some prefixes.
    @Suite struct TrackingBroadcastRows {
        @Test(
            "row 47: with prefixes, all changes of keys that begin with one are told, read or not, and no others",
            arguments: serverKinds)
        func told(kind: LiveServerKind) async throws {
            try await onServer(kind) { server in
                try await withClient(.standalone(server.address)) { client in
                    let news = TrackingNews()
                    _ = client.tracking(.broadcast(prefixes: prefixes)) { news.add($0) }
                    try await eventually("it stands") { news.connections.count == 1 }
                    for key in ["user", "users:1", "a user:1", "order:1", "user:1"] { try await client.set(key, "1") }
                    try await eventually("both are told") { news.keys.isSuperset(of: ["order:1", "user:1"]) }
                    #expect(news.keys == ["order:1", "user:1"])
                    news.forgetKeys()
                    try await client.command("DEL", "users:1", "user:1")
                    try await eventually("that it is gone is told") { news.keys == ["user:1"] }
                    try await client.command("FLUSHALL")
                    try await eventually("that all is gone is told") { news.flushes == [.emptiedByServer] }
                    #expect(news.connections.count == 1)
                }
            }
        }

        @Test("row 47: with no prefixes, changes of all keys are told", arguments: serverKinds)
        func toldOfAll(kind: LiveServerKind) async throws {
            try await onServer(kind) { server in
                try await withClient(.standalone(server.address)) { client in
                    let news = TrackingNews()
                    _ = client.tracking(.broadcast(prefixes: [])) { news.add($0) }
                    try await eventually("it stands") { news.connections.count == 1 }
                    let keys: Set = ["a", "user:1", "order:1"]
                    for key in keys { try await client.set(key, "1") }
                    try await eventually("all are told") { news.keys == keys }
                }
            }
        }

        /// Whether a read is said to be tracked; nil if nothing is said.
        private static func isTracked<Response: Sendable>(
            _ command: Command<Response>, _ tracking: Tracking
        ) async throws -> Bool? {
            let told = Shared<Bool?>(nil)
            _ = try await tracking.read(command) { reply in told.withLock { $0 = reply.isTracked } }
            return told.withLock { $0 }
        }

        @Test(
            "row 47: with prefixes, a read is tracked if all its keys begin with one, and no other",
            arguments: serverKinds)
        func tracked(kind: LiveServerKind) async throws {
            try await onServer(kind) { server in
                try await withClient(.standalone(server.address)) { client in
                    let some = client.tracking(.broadcast(prefixes: prefixes)) { _ in }
                    let all = client.tracking(.broadcast(prefixes: [])) { _ in }
                    for keys in [["user:1"], ["user:1", "order:2"], ["user:1", "a"], ["a"], ["user"]] {
                        let bySome = try await Self.isTracked(.mget(keys), some)
                        let byAll = try await Self.isTracked(.mget(keys), all)
                        let isCovered = keys.allSatisfy { key in prefixes.contains { key.hasPrefix($0) } }
                        #expect(bySome == isCovered && byAll == true, "\(keys)")
                    }
                    for tracking in [some, all] {
                        let ofNoKey = try await Self.isTracked(.dbsize(), tracking)
                        #expect(ofNoKey == false)
                    }
                }
            }
        }

        @Test(
            "row 47: with prefixes, a lost connection is told, and the next one tells of the same keys without a read",
            arguments: oneServerKind)
        func reconnected(kind: LiveServerKind) async throws {
            try await onServer(kind) { server in
                try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                    let news = TrackingNews()
                    _ = client.tracking(.broadcast(prefixes: prefixes)) { news.add($0) }
                    try await eventually("it stands") { news.connections.count == 1 }
                    proxy.cutAll(.reset)
                    try await eventually("it stands again") { news.connections.count == 2 }
                    #expect(news.order == ["connected", "flush", "connected"])
                    #expect(news.flushes == [.connectionLost(proxy.address)])
                    try await server.tell("SET", "other:1", "1")
                    try await server.tell("SET", "user:1", "1")
                    try await eventually("the change is told") { !news.keys.isEmpty }
                    #expect(news.keys == ["user:1"])
                }
            }
        }

        @Test("row 47: with prefixes, a node of a cluster that gets its first slots tells, too")
        func newNode() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.view(cluster.even([0]))
                let addresses = cluster.nodes.map { ServerAddress.host("127.0.0.1", port: $0.port) }
                try await withClient(cluster.topology()) { client in
                    let news = TrackingNews()
                    let tracking = client.tracking(.broadcast(prefixes: prefixes)) { news.add($0) }
                    try await eventually("the only primary tells") { news.connections == [addresses[0]] }
                    let moved = key(in: 8_192...16_383, "user")
                    cluster.view(cluster.even([0, 1], epoch: 2))
                    cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                        guard command.name == "GET", node == 0 else { return nil }
                        return [.error("MOVED \(slot(of: moved)) 127.0.0.1:\(port)")]
                    }
                    let value = try await tracking.read(.get(moved))
                    #expect(value == "node 1" && news.hasMoved(HashSlot(key: moved)))
                    try await eventually("both tell") { Set(news.connections) == Set(addresses) }
                    let switchingOn = ["CLIENT", "TRACKING", "ON", "BCAST"] + prefixes.flatMap { ["PREFIX", $0] }
                    for node in cluster.nodes {
                        let commands = node.record.connections.flatMap(\.commands).map(\.text)
                        #expect(commands.contains(switchingOn))
                        #expect(!commands.contains { $0.prefix(2) == ["CLIENT", "CACHING"] })
                    }
                }
            }
        }
    }
}

extension RealClusters {
    /// Clusters whose primaries tell of all keys with some prefixes.
    @Suite struct TrackingBroadcastRows {
        @Test(
            "row 47: with prefixes, all primaries of a cluster tell without any read, also one that took over",
            arguments: serverKinds)
        func allPrimaries(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 1) { cluster in
                try await withClient(cluster.topology, { $0.waitLong() }) { client in
                    let news = TrackingNews()
                    _ = client.tracking(.broadcast(prefixes: prefixes)) { news.add($0) }
                    try await eventually("all primaries tell") { Set(news.connections).count == 3 }
                    try await Self.expectNews(news, of: client, cluster)

                    let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                    let moved = cluster.key(onPrimary: 0, "user")
                    try await replica.tell("CLUSTER", "FAILOVER")
                    try await eventually("the replica is primary") { try await replica.isPrimary }
                    try await eventually("it tells, too") {
                        // A write is told that the slot has moved.
                        try await client.set(moved, "1")
                        return Set(news.connections).count == 4
                    }
                    #expect(news.hasMoved(HashSlot(key: moved)))
                    news.forgetKeys()
                    try await Self.expectNews(news, of: client, cluster)
                }
            }
        }

        /// Expects that changes of keys in all shards are told if they begin with a prefix, and no others.
        private static func expectNews(
            _ news: TrackingNews, of client: RedisClient, _ cluster: LiveCluster
        ) async throws {
            for number in 0..<3 { try await client.set(cluster.key(onPrimary: number, "other"), "1") }
            let keys = (0..<3).flatMap { number in
                ["user", "order"].map { cluster.key(onPrimary: number, $0) }
            }
            for key in keys { try await client.set(key, "1") }
            try await eventually("all are told") { news.keys.isSuperset(of: keys) }
            #expect(news.keys == Set(keys))
        }
    }
}
