internal import Configuration

/// What the keys of one scope say about TLS.
struct TLSKeys {
    /// Whether connections are to be encrypted, if that is said.
    let isEnabled: Bool?
    private let scope: String
    private var authorities: String?
    private var certificate: String?
    private var privateKey: String?
    private var serverName: String?

    /// Reads the keys.
    ///
    /// - Parameters:
    ///   - config: The reader, at the scope.
    ///   - scope: The scope's name, for errors.
    init(_ config: ConfigReader, scope: String) {
        self.scope = scope
        isEnabled = config.bool(forKey: "enabled")
        authorities = config.string(forKey: "authorities")
        certificate = config.string(forKey: "certificate")
        privateKey = config.string(forKey: "privateKey", isSecret: true)
        serverName = config.string(forKey: "serverName")
    }

    /// Whether nothing is said about certificates and names.
    var isEmpty: Bool { [authorities, certificate, privateKey, serverName].allSatisfy { $0 == nil } }

    /// The same keys, and for those that aren't there others. A certificate and its key are taken from one scope.
    func completed(by others: TLSKeys) -> TLSKeys {
        var keys = self
        keys.authorities = authorities ?? others.authorities
        keys.serverName = serverName ?? others.serverName
        if certificate == nil, privateKey == nil {
            keys.certificate = others.certificate
            keys.privateKey = others.privateKey
        }
        return keys
    }

    /// TLS as the keys say it.
    ///
    /// - Throws: ``ClientError/Code/configuration`` that names the wrong key, or the files that can't be read.
    func makeTLS() throws(ClientError) -> RedisTLS {
        guard (certificate == nil) == (privateKey == nil) else {
            throw RedisConfiguration.wrong(
                "\(scope).certificate", "and \(scope).privateKey belong together, and only one of them is there")
        }
        return try RedisTLS(
            authorities: authorities, certificate: certificate, privateKey: privateKey, serverName: serverName)
    }
}
