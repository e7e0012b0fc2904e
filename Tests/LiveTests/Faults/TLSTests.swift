import Foundation
import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct TLSTests {
    private static let password = "canary-of-tls"

    /// What is wrong between a server and a client.
    enum Fault: String, CaseIterable, CustomTestStringConvertible {
        case expired, wrongHost, wrongName, unknownAuthority, plaintextServer, noClientCertificate

        var testDescription: String { rawValue }

        /// A word of the reason that the client must give.
        var reason: String {
            switch self {
            case .expired: "expired"
            case .wrongHost, .wrongName: "name"
            case .unknownAuthority: "authority"
            case .plaintextServer: "TLS"
            case .noClientCertificate: "client certificate"
            }
        }
    }

    @Test(
        "row 41: a server that can't be trusted is refused with a precise reason, and is told nothing",
        arguments: oneServerKind, Fault.allCases)
    func refused(kind: LiveServerKind, fault: Fault) async throws {
        var tls = try await LiveServerTLS(requiresClientCertificate: fault == .noClientCertificate)
        if fault == .expired { tls.identity = .expired }
        if fault == .wrongHost { tls.identity = .wrongHost }
        let options = LiveServerOptions(tls: fault == .plaintextServer ? nil : tls)
        let client = try RedisTLS(
            authorities: fault == .unknownAuthority ? tls.strangeAuthority : tls.authority,
            serverName: fault == .wrongName ? "another.invalid" : nil)
        try await onServerWithTLS(kind, options: options) { server in
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.tls = client
                configuration.connectTimeout = .seconds(1)
                configuration.credentials = { RedisCredentials(password: Self.password) }
            }
            try await withProxy(to: server, recordsBytes: true, change) { proxy, client in
                let error = try #require(try await clientError { try await client.ping() })
                #expect(error.code == .connectionFailed && !error.mayHaveRun, "\(error)")
                #expect(error.message.contains(fault.reason), "\(fault): \(error)")
                #expect(!error.message.contains("BoringSSL"), "\(error)")
                let others = Set(["expired", "another name", "authority"].filter { error.message.contains($0) })
                #expect(others.count <= 1, "it isn't one reason: \(error)")
                #expect(try await clientError { try await client.withConnection { try await $0.ping() } } != nil)
                try Self.expectEncrypted(proxy)
            }
        }
    }

    /// All that the client ever sent was TLS.
    private static func expectEncrypted(_ proxy: FaultProxy) throws {
        let plaintext = proxy.plaintextConnections
        #expect(plaintext.isEmpty, "connections \(plaintext) began in plaintext")
        for connection in 0..<proxy.statistics.accepted {
            let bytes = proxy.observedBytes(.toServer, connection: connection)
            #expect(!String(decoding: bytes, as: UTF8.self).contains(password))
        }
    }

    @Test("row 41: a client without TLS is told that the server speaks nothing else", arguments: serverKinds)
    func tlsExpected(kind: LiveServerKind) async throws {
        let tls = try await LiveServerTLS()
        try await onServerWithTLS(kind, options: LiveServerOptions(tls: tls)) { server in
            try await withClient(.standalone(server.tcpAddress), { $0.connectTimeout = .seconds(1) }) { client in
                let error = try #require(try await clientError { try await client.ping() })
                #expect(error.code == .connectionFailed && error.message.contains("TLS"), "\(error)")
            }
        }
    }

    @Test("row 41: a server that can be trusted is talked to, by number and by name", arguments: serverKinds)
    func trusted(kind: LiveServerKind) async throws {
        let tls = try await LiveServerTLS(requiresClientCertificate: true)
        try await onServerWithTLS(kind, options: LiveServerOptions(tls: tls)) { server in
            for host in ["127.0.0.1", "localhost"] {
                let configured = try RedisTLS(
                    authorities: tls.authority, certificate: tls.clientCertificate, privateKey: tls.clientKey)
                let address = ServerAddress.host(host, port: server.port)
                try await withClient(.standalone(address), { $0.tls = configured }) { client in
                    try await client.set("a", [UInt8](repeating: 7, count: 300_000))
                    #expect(try await client.get("a", as: [UInt8].self)?.count == 300_000)
                    try await client.withSubscription(to: [.channel("news")]) { _ in }
                }
            }
        }
    }

    @Test(
        "row 41: what a configuration says beside its files holds, and what is in the files, too",
        arguments: oneServerKind)
    func besideFiles(kind: LiveServerKind) async throws {
        let tls = try await LiveServerTLS()
        try await onServerWithTLS(kind, options: LiveServerOptions(tls: tls)) { server in
            var unverified = RedisTLS()
            unverified.skipVerification()
            var strange = try RedisTLS(authorities: tls.strangeAuthority)
            strange.reloadInterval = .zero
            let refusal = try await Self.failure(server, strange)
            #expect(refusal?.message.contains("authority") == true, "\(refusal as Any)")
            strange.configuration = unverified.configuration
            let afterChange = try await Self.failure(server, strange)
            #expect(afterChange == nil, "what was changed beside the files is ignored: \(afterChange as Any)")
            var trusting = try RedisTLS(authorities: tls.authority)
            trusting.configuration = RedisTLS().configuration
            let withFiles = try await Self.failure(server, trusting)
            #expect(withFiles == nil, "what is in the files is ignored: \(withFiles as Any)")
        }
    }

    /// Why two connections one after the other can't be used; nil if they can.
    private static func failure(_ server: LiveServer, _ tls: RedisTLS) async throws -> ClientError? {
        let change: (inout RedisConfiguration) -> Void = { configuration in
            configuration.tls = tls
            configuration.connectTimeout = .seconds(1)
        }
        return try await withClient(.standalone(server.tcpAddress), change) { client in
            try await clientError {
                _ = try await client.ping()
                try await client.withConnection { _ = try await $0.ping() }
            }
        }
    }

    @Test(
        "row 42: new connections use certificates that were replaced in their files, open ones go on",
        arguments: oneServerKind)
    func rotation(kind: LiveServerKind) async throws {
        let tls = try await LiveServerTLS(requiresClientCertificate: true)
        let files = try CertificateFiles(tls)
        defer { files.remove() }
        try await onServerWithTLS(kind, options: LiveServerOptions(tls: tls)) { server in
            var configured = try files.configuration()
            configured.reloadInterval = .zero
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.reconnectAtOnce()
                configuration.tls = configured
                configuration.connectTimeout = .seconds(1)
            }
            try await withProxy(to: server, change) { proxy, client in
                #expect(try await client.incr("n") == 1)
                // A certificate that the server doesn't know: the open connection goes on, new ones are refused.
                try files.replaceClient(with: tls.strangeAuthority, key: tls.strangeAuthorityKey)
                #expect(try await client.incr("n") == 2)
                let refused = try await clientError { try await client.withConnection { try await $0.ping() } }
                #expect(refused?.code == .connectionFailed, "\(refused as Any)")
                proxy.cutAll(.reset)
                try await eventually("no connection can be made") {
                    try await clientError { try await client.incr("n") }?.code == .connectionFailed
                }
                // Files that are just being written: what was read last still serves.
                try files.damage()
                #expect(try await clientError { try await client.ping() }?.code == .connectionFailed)
                try files.replaceClient(with: tls.clientCertificate, key: tls.clientKey)
                try await eventually("the new certificate is used") {
                    try await clientError { try await client.incr("n") } == nil
                }
                // An authority that didn't sign the server's certificate.
                try files.replaceAuthority(with: tls.strangeAuthority)
                #expect(try await clientError { try await client.incr("n") } == nil)
                let untrusted = try await clientError { try await client.withConnection { try await $0.ping() } }
                #expect(untrusted?.message.contains("authority") == true, "\(untrusted as Any)")
                try files.replaceAuthority(with: tls.authority)
                try await client.withConnection { _ = try await $0.ping() }
            }
        }
    }
}

