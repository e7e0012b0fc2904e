import Configuration
import PinyonClient
import Testing

/// What the keys of a configuration reader say about Sentinels.
struct SentinelKeysTests {
    private static func configuration(
        _ url: String, _ values: [AbsoluteConfigKey: ConfigValue] = [:]
    ) throws(ClientError) -> RedisConfiguration {
        var values = values
        values["url"] = ConfigValue(.string(url), isSecret: true)
        return try RedisConfiguration(config: ConfigReader(provider: InMemoryProvider(values: values)))
    }

    /// What the keys are refused for; nil if they are taken.
    private static func refusal(_ url: String, _ values: [AbsoluteConfigKey: ConfigValue]) -> ClientError? {
        do throws(ClientError) {
            _ = try configuration(url, values)
            return nil
        } catch {
            return error
        }
    }

    private static func credentials(
        _ url: String, _ values: [AbsoluteConfigKey: ConfigValue]
    ) async throws -> RedisCredentials? {
        let group = try #require(try configuration(url, values).topology.group)
        return try await group.credentials()
    }

    @Test func eachOfUserAndPasswordIsTheKeysOrElseTheURLs() async throws {
        let plain = "redis-sentinel://app:servers@h/main"
        let full = plain + "?sentinel-username=watcher&sentinel-password=one"
        let none = try await Self.credentials(plain, [:])
        #expect(none == nil)
        let rows: [(String, [AbsoluteConfigKey: ConfigValue], RedisCredentials)] = [
            (plain, ["sentinel.password": "two"], RedisCredentials(password: "two")),
            (
                plain, ["sentinel.username": "other", "sentinel.password": "two"],
                RedisCredentials(username: "other", password: "two")
            ),
            (full, [:], RedisCredentials(username: "watcher", password: "one")),
            (full, ["sentinel.password": "two"], RedisCredentials(username: "watcher", password: "two")),
            (full, ["sentinel.username": "other"], RedisCredentials(username: "other", password: "one")),
        ]
        for (url, values, expected) in rows {
            let found = try await Self.credentials(url, values)
            #expect(found == expected, "\(values.keys)")
        }
    }

    @Test func theKeysAboutSentinelsAreNotThoseAboutServers() async throws {
        let configuration = try Self.configuration(
            "redis-sentinel://h/main", ["password": "servers", "sentinel.password": "watchers"])
        let servers = try await configuration.credentials()
        #expect(servers == RedisCredentials(password: "servers"))
        let watchers = try await configuration.topology.group?.credentials()
        #expect(watchers == RedisCredentials(password: "watchers"))
    }

    @Test func aUserWithoutAPasswordIsRefused() throws {
        let error = try #require(Self.refusal("redis-sentinel://h/main", ["sentinel.username": "other"]))
        #expect(error.code == .configuration && error.message.contains("the configuration key sentinel.username"))
    }

    @Test func theKeysMeanNothingWithoutSentinels() throws {
        let values: [AbsoluteConfigKey: ConfigValue] = ["sentinel.username": "other", "sentinel.tls.enabled": true]
        let configuration = try Self.configuration("redis://h", values)
        #expect(configuration.topology.server == .host("h", port: 6_379) && configuration.tls == nil)
    }

    /// What a URL and keys say about TLS, and what comes of it.
    struct Encryption: Sendable, CustomTestStringConvertible {
        var url: String
        var enabled: Bool?
        var serversEnabled: Bool?
        var hasName = false
        /// Whether servers speak TLS then.
        var isForServers: Bool
        var name: String

        var testDescription: String { "\(url), \(enabled as Any), servers \(serversEnabled as Any), \(hasName)" }

        private static let plain = "redis-sentinel://h/main"
        private static let secure = "rediss-sentinel://h/main"
        private static let (withTLS, withoutTLS) = ("?sentinel-tls=true", "?sentinel-tls=false")

