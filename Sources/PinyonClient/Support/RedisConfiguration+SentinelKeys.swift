internal import Configuration

extension RedisConfiguration {
    /// Puts the keys about a user of Sentinels in place of what a URL says. Without Sentinels they mean nothing.
    ///
    /// - Parameters:
    ///   - config: The reader, at the scope `sentinel`.
    ///   - url: The URL.
    /// - Throws: ``ClientError/Code/configuration`` if there is a user, and a password neither here nor there.
    static func putSentinelKeys(_ config: ConfigReader, into url: inout RedisURL) throws(ClientError) {
        guard url.kind == .sentinel else { return }
        let username = config.string(forKey: "username")
        let password = config.string(forKey: "password", isSecret: true)
        guard username == nil || password != nil || url.query["sentinel-password"] != nil else {
            throw wrong(
                "sentinel.username", "stands there without a password, which belongs into sentinel.password or url")
        }
        if let username { url.query["sentinel-username"] = username }
        if let password { url.query["sentinel-password"] = password }
    }

    /// Encrypts connections to Sentinels as keys say it; each key that isn't there is the servers'.
    ///
    /// - Parameters:
    ///   - keys: The keys about Sentinels.
    ///   - others: The keys about servers.
    /// - Throws: ``ClientError/Code/configuration`` that names the wrong key.
    mutating func encryptSentinels(_ keys: TLSKeys, orElse others: TLSKeys) throws(ClientError) {
        guard case .sentinel(var group) = topology else { return }
        let isGiven =
            switch group.encryption {
            case .likeServers: tls != nil
            case .plaintext: false
            case .tls: true
            }
        guard keys.isEnabled ?? isGiven else {
            if keys.isEnabled == false { group.encryption = .plaintext }
            topology = .sentinel(group)
            return
        }
        // What isn't said apart goes on to be the servers', even if the application changes that later.
        let isLikeServers = keys.isEmpty && tls != nil
        group.encryption = try isLikeServers ? .likeServers : .tls(keys.completed(by: others).makeTLS())
        topology = .sentinel(group)
    }
}
