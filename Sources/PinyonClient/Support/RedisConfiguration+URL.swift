extension RedisConfiguration {
    /// A configuration by a URL.
    ///
    /// | URL | servers |
    /// |---|---|
    /// | `redis://user:password@host:6379/2` | one server, database 2 |
    /// | `rediss://host` | the same with TLS; also `valkey://` and `valkeys://` |
    /// | `unix:///run/redis.sock?db=1` | one server behind a unix socket; also `redis+unix://` |
    /// | `redis://h1,h2:6380/?topology=cluster` | a cluster, of which some nodes are named |
    /// | `redis-sentinel://h1,h2,h3/primary/0` | what Sentinels call `primary`; with TLS `rediss-sentinel://` |
    ///
    /// `valkey-sentinel://` and `valkeys-sentinel://` are the same. What isn't there has its default: `redis://` is port
    /// 6379 of this machine. Characters with a meaning in URLs are written with `%`, in passwords most of all: `%2F`
    /// for `/`, `%3F` for `?`, `%23` for `#`, `%40` for `@`, `%25` for `%`.
    ///
    /// Parameters: `db`, which counts instead of the path's number, `topology` (`standalone`, `cluster`),
    /// `client-name`, `command-timeout` and `connect-timeout` in seconds, and for Sentinels with a password of their
    /// own `sentinel-username` and `sentinel-password`; the user before the `@` is that of the servers. `sentinel-tls`
    /// (`true`, `false`) says whether Sentinels speak TLS where they and the servers differ in that; otherwise the
    /// scheme says it for both.
    ///
    /// - Parameters:
    ///   - url: The URL.
    ///   - password: The servers' password where the URL has none, so that it needn't stand in a URL that others see.
    ///     The user, if there is one, stands before the `@` alone then. Default: none.
    /// - Throws: ``ClientError/Code/configuration`` that names the wrong part, and never shows a password.
    public init(url: String, password: String? = nil) throws(ClientError) {
        let url = try RedisURL(url)
        try self.init(url, url.credentials(password: url.password ?? password))
    }

    /// Whether a password stands in a URL, the servers' or the Sentinels'; no if it can't be read.
    package static func showsPassword(_ url: String) -> Bool {
        guard let url = try? RedisURL(url) else { return false }
        return url.password != nil || url.query["sentinel-password"] != nil
    }

    /// A configuration by a URL whose credentials may have been replaced.
    init(_ url: RedisURL, _ credentials: RedisCredentials?) throws(ClientError) {
        var query = url.query
        let topology = try Self.topology(url, &query)
        self.init(topology)
        if let credentials { self.credentials = { credentials } }
        if url.usesTLS { tls = RedisTLS() }
        database = try Self.database(url, &query)
        if let name = query.removeValue(forKey: "client-name") { clientName = name }
        if let limit = try Self.seconds("command-timeout", &query) { commandTimeout = limit }
        if let limit = try Self.seconds("connect-timeout", &query) { connectTimeout = limit }
        if let unknown = query.keys.min() { throw RedisURL.wrong("\(unknown) is only for Sentinels") }
        if case .cluster = topology, database != 0 {
            throw RedisURL.wrong("a cluster has only database 0, and the URL names database \(database)")
        }
    }

    private static func topology(_ url: RedisURL, _ query: inout [String: String]) throws(ClientError) -> RedisTopology
    {
        let name = query.removeValue(forKey: "topology")
        switch (url.kind, name) {
        case (.sentinel, nil), (.sentinel, "sentinel"):
            return .sentinel(try sentinel(url, &query))
        case (.server, "cluster"):
            return .cluster(seeds: url.addresses)
        case (.server, nil), (.server, "standalone"), (.unixSocket, nil), (.unixSocket, "standalone"):
            guard let address = url.addresses.first, url.addresses.count == 1 else {
                throw RedisURL.wrong(
                    "it names \(url.addresses.count) hosts: add ?topology=cluster if they are a cluster")
            }
            return .standalone(address)
        default:
            throw RedisURL.wrong("the topology doesn't fit the scheme: it is standalone or cluster behind redis://")
        }
    }

    private static func sentinel(
        _ url: RedisURL, _ query: inout [String: String]
    ) throws(ClientError) -> SentinelTopology {
        guard let name = url.path.first, !name.isEmpty else {
            throw RedisURL.wrong("the primary's name is missing: redis-sentinel://host1,host2,host3/NAME")
        }
        var topology = SentinelTopology(sentinels: url.addresses, primaryName: name)
        let username = query.removeValue(forKey: "sentinel-username")
        if let password = query.removeValue(forKey: "sentinel-password") {
            let credentials = RedisCredentials(username: username ?? "default", password: password)
            topology.credentials = { credentials }
        } else if username != nil {
            throw RedisURL.wrong("sentinel-username stands there without sentinel-password")
        }
        topology.encryption = try encryption(query.removeValue(forKey: "sentinel-tls"))
        return topology
    }

    private static func encryption(_ sentinelTLS: String?) throws(ClientError) -> SentinelEncryption {
        switch sentinelTLS {
        case nil: .likeServers
        case "true": .tls(RedisTLS())
        case "false": .plaintext
        default: throw RedisURL.wrong("sentinel-tls is neither true nor false")
        }
    }

    private static func database(_ url: RedisURL, _ query: inout [String: String]) throws(ClientError) -> Int {
        let fromPath = url.kind == .sentinel ? Array(url.path.dropFirst()) : url.path
        guard fromPath.count <= 1 else {
            throw RedisURL.wrong("the path has too many parts: only a database's number belongs there")
        }
        guard let text = query.removeValue(forKey: "db") ?? fromPath.first else { return 0 }
        guard let number = Int(text), number >= 0 else {
            throw RedisURL.wrong("the database is no number from 0 on")
        }
        return number
    }

    private static func seconds(_ name: String, _ query: inout [String: String]) throws(ClientError) -> Duration? {
        guard let text = query.removeValue(forKey: name) else { return nil }
        guard let seconds = Double(text), seconds > 0, seconds < 1e9 else {
            throw RedisURL.wrong("\(name) is no number of seconds above 0")
        }
        return .seconds(seconds)
    }
}
