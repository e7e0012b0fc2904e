import Foundation
import NIOCore
import PinyonClient
import PinyonTesting
import Synchronization
import Testing

/// Names that take a long time, and a thread.
@Suite(.timeLimit(.minutes(1))) struct BlockedResolverTests {
    /// Blocks the threads that ask it, until it is let go or for ten seconds.
    private final class BlockingResolver: AddressResolver {
        private let isLetGo = Mutex(false)
        private let counts = Mutex<[String: Int]>([:])

        /// How often it was asked for a name.
        func count(of name: String) -> Int { counts.withLock { $0[name] ?? 0 } }

        func letGo() { isLetGo.withLock { $0 = true } }

        func addresses(of host: String, port: Int) async throws -> [SocketAddress] {
            counts.withLock { $0[host, default: 0] += 1 }
            block()
            return [try SocketAddress(ipAddress: "127.0.0.1", port: port)]
        }

        private func block() {
            let end = ContinuousClock.now + .seconds(10)
            while !isLetGo.withLock({ $0 }), ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.001) }
        }
    }

    @Test("row 40: names that block the threads they are looked up on hold up no other client, not with TLS either")
    func blocked() async throws {
        let tls = try await LiveServerTLS()
        let trusting = try RedisTLS(authorities: tls.authority)
        try await onServer(.redis70, options: LiveServerOptions(tls: tls)) { server in
            let resolver = BlockingResolver()
            defer { resolver.letGo() }
            // More than a small machine has threads.
            let names = (0..<6).map { "cache-\($0).test" }
            let port = server.port
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in names {
                    group.addTask { try await Self.expectFailures(.host(name, port: port), resolver) }
                }
                try await eventually("all names are being looked up") {
                    names.allSatisfy { resolver.count(of: $0) > 0 }
                }
                let start = ContinuousClock.now
                try await withClient(.standalone(.host("localhost", port: port))) { configuration in
                    configuration.waitLong()
                    configuration.tls = trusting
                } _: { client in
                    let pong = try await client.ping()
                    #expect(pong == "PONG")
                }
                // The threads are blocked for twice as long.
                #expect(ContinuousClock.now - start < .seconds(5))
                try await group.waitForAll()
            }
            for name in names { #expect(resolver.count(of: name) == 1, "all wait for the same answer") }
        }
    }

    /// Expects that every attempt to connect fails in time.
    private static func expectFailures(_ address: ServerAddress, _ resolver: BlockingResolver) async throws {
        try await withClient(.standalone(address)) { configuration in
            configuration.reconnectAtOnce()
            configuration.resolver = resolver
            configuration.commandTimeout = .seconds(60)
            configuration.connectTimeout = .milliseconds(200)
        } _: { client in
            for _ in 0..<5 {
                let start = ContinuousClock.now
                let error = try await thrownError { _ = try await client.ping() }
                #expect(error.code == .connectionFailed, "\(error)")
                #expect(ContinuousClock.now - start < .seconds(5))
            }
        }
    }

    @Test("row 40: an answer that comes when nobody waits for it any more is what the next connection uses")
    func late() async throws {
        try await withScriptedServer { server in
            let resolver = BlockingResolver()
            defer { resolver.letGo() }
            try await withClient(.standalone(.host("cache.test", port: server.port))) { configuration in
                configuration.reconnectAtOnce()
                configuration.resolver = resolver
                configuration.connectTimeout = .milliseconds(200)
            } _: { client in
                let error = try await thrownError { _ = try await client.ping() }
                #expect(error.code == .connectionFailed, "\(error)")
                resolver.letGo()
                try await eventually("the client is connected") {
                    try await clientError { try await client.ping() } == nil
                }
                #expect(resolver.count(of: "cache.test") <= 2)
            }
        }
    }
}
