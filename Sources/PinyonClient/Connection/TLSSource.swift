internal import NIOCore
internal import NIOPosix
public import NIOSSL
internal import Synchronization

/// How connections are encrypted.
///
/// The server's certificate and name are verified unless you turn that off by name.
public struct RedisTLS: Sendable {
    /// NIOSSL's configuration: trust, client certificate, versions, ciphers. What was named by files is read into it
    /// for each use, in place of what stands here; all else holds as it stands here.
    public var configuration: TLSConfiguration
    /// The name that the server's certificate must have; nil for the host's name.
    public var serverName: String?
    /// How long a configuration that was read from files is used before the files are read again. Default: 60 s.
    public var reloadInterval: Duration
    private var files: CertificateFiles?

    /// Verified TLS with the system's certificate authorities, from TLS 1.2 on.
    public init() {
        self.init(configuration: .makeClientConfiguration())
    }

    /// TLS with a configuration of your own.
    ///
    /// - Parameters:
    ///   - configuration: NIOSSL's configuration.
    ///   - serverName: The name that the server's certificate must have; nil for the host's name.
    public init(configuration: TLSConfiguration, serverName: String? = nil) {
        self.configuration = configuration
        self.serverName = serverName
        reloadInterval = .seconds(60)
        self.configuration.refuseOldVersions()
    }

    /// TLS with certificates from files, which are read again from time to time, so that a certificate can be renewed
    /// without restarting the application. Open connections keep the certificates they began with.
    ///
    /// ```swift
    /// var tls = try RedisTLS(authorities: "ca.pem")
    /// tls.configuration.minimumTLSVersion = .tlsv13
    /// ```
    ///
    /// - Parameters:
    ///   - authorities: A PEM file with the certificate authorities to trust; nil for the system's.
    ///   - certificate: A PEM file with the client's certificate chain, for servers that ask for one.
    ///   - privateKey: A PEM file with its private key.
    ///   - serverName: The name that the server's certificate must have; nil for the host's name.
    /// - Throws: ``ClientError/Code/configuration`` if a file can't be read.
    public init(
        authorities: String? = nil, certificate: String? = nil, privateKey: String? = nil, serverName: String? = nil
    ) throws(ClientError) {
        self.init(configuration: .makeClientConfiguration(), serverName: serverName)
        let files = CertificateFiles(authorities: authorities, certificate: certificate, privateKey: privateKey)
        self.files = files
        do {
            configuration = try current()
            // Certificate authorities are only read when a context is made.
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw ClientError(
                .configuration, "the certificates (\(files)) could not be read: \(error)", underlying: error)
        }
    }

    /// Makes no use of the server's certificate: whoever sits in between can read and change everything. For tests.
    public mutating func skipVerification() {
        configuration.certificateVerification = .none
    }

    /// The configuration with what stands in the files now.
    fileprivate func current() throws -> TLSConfiguration {
        var current = configuration
        try files?.read(into: &current)
        current.refuseOldVersions()
        return current
    }

    /// Whether it can be another one later.
    fileprivate var isReadAnew: Bool { files != nil }
}

/// Files with certificates, of which each may be missing.
private struct CertificateFiles: Sendable, CustomStringConvertible {
    var authorities: String?
    var certificate: String?
    var privateKey: String?

    /// Puts what stands in the files into a configuration, and leaves the rest of it alone.
    func read(into configuration: inout TLSConfiguration) throws {
        if let authorities { configuration.trustRoots = .file(authorities) }
        if let certificate {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
        }
        if let privateKey {
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: privateKey, format: .pem))
        }
    }

    /// The paths.
    var description: String { [authorities, certificate, privateKey].compactMap { $0 }.joined(separator: ", ") }
}

/// Makes the context that a client's connections share, anew when its files may have changed.
final class TLSSource: Sendable {
    private struct Cached {
        var context: NIOSSLContext
        var made: NIODeadline
    }

    private let tls: RedisTLS
    private let cached = Mutex<Cached?>(nil)

    init(_ tls: RedisTLS) {
        self.tls = tls
    }

    /// Whether servers are known by their certificates.
    var isVerifying: Bool { tls.configuration.certificateVerification != .none }

    /// The context for a new connection. Made on a thread that may block.
    func context() async throws(ClientError) -> NIOSSLContext {
        if let cached = cached.withLock({ $0 }), isFresh(cached) { return cached.context }
        do {
            let tls = tls
            let context = try await NIOThreadPool.singleton.runIfActive {
                try NIOSSLContext(configuration: tls.current())
            }
            cached.withLock { $0 = Cached(context: context, made: .now()) }
            return context
        } catch {
            // Files that are just being replaced: what was read before still serves.
            if let cached = cached.withLock({ $0 }) { return cached.context }
            throw ClientError(.configuration, "TLS could not be set up: \(error)", underlying: error)
        }
    }

    /// The name to verify and to send; nil for an address without a name.
    func serverName(for address: ServerAddress) -> String? {
        if let name = tls.serverName { return name }
        guard case .host(let host, _) = address, (try? SocketAddress(ipAddress: host, port: 0)) == nil else {
            return nil
        }
        return host
    }

    private func isFresh(_ cached: Cached) -> Bool {
        !tls.isReadAnew || NIODeadline.now() - cached.made < TimeAmount(bounded: tls.reloadInterval)
    }
}

extension TLSConfiguration {
    /// Nothing before TLS 1.2 is spoken.
    fileprivate mutating func refuseOldVersions() {
        if minimumTLSVersion == .tlsv1 || minimumTLSVersion == .tlsv11 { minimumTLSVersion = .tlsv12 }
    }
}
