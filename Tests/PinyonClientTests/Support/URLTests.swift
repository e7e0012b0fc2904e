import PinyonClient
import Testing

/// What URLs mean, and what is said of those that mean nothing.
struct URLTests {
    @Test(
        arguments: [
            ("redis://", .host("localhost", port: 6_379)), ("redis://h", .host("h", port: 6_379)),
            ("REDIS://h/", .host("h", port: 6_379)), ("redis://h:6380", .host("h", port: 6_380)),
            ("valkey://h:1/5", .host("h", port: 1)), ("valkeys://h", .host("h", port: 6_379)),
            ("rediss://10.0.0.1:65535", .host("10.0.0.1", port: 65_535)), ("redis://[::1]", .host("::1", port: 6_379)),
            ("redis://:p@[fe80::1]:7000/2", .host("fe80::1", port: 7_000)), ("redis://@h", .host("h", port: 6_379)),
            ("redis://h?topology=standalone", .host("h", port: 6_379)),
            ("unix:///run/redis.sock?db=1", .unixSocket(path: "/run/redis.sock")),
            ("redis+unix://:p@/run/my%20redis.sock", .unixSocket(path: "/run/my redis.sock")),
        ] as [(String, ServerAddress)])
    func aServerIsNamedByItsHostAndPort(url: String, address: ServerAddress) throws {
        #expect(try RedisConfiguration(url: url).topology.server == address)
    }