        static let all = [
            Encryption(url: plain, isForServers: false, name: "like servers"),
            Encryption(url: secure, isForServers: true, name: "like servers"),
            Encryption(url: plain, enabled: true, isForServers: false, name: "TLS"),
            Encryption(url: plain, enabled: false, isForServers: false, name: "plaintext"),
            Encryption(url: secure, enabled: true, isForServers: true, name: "like servers"),
            Encryption(url: secure, enabled: false, isForServers: true, name: "plaintext"),
            Encryption(url: plain, serversEnabled: true, isForServers: true, name: "like servers"),
            Encryption(url: secure, serversEnabled: false, isForServers: false, name: "like servers"),
            Encryption(url: secure, enabled: true, serversEnabled: false, isForServers: false, name: "TLS"),
            Encryption(url: secure, hasName: true, isForServers: true, name: "TLS"),
            Encryption(url: plain, hasName: true, isForServers: false, name: "like servers"),
            Encryption(url: plain + withTLS, isForServers: false, name: "TLS"),
            Encryption(url: plain + withTLS, enabled: false, isForServers: false, name: "plaintext"),
            Encryption(url: plain + withTLS, serversEnabled: true, isForServers: true, name: "like servers"),
            Encryption(url: secure + withTLS, serversEnabled: false, isForServers: false, name: "TLS"),
            Encryption(url: secure + withoutTLS, isForServers: true, name: "plaintext"),
            Encryption(url: secure + withoutTLS, hasName: true, isForServers: true, name: "plaintext"),
        ]
    }

    @Test(arguments: Encryption.all) func sentinelsSpeakTLSAsServersDoOrAsIsSaid(row: Encryption) throws {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        if let enabled = row.enabled { values["sentinel.tls.enabled"] = ConfigValue(.bool(enabled), isSecret: false) }
        if let enabled = row.serversEnabled { values["tls.enabled"] = ConfigValue(.bool(enabled), isSecret: false) }
        if row.hasName { values["sentinel.tls.serverName"] = "sentinel.example" }
        let configuration = try Self.configuration(row.url, values)
        #expect((configuration.tls != nil) == row.isForServers)
        let encryption = try #require(configuration.topology.group?.encryption)
        #expect(encryption.name == row.name)
        if row.hasName, case .tls(let tls) = encryption { #expect(tls.serverName == "sentinel.example") }
    }

    @Test func whatIsNotSaidAboutSentinelsIsAsItIsForServers() throws {
        let configuration = try Self.configuration(
            "redis-sentinel://h/main", ["sentinel.tls.enabled": true, "tls.serverName": "redis.example"])
        guard case .tls(let tls)? = configuration.topology.group?.encryption else {
            Issue.record("the Sentinels have no TLS of their own")
            return
        }
        #expect(tls.serverName == "redis.example" && configuration.tls == nil)
    }

    @Test func aWrongValueIsRefusedByTheNameOfItsKey() throws {
        for key in ["sentinel.tls.certificate", "sentinel.tls.privateKey"] {
            let values: [AbsoluteConfigKey: ConfigValue] = [
                AbsoluteConfigKey(stringLiteral: key): "/none.pem", "tls.certificate": "/other.pem",
                "tls.privateKey": "/other.key", "tls.enabled": false, "sentinel.tls.enabled": true,
            ]
            let error = try #require(Self.refusal("redis-sentinel://h/main", values))
            #expect(error.code == .configuration && error.message.contains("\(key) "), "\(error)")
        }
        let missing = try #require(
            Self.refusal("rediss-sentinel://h/main", ["sentinel.tls.authorities": "/none/authority.pem"]))
        #expect(missing.code == .configuration && missing.message.contains("/none/authority.pem"))
    }

    @Test func nothingShowsThePassword() throws {
        let configuration = try Self.configuration(
            "redis-sentinel://app:canary@h/main", ["sentinel.username": "watcher", "sentinel.password": "canary"])
        var dumped = ""
        dump(configuration, to: &dumped)
        let shown = "\(configuration) \(String(reflecting: configuration)) \(dumped)"
        #expect(!shown.contains("canary"))
        let url = "redis-sentinel://h/main?sentinel-password=canary&sentinel-tls=canary"
        let error = try #require(Self.refusal(url, ["sentinel.password": "canary"]))
        #expect(!error.description.contains("canary"))
    }
}
