import Foundation
import PinyonProcesses
import Testing

/// Servers that speak TLS, and the certificates for them. `openssl` is the client.
@Suite(.timeLimit(.minutes(2)))
struct TLSTests {
    /// What `openssl s_client` says of a server, and what the server answers before it closes the connection.
    private func connect(
        to server: ServerProcess,
        _ arguments: [String],
        saying text: String = #"PING\r\nQUIT\r\n"#
    ) async throws -> String {
        let port = try #require(server.port)
        let client = ["openssl", "s_client", "-ign_eof", "-connect", "127.0.0.1:\(port)", "-verify_return_error"]
        return try await shell("printf '\(text)' | \((client + arguments).joined(separator: " ")) 2>&1")
    }

    @Test("a server speaks TLS on its port, and only there", arguments: [ServerSeries.redis70, .memcached])
    func serverTLS(series: ServerSeries) async throws {
        let binary = try await found(series)
        let fixture = try await TLSFixture()
        var options = ServerOptions()
        options.tls = .init(fixture)
        let isMemcached = series == .memcached
        try await withServer(binary, options: options) { server in
            let text = isMemcached ? #"version\r\nquit\r\n"# : #"PING\r\nQUIT\r\n"#
            let answer = try await connect(to: server, ["-CAfile", fixture.authority], saying: text)
            #expect(answer.contains("Verify return code: 0 (ok)"), "\(answer)")
            #expect(answer.contains(isMemcached ? "VERSION 1." : "+PONG"), "\(answer)")
            let strange = try await connect(
                to: server, ["-CAfile", fixture.strangeAuthority.certificate], saying: text)
            #expect(strange.contains("verify error"), "\(strange)")
            try await server.restart()
            let again = try await connect(to: server, ["-CAfile", fixture.authority], saying: text)
            #expect(again.contains("Verify return code: 0 (ok)"))
        }
    }

    @Test("certificates can be expired, for another host, or required of clients")
    func identities() async throws {
        let binary = try await found(.redis70)
        let fixture = try await TLSFixture()
        var options = ServerOptions()
        options.tls = .init(fixture, identity: fixture.expired)
        try await withServer(binary, options: options) { server in
            let answer = try await connect(to: server, ["-CAfile", fixture.authority])
            #expect(answer.contains("certificate has expired"), "\(answer)")
        }
        options.tls = .init(fixture, identity: fixture.wrongHost)
        try await withServer(binary, options: options) { server in
            let answer = try await connect(to: server, ["-CAfile", fixture.authority, "-verify_hostname", "localhost"])
            #expect(answer.contains("hostname mismatch"), "\(answer)")
        }
        options.tls = .init(fixture, requiresClientCertificate: true)
        try await withServer(binary, options: options) { server in
            let without = try await connect(to: server, ["-CAfile", fixture.authority])
            #expect(!without.contains("+PONG"), "\(without)")
            let client = ["-cert", fixture.client.certificate, "-key", fixture.client.key]
            let with = try await connect(to: server, ["-CAfile", fixture.authority] + client)
            #expect(with.contains("+PONG"), "\(with)")
        }
    }

    @Test("a cluster and Sentinels speak TLS among themselves")
    func groups() async throws {
        let binary = try await found(.redis70)
        var options = ServerOptions()
        options.tls = .init(try await TLSFixture())
        try await withCluster(binary, shape: .init(primaries: 3, replicas: 1), options: options) { cluster in
            let port = try await cluster.nodes[3].setting("port")
            #expect(port == "0")
        }
        try await withSentinelGroup(binary, options: options) { group in
            let primary = try await group.currentPrimary()
            #expect(primary === group.servers[0])
        }
    }

    @Test("the certificates' folder goes with the last one who needs it")
    func fixtureLifetime() async throws {
        var fixture: TLSFixture? = try await TLSFixture()
        let authority = try #require(fixture?.authority)
        #expect(exists(authority))
        fixture = nil
        #expect(!exists(authority))
    }

    @Test("a server that was built without TLS says so")
    func withoutTLS() async throws {
        let binary = try await found(.redis62)
        var options = ServerOptions()
        options.tls = .init(try await TLSFixture())
        let error = await #expect(throws: ProcessError.self) { try await withServer(binary, options: options) { _ in } }
        #expect(error?.code == .exitedEarly)
        #expect(error?.log.contains { $0.contains("tls-port") } == true)
    }
}
