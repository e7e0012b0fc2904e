import PinyonTesting
import Testing

/// Real servers as users' tests have them.
@Suite(.timeLimit(.minutes(2)))
struct LiveServerTests {
    private struct Refusal: Error {}

    @Test(
        "a server of each kind runs while the closure does",
        arguments: [LiveServerKind.redis62, .redis70, .valkey91, .memcached])
    func kinds(kind: LiveServerKind) async throws {
        try await skip(without: kind)
        try await LiveServer.run(kind) { server in
            #expect(server.port > 0)
            #expect(server.processIdentifier != nil)
            #expect(kind == .memcached || "\(kind)".hasSuffix(" " + server.version.prefix(3)))
            #expect((server.unixSocket == nil) == (kind == .memcached))
            try await server.restart()
            try await server.pause()
            try await server.resume()
            try await server.kill()
            #expect(server.processIdentifier == nil)
            await #expect(throws: LiveServerError.self) { try await server.pause() }
        }
    }

    @Test("the newest of a kind has a name of its own")
    func newest() async throws {
        for kind in [LiveServerKind.redis, .valkey, .memcached] { try await skip(without: kind) }
        let redis = try await LiveServer.redis { $0.version }
        let valkey = try await LiveServer.valkey { $0.version }
        let memcached = try await LiveServer.memcached { $0.version }
        #expect(["6", "7", "8"].contains(redis.prefix(1)))
        #expect(valkey.hasPrefix("9.") || valkey.hasPrefix("8."))
        #expect(memcached.hasPrefix("1."))
    }

    @Test("what is not installed is told apart from what fails")
    func notInstalled() async throws {
        try await skip(without: .redis70)
        let kind = LiveServerKind.redis(1, 0)
        let missing = await #expect(throws: LiveServerError.self) { try await LiveServer.run(kind) { _ in } }
        #expect(missing?.code == .notInstalled)
        #expect(missing?.description.contains("Redis 1.0") == true)
        let options = LiveServerOptions(settings: ["maxmemory much"])
        let failed = await #expect(throws: LiveServerError.self) {
            try await LiveServer.run(.redis70, options: options) { _ in }
        }
        #expect(failed?.code == .failed)
        #expect(failed?.description.contains("maxmemory much") == true)
        await #expect(throws: Refusal.self) { try await LiveServer.run(.redis70) { _ in throw Refusal() } }
    }

    @Test("options reach the server")
    func options() async throws {
        try await skip(without: .redis70)
        let tls = try await LiveServerTLS(requiresClientCertificate: true)
        let options = LiveServerOptions(settings: ["maxmemory 10mb"], password: "secret", tls: tls)
        try await LiveServer.run(.redis70, options: options) { server in
            #expect(server.port > 0)
            #expect(server.logTail().contains { $0.contains("Ready to accept connections") })
        }
        try await LiveServer.run(.redis70, options: LiveServerOptions(hasUnixSocketOnly: true)) { server in
            #expect(server.port == 0)
            #expect(server.unixSocket != nil)
        }
    }

    @Test("modules are found beside the servers")
    func modules() async throws {
        try await skip(without: .valkey91)
        do {
            try await LiveServer.run(.valkey91, options: LiveServerOptions(modules: ["rejson", "redisbloom"])) {
                server in
                #expect(server.processIdentifier != nil)
            }
        } catch let error as LiveServerError where error.code == .notInstalled {
            if await LiveServerKind.redis(1, 0).isExpected { throw error }
            try Test.cancel("\(error)")
        }
    }

    @Test("a cluster and a group with Sentinels run while the closure does")
    func groups() async throws {
        try await skip(without: .redis70)
        try await LiveCluster.run(.redis70, primaries: 3, replicas: 1) { cluster in
            #expect(cluster.nodes.count == 6)
            #expect(cluster.primary(ofSlot: 0) == 0)
            #expect(cluster.primary(ofSlot: 16_383) == 2)
            #expect(cluster.primary(ofSlot: 16_384) == nil)
            #expect(cluster.replicas(ofPrimary: 1) == [4])
        }
        try await LiveSentinelGroup.run(.redis70, name: "shop") { group in
            #expect(group.name == "shop")
            #expect(group.servers.count == 3)
            #expect(group.sentinels.count == 3)
            let primary = try await group.failOver()
            #expect(primary != 0)
        }
    }

    /// Skips the test if a server is missing and not required.
    private func skip(without kind: LiveServerKind) async throws {
        if await !kind.isExpected { try Test.cancel("\(kind) is not installed") }
    }
}