    @Test func severalHostsAreAClusterIfTheURLSaysSo() throws {
        let configuration = try RedisConfiguration(url: "redis://h1,h2:6380,[::1]:1/?topology=cluster")
        #expect(
            configuration.topology.seeds
                == [.host("h1", port: 6_379), .host("h2", port: 6_380), .host("::1", port: 1)])
    }

    @Test(arguments: ["redis-sentinel", "valkey-sentinel", "rediss-sentinel", "valkeys-sentinel"])
    func sentinelsAreNamedWithThePrimaryAndItsDatabase(scheme: String) async throws {
        let configuration = try RedisConfiguration(url: "\(scheme)://h1,h2:1,h3/main%2F1/4")
        let sentinels: [ServerAddress] = [.host("h1", port: 26_379), .host("h2", port: 1), .host("h3", port: 26_379)]
        let group = try #require(configuration.topology.group)
        #expect(group.sentinels == sentinels && group.primaryName == "main/1")
        #expect(group.encryption.name == "like servers")
        let credentials = try await group.credentials()
        #expect(credentials == nil)
        #expect(configuration.database == 4)
        #expect((configuration.tls != nil) == ["rediss-sentinel", "valkeys-sentinel"].contains(scheme))
    }

    @Test func sentinelsHaveCredentialsOfTheirOwn() async throws {
        let url = "redis-sentinel://app:one@h/main?sentinel-username=watcher&sentinel-password=t%40o"
        let configuration = try RedisConfiguration(url: url)
        let credentials = try await configuration.credentials()
        #expect(credentials == RedisCredentials(username: "app", password: "one"))
        let group = try #require(configuration.topology.group)
        let watcher = try await group.credentials()
        #expect(watcher == RedisCredentials(username: "watcher", password: "t@o"))
        #expect(group.sentinels == [.host("h", port: 26_379)] && group.primaryName == "main")
    }

    @Test(
        arguments: [
            ("redis-sentinel", "", "like servers"), ("rediss-sentinel", "", "like servers"),
            ("redis-sentinel", "?sentinel-tls=true", "TLS"), ("rediss-sentinel", "?sentinel-tls=true", "TLS"),
            ("redis-sentinel", "?sentinel-tls=false", "plaintext"),
            ("rediss-sentinel", "?sentinel-tls=false", "plaintext"),
        ])
    func sentinelsSpeakTLSAsServersDoOrAsIsSaid(scheme: String, query: String, encryption: String) throws {
        let configuration = try RedisConfiguration(url: "\(scheme)://h/main\(query)")
        #expect((configuration.tls != nil) == (scheme == "rediss-sentinel"))
        #expect(configuration.topology.group?.encryption.name == encryption)
    }

    @Test(
        arguments: [
            ("redis://h", nil), ("redis://@h", nil), ("redis://:one@h", RedisCredentials(password: "one")),
            ("redis://app:one@h", RedisCredentials(username: "app", password: "one")),
            ("redis://app:@h", RedisCredentials(username: "app", password: "")),
            ("redis://a%3Ab:%2F%3F%23%40%25@h", RedisCredentials(username: "a:b", password: "/?#@%")),
            ("redis://app:o@n:e@h/1", RedisCredentials(username: "app", password: "o@n:e")),
            ("redis://app:%C3%A4@h", RedisCredentials(username: "app", password: "ä")),
            ("unix://app:o/ne@/run/redis.sock", RedisCredentials(username: "app", password: "o/ne")),
        ] as [(String, RedisCredentials?)])
    func credentialsStandBeforeTheHost(url: String, credentials: RedisCredentials?) async throws {
        let found = try await RedisConfiguration(url: url).credentials()
        #expect(found == credentials)
    }

    @Test(arguments: ["redis", "valkey", "rediss", "valkeys"]) func anSBehindTheSchemeIsTLS(scheme: String) throws {
        let configuration = try RedisConfiguration(url: "\(scheme)://h")
        #expect((configuration.tls != nil) == ["rediss", "valkeys"].contains(scheme))
    }

    @Test func parametersSetWhatTheRestOfAURLCanNot() throws {
        let url = "redis://h?db=3&client-name=shop%40home&command-timeout=0.5&connect-timeout=7"
        let configuration = try RedisConfiguration(url: url)
        #expect(configuration.database == 3 && configuration.clientName == "shop@home")
        #expect(configuration.commandTimeout == .milliseconds(500) && configuration.connectTimeout == .seconds(7))
        let plain = try RedisConfiguration(url: "redis://h/2")
        #expect(plain.database == 2 && plain.clientName == nil && plain.tls == nil)
        #expect(plain.commandTimeout == .seconds(3) && plain.connectTimeout == .seconds(2))
    }

    @Test(arguments: [
        ("h:6379", "redis://, redis+unix://, redis-sentinel://, rediss://, rediss-sentinel://, unix://"),
        ("http://h", "valkey://, valkey-sentinel://, valkeys://, valkeys-sentinel://"),
        ("redis://h:port", "port of host 1"), ("redis://h1,h2:0/?topology=cluster", "port of host 2"),
        ("redis://h:65536", "port"), ("redis://h:", "port"), ("redis://[::1", "host 1 has no closing bracket"),
        ("redis://[::1]x", "closing bracket of host 1"), ("redis://h1,,h3", "host 2 is empty"),
        ("redis://:6379", "host 1 is empty"), ("redis://a b", "host 1 has a space"), ("redis://h/x", "database"),
        ("redis://h/-1", "database"), ("redis://h?db=x", "database"), ("redis://h/1/2", "path"),
        ("redis://h/%zz", "the path"), ("redis://h?topology=ring", "topology"), ("redis://h1,h2", "2 hosts"),
        ("redis://h/1?topology=cluster", "database 1"), ("redis://h?db=1&timeout=1", "parameter 2"),
        ("redis://h?command-timeout=soon", "command-timeout"), ("redis://h?connect-timeout=0", "connect-timeout"),
        ("redis://h?client-name=%2", "“client-name”"), ("redis://h?sentinel-password=x", "sentinel-password"),
        ("redis://h?sentinel-tls=true", "sentinel-tls"), ("redis-sentinel://h/main?sentinel-tls=yes", "sentinel-tls"),
        ("redis-sentinel://h", "primary's name"), ("redis-sentinel://h/main?sentinel-username=x", "sentinel-username"),
        ("redis-sentinel://h/main/x", "database"), ("unix://run/redis.sock", "socket's path"),
        ("redis://app@h", "user:password@"), ("redis://%ff:x@h", "the user isn't UTF-8"),
        ("redis://a:%@h", "the password has a %"),
    ])
    func aWrongURLIsRefusedByTheNameOfThePart(url: String, part: String) throws {
        let error = try #require(Self.refusal(url))
        #expect(error.code == .configuration && error.message.contains(part), "\(error)")
    }

    @Test(arguments: [
        "redis://app:se/cret@h", "redis://app:12/secret@h", "redis://app:12?secret@h", "redis://app:12#secret@h",
        "redis://app:12?db=secret@h", "redis-sentinel://app:12/secret@h1,h2/main", "unix://app:12?secret@/run/x",
        "redis://app:p@12/secret@h", "redis://h?client-name=shop@secret",
    ])
    func aPasswordWithADelimiterIsToBeEscaped(url: String) throws {
        let error = try #require(Self.refusal(url))
        #expect(error.code == .configuration && error.message.contains("%2F %3F %23"), "\(error)")
        #expect(!error.description.contains("cret"), "\(error)")
    }

    @Test(arguments: [
        "redis://app:secret", "redis://app:1/secret", "redis://app:1?secret", "redis://app:1?secret=%zz",
        "redis://app:1,secret:x", "redis://[secret", "redis://[::1]secret", "redis://secret@h", "app:secret://h",
        "redis://h?topology=secret", "redis-sentinel://h/main?sentinel-password=1&secret",
        "redis-sentinel://h/main?sentinel-password=1&secret=%zz",
    ])
    func noErrorQuotesWhatMayBeAPassword(url: String) throws {
        let error = try #require(Self.refusal(url))
        #expect(!error.description.contains("secret"), "\(error)")
    }

    private static func refusal(_ url: String) -> ClientError? {
        do throws(ClientError) {
            _ = try RedisConfiguration(url: url)
            return nil
        } catch {
            return error
        }
    }
}

extension RedisTopology {
    /// The server, if it is one.
    var server: ServerAddress? { if case .standalone(let address) = self { address } else { nil } }
    /// The nodes that are known of a cluster.
    var seeds: [ServerAddress]? { if case .cluster(let seeds) = self { seeds } else { nil } }
    /// The group that Sentinels watch.
    var group: SentinelTopology? { if case .sentinel(let group) = self { group } else { nil } }
}

extension SentinelEncryption {
    /// Its name, whatever is in it.
    var name: String {
        switch self {
        case .likeServers: "like servers"
        case .plaintext: "plaintext"
        case .tls: "TLS"
        }
    }
}