/// Runs a test on a server that speaks TLS, or says that it doesn't.
private func onServerWithTLS(
    _ kind: LiveServerKind, options: LiveServerOptions, _ body: (LiveServer) async throws -> Void
) async throws {
    guard ![.redis62, .valkey91].contains(kind) else { try Test.cancel("the \(kind) of the tests has no TLS") }
    try await onServer(kind, options: options, body)
}

/// Copies of certificates whose files can be replaced.
private struct CertificateFiles {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pinyon-\(UUID().uuidString)")
    private var authority: String { folder.appendingPathComponent("authority.pem").path }
    private var certificate: String { folder.appendingPathComponent("client.pem").path }
    private var key: String { folder.appendingPathComponent("client.key").path }

    init(_ tls: LiveServerTLS) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try replaceAuthority(with: tls.authority)
        try replaceClient(with: tls.clientCertificate, key: tls.clientKey)
    }

    func configuration() throws -> RedisTLS {
        try RedisTLS(authorities: authority, certificate: certificate, privateKey: key)
    }

    func replaceAuthority(with path: String) throws { try Self.replace(authority, with: path) }

    func replaceClient(with path: String, key keyPath: String) throws {
        try Self.replace(certificate, with: path)
        try Self.replace(key, with: keyPath)
    }

    func damage() throws { try Data("no certificate".utf8).write(to: URL(fileURLWithPath: certificate)) }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    private static func replace(_ target: String, with path: String) throws {
        try Data(contentsOf: URL(fileURLWithPath: path)).write(to: URL(fileURLWithPath: target), options: .atomic)
    }
}
