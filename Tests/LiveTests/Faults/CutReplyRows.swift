import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// Connections to a cluster that break between a request and its reply.
    @Suite struct CutReplyRows {
        @Test(
            "row 11: a request that was delivered and whose reply was cut is not repeated in a cluster: INCR adds one",
            arguments: proxiedKinds)
        func neverTwice(kind: LiveServerKind) async throws {
            try await onProxiedCluster(kind, primaries: 2) { cluster, proxies in
                let counter = cluster.key(onPrimary: 0)
                try await withClient(
                    .cluster(seeds: proxies.map(\.address)),
                    {
                        $0.reconnectAtOnce()
                        $0.commandTimeout = .seconds(20)
                    }
                ) { client in
                    var delivered = 0
                    for round in 1...15 {
                        _ = try? await client.incrby(counter, 0)
                        let before = try await client.get(counter, as: Int.self) ?? 0
                        proxies[0].set(.cut(before: 0, by: round.isMultiple(of: 2) ? .reset : .close), on: .toClient)
                        let error = try await thrownError { _ = try await client.incr(counter) }
                        #expect(error.code == .connectionClosed && error.mayHaveRun)
                        proxies[0].heal()
                        let after = try await eventualValue(of: counter, client)
                        #expect((0...1).contains(after - before))
                        delivered += after - before
                        // A transaction isn't repeated either; until its time is over it tries to connect.
                        guard round.isMultiple(of: 5) else { continue }
                        proxies[0].set(.cut(before: 0, by: .reset), on: .toClient)
                        let increment = Command.incr(counter).timeout(.seconds(1))
                        _ = try? await client.transaction(increment, increment)
                        proxies[0].heal()
                        let end = try await eventualValue(of: counter, client)
                        #expect(end == after || end == after + 2)
                    }
                    // A reply to a look at the cluster may be cut in its place, before the request went through.
                    #expect(delivered >= 8)
                }
            }
        }

        @Test("row 11: reads and commands marked idempotent are repeated", arguments: proxiedKinds)
        func repeatable(kind: LiveServerKind) async throws {
            try await onProxiedCluster(kind, primaries: 2) { cluster, proxies in
                let key = cluster.key(onPrimary: 0)
                try await withClient(.cluster(seeds: proxies.map(\.address)), { $0.reconnectAtOnce() }) { client in
                    try await client.set(key, "1")
                    let before = proxies[0].statistics.accepted
                    for _ in 0..<10 {
                        proxies[0].afterNext(1, .toServer) { _ in proxies[0].cutAll(.reset) }
                        #expect(try await client.get(key) == "1")
                        proxies[0].afterNext(1, .toServer) { _ in proxies[0].cutAll(.close) }
                        _ = try await client.send(Command.set(key, "1").idempotent())
                    }
                    #expect(proxies[0].statistics.accepted >= before + 20, "connections weren't cut")
                }
            }
        }

        private func eventualValue(of key: String, _ client: RedisClient) async throws -> Int {
            var value: Int?
            try await eventually("the counter can be read") {
                value = try? await client.get(key, as: Int.self)
                return value != nil
            }
            return value ?? 0
        }
    }
}

/// Redis 6.2 takes another port to name only when it is started, before a proxy has one.
private let proxiedKinds = serverKinds.filter { $0 != .redis62 }

/// Runs a test on a real cluster whose nodes clients reach through proxies only.
///
/// - Parameters:
///   - kind: Which servers.
///   - primaries: How many there are.
///   - options: How each is started.
///   - recordsBytes: Whether the proxies keep what was sent.
///   - body: Gets the cluster, and the proxies in the order of its nodes.
func onProxiedCluster(
    _ kind: LiveServerKind, primaries: Int, options: LiveServerOptions = LiveServerOptions(),
    recordsBytes: Bool = false, _ body: (LiveCluster, [FaultProxy]) async throws -> Void
) async throws {
    try await onCluster(kind, primaries: primaries, replicas: 0, options: options) { cluster in
        var proxies: [FaultProxy] = []
        do {
            for node in cluster.nodes {
                let proxy = try await FaultProxy.start(
                    target: .hostPort("127.0.0.1", node.port), recordsBytes: recordsBytes)
                proxies.append(proxy)
                try await node.tell("CONFIG", "SET", "cluster-announce-bus-port", node.port + 10_000)
                let setting = options.tls == nil ? "cluster-announce-port" : "cluster-announce-tls-port"
                try await node.tell("CONFIG", "SET", setting, proxy.port)
            }
            try await eventually("all nodes name the proxies") {
                for node in cluster.nodes {
                    let text = try await node.text("CLUSTER", "NODES")
                    guard proxies.allSatisfy({ text.contains("127.0.0.1:\($0.port)@") }) else { return false }
                }
                return true
            }
            try await body(cluster, proxies)
            for proxy in proxies { await proxy.stop() }
        } catch {
            for proxy in proxies { await proxy.stop() }
            throw error
        }
    }
}
