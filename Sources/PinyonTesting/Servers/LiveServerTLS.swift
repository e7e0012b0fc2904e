internal import PinyonProcesses

/// How a live server speaks TLS, and the certificates for its clients.
///
/// The certificates are made with the command `openssl`, signed by an authority of their own, and good for 30 days.
/// Their files are gone when nobody has this value, or a server that was started with it, any more.
public struct LiveServerTLS: Sendable {
    /// What the server shows of itself.
    public struct Identity: Hashable, Sendable {
        fileprivate enum Kind { case valid, expired, wrongHost }

        fileprivate let kind: Kind

        /// A certificate for `localhost` and 127.0.0.1.
        public static let valid = Identity(kind: .valid)
        /// A certificate for `localhost` and 127.0.0.1 that was good for a day in January 2020.
        public static let expired = Identity(kind: .expired)
        /// A certificate for `elsewhere.invalid`.
        public static let wrongHost = Identity(kind: .wrongHost)
    }

    /// What the server shows.
    public var identity: Identity
    /// Whether clients must show a certificate of the same authority.
    public var requiresClientCertificate: Bool
    private let fixture: TLSFixture

    /// Makes certificates; that takes about a tenth of a second.
    ///
    /// - Parameters:
    ///   - identity: What the server shows. Default: a valid certificate.
    ///   - requiresClientCertificate: Whether clients must show one. Default: false.
    /// - Throws: ``LiveServerError`` if `openssl` is missing or fails, or `CancellationError`.
    public init(identity: Identity = .valid, requiresClientCertificate: Bool = false) async throws {
        fixture = try await LiveServerError.translated { try await TLSFixture() }
        self.identity = identity
        self.requiresClientCertificate = requiresClientCertificate
    }

    /// The path of the authority's certificate, in PEM, which clients should trust.
    public var authority: String { fixture.authority }
    /// The path of the certificate of another authority, which signed nothing.
    public var strangeAuthority: String { fixture.strangeAuthority.certificate }
    /// The path of that authority's private key, in PEM, without a password: with both a client shows a certificate
    /// that servers refuse.
    public var strangeAuthorityKey: String { fixture.strangeAuthority.key }
    /// The path of a certificate for a client, in PEM.
    public var clientCertificate: String { fixture.client.certificate }
    /// The path of that certificate's private key, in PEM, without a password.
    public var clientKey: String { fixture.client.key }

    /// The value as the module for processes knows it.
    var resolved: ServerOptions.TLS {
        let shown =
            switch identity.kind {
            case .valid: fixture.server
            case .expired: fixture.expired
            case .wrongHost: fixture.wrongHost
            }
        return .init(fixture, identity: shown, requiresClientCertificate: requiresClientCertificate)
    }
}
