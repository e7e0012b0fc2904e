public import Configuration

extension RedisConfiguration {
    /// A configuration from a configuration reader.
    ///
    /// ## Configuration keys
    ///
    /// | key | type | default | what it is |
    /// |---|---|---|---|
    /// | `url` | string, secret | | where the servers are, see ``init(url:password:)``; required |
    /// | `username` | string | the URL's, `default` | the user; not without a password |
    /// | `password` | string, secret | the URL's | the password |
    /// | `database` | integer from 0 on | the URL's, 0 | the database's number |
    /// | `clientName` | string | the URL's, none | the name that connections give themselves |
    /// | `commandTimeout` | seconds above 0 | the URL's, 3 | the time from a call to its reply |
    /// | `connectTimeout` | seconds above 0 | the URL's, 2 | the time for making a connection |
    /// | `leasedConnections` | integer from 1 on | 64 | connections on loan to one server at a time |
    /// | `readPreference` | `primary`, `preferReplica`, `any`, `nearest` | `primary` | which nodes answer reads |
    /// | `availabilityZone` | string | none | the zone that the client runs in |
    /// | `tls.enabled` | boolean | by the URL | whether connections are encrypted |
    /// | `tls.authorities` | path | the system's | certificate authorities to trust |
    /// | `tls.certificate` | path | none | the client's certificate chain |
    /// | `tls.privateKey` | path, secret | none | its private key |
    /// | `tls.serverName` | string | the host's | the name that servers' certificates must have |
    /// | `sentinel.username` | string | the URL's, `default` | the user of the Sentinels; not without a password |
    /// | `sentinel.password` | string, secret | the URL's | its password |
    /// | `sentinel.tls.enabled` | boolean | by the URL, `tls.enabled` | whether Sentinels speak TLS |
    /// | `sentinel.tls.authorities` and the others of `tls` | | those of `tls` | the same for Sentinels |
    ///
    /// The keys about Sentinels mean nothing where the URL names none.
    ///
    /// - Parameter config: The reader. Scope it to where the keys are.
    /// - Throws: ``ClientError/Code/configuration`` that names the wrong key, and never shows a secret.
    public init(config: ConfigReader) throws(ClientError) {
        guard let url = config.string(forKey: "url", isSecret: true) else {
            throw Self.wrong("url", "is missing: it says where the servers are, such as redis://localhost")
        }
        var parts = try RedisURL(url)
        try Self.putSentinelKeys(config.scoped(to: "sentinel"), into: &parts)
        try self.init(parts, Self.credentials(config, parts))
        if let number = config.int(forKey: "database") {
            guard number >= 0 else { throw Self.wrong("database", "is \(number), and must not be below 0") }
            if case .cluster = topology, number != 0 {
                throw Self.wrong("database", "is \(number), and a cluster has only database 0")
            }
            database = number
        }
        clientName = config.string(forKey: "clientName") ?? clientName
        availabilityZone = config.string(forKey: "availabilityZone")
        commandTimeout = try Self.seconds(config, "commandTimeout") ?? commandTimeout
        connectTimeout = try Self.seconds(config, "connectTimeout") ?? connectTimeout
        if let count = config.int(forKey: "leasedConnections") {
            guard count >= 1 else { throw Self.wrong("leasedConnections", "is \(count), and must be at least 1") }
            leasedConnections = count
        }
        if let name = config.string(forKey: "readPreference") { readPreference = try Self.preference(name) }
        let keys = TLSKeys(config.scoped(to: "tls"), scope: "tls")
        tls = try (keys.isEnabled ?? (tls != nil)) ? keys.makeTLS() : nil
        let sentinelKeys = TLSKeys(config.scoped(to: "sentinel.tls"), scope: "sentinel.tls")
        try encryptSentinels(sentinelKeys, orElse: keys)
    }

    /// What is said about a key that is wrong.
    static func wrong(_ key: String, _ reason: String) -> ClientError {
        ClientError(.configuration, "the configuration key \(key) \(reason)")
    }

    /// Each of user and password for itself is the key's, or else the URL's.
    private static func credentials(
        _ config: ConfigReader, _ url: RedisURL
    ) throws(ClientError) -> RedisCredentials? {
        let username = config.string(forKey: "username")
        let password = config.string(forKey: "password", isSecret: true)
        guard username == nil || password != nil || url.password != nil else {
            throw wrong("username", "stands there without a password, which belongs into password or url")
        }
        return try url.credentials(username: username, password: password)
    }

    private static func seconds(_ config: ConfigReader, _ key: ConfigKey) throws(ClientError) -> Duration? {
        guard let seconds = config.double(forKey: key) else { return nil }
        guard seconds > 0, seconds < 1e9 else { throw wrong("\(key)", "is \(seconds), and must be above 0 seconds") }
        return .seconds(seconds)
    }

    private static func preference(_ name: String) throws(ClientError) -> ReadPreference {
        switch name {
        case "primary": .primary
        case "preferReplica": .preferReplica
        case "any": .any
        case "nearest": .nearest
        default: throw wrong("readPreference", "is “\(name)”: it is primary, preferReplica, any or nearest")
        }
    }
}

extension RedisClient {
    /// A client by a configuration reader; see ``RedisConfiguration/init(config:)`` for the keys.
    ///
    /// - Parameter config: The reader.
    /// - Throws: ``ClientError/Code/configuration`` that names the wrong key.
    public convenience init(config: ConfigReader) throws(ClientError) {
        self.init(try RedisConfiguration(config: config))
    }

    /// A client by a URL; see ``RedisConfiguration/init(url:password:)``.
    ///
    /// - Parameter url: The URL.
    /// - Throws: ``ClientError/Code/configuration`` that names the wrong part.
    public convenience init(_ url: String) throws(ClientError) {
        self.init(try RedisConfiguration(url: url))
    }
}
