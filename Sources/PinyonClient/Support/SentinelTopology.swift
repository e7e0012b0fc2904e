/// A group of servers that Sentinels watch.
///
/// Sentinels have credentials and encryption of their own: those of ``RedisConfiguration`` are for the servers.
///
/// ```swift
/// var group = SentinelTopology(sentinels: [.host("sentinel", port: 26_379)], primaryName: "main")
/// group.credentials = { try await vault.sentinelCredentials() }
/// group.encryption = .tls(try RedisTLS(authorities: "sentinel-ca.pem"))
/// ```
///
/// Acknowledged writes can be lost in a failover, because a replica may be made the primary that has not received them
/// yet. `WAIT`, and `min-replicas-to-write` on the servers, make that rarer, not impossible; so what is built on such a
/// group, such as a lock or a limit, holds as a rule and not always. The same is true of clusters.
public struct SentinelTopology: Sendable {
    /// Some of the Sentinels. Others are learned from them.
    public var sentinels: [ServerAddress]
    /// The name that the Sentinels know the primary by.
    public var primaryName: String
    /// Asked for the credentials of each new connection to a Sentinel, so that they can be renewed. Default: none.
    public var credentials: CredentialsProvider
    /// How connections to the Sentinels are encrypted. Default: like those to the servers.
    public var encryption: SentinelEncryption

    /// A group.
    ///
    /// - Parameters:
    ///   - sentinels: Some of the Sentinels.
    ///   - primaryName: The name that they know the primary by.
    ///   - credentials: Asked for the credentials of each new connection to a Sentinel.
    ///   - encryption: How connections to the Sentinels are encrypted.
    public init(
        sentinels: [ServerAddress], primaryName: String, credentials: @escaping CredentialsProvider = { nil },
        encryption: SentinelEncryption = .likeServers
    ) {
        self.sentinels = sentinels
        self.primaryName = primaryName
        self.credentials = credentials
        self.encryption = encryption
    }
}

/// How connections to Sentinels are encrypted.
public enum SentinelEncryption: Sendable {
    /// As those to the servers are, ``RedisConfiguration/tls``, with the same certificates; or not, if those aren't.
    case likeServers
    /// Not at all.
    case plaintext
    /// With TLS of their own, whether or not the servers have it.
    case tls(RedisTLS)
}
