import Configuration
import PinyonClient
import Testing

/// What the keys of a configuration reader mean.
struct ConfigReaderTests {
    private static func configuration(
        _ values: [AbsoluteConfigKey: ConfigValue]
    ) throws(ClientError) -> RedisConfiguration {
        try RedisConfiguration(config: ConfigReader(provider: InMemoryProvider(values: values)))
    }

    /// What the keys are refused for; nil if they are taken.
    private static func refusal(_ values: [AbsoluteConfigKey: ConfigValue]) -> ClientError? {
        do throws(ClientError) {
            _ = try configuration(values)
            return nil
        } catch {
            return error
        }
    }

    @Test func theURLAloneIsEnough() async throws {
        let configuration = try Self.configuration([
            "url": "rediss://app:one@h:1/2?client-name=shop&command-timeout=7"
        ])
        #expect(configuration.topology.server == .host("h", port: 1) && configuration.tls != nil)
        #expect(configuration.database == 2 && configuration.clientName == "shop")
        #expect(configuration.commandTimeout == .seconds(7) && configuration.connectTimeout == .seconds(2))
        #expect(configuration.leasedConnections == 64 && configuration.readPreference == .primary)
        let credentials = try await configuration.credentials()
        #expect(credentials == RedisCredentials(username: "app", password: "one"))
    }

    @Test func otherKeysStandBeforeTheURL() throws {
        let configuration = try Self.configuration([
            "url": "redis://h/2?client-name=shop&command-timeout=7", "database": 3, "clientName": "cart",
            "commandTimeout": 0.25, "connectTimeout": 0.5, "leasedConnections": 5, "readPreference": "nearest",
            "availabilityZone": "a", "tls.enabled": true, "tls.serverName": "redis.example",
        ])
        #expect(configuration.database == 3 && configuration.clientName == "cart")
        #expect(configuration.commandTimeout == .milliseconds(250))
        #expect(configuration.connectTimeout == .milliseconds(500))
        #expect(configuration.leasedConnections == 5 && configuration.readPreference == .nearest)
        #expect(configuration.availabilityZone == "a" && configuration.tls?.serverName == "redis.example")
    }

    @Test func encryptionCanBeSwitchedOff() throws {
        #expect(try Self.configuration(["url": "rediss://h", "tls.enabled": false]).tls == nil)
    }

    /// What a URL and the keys say about a user.
    struct Login: Sendable, CustomTestStringConvertible {
        var url: String
        var username: String?
        var password: String?
        /// What comes of it.
        var credentials: RedisCredentials

        init(_ url: String, _ username: String?, _ password: String?, is user: String, _ secret: String) {
            self.url = url
            self.username = username
            self.password = password
            credentials = RedisCredentials(username: user, password: secret)
        }

        var testDescription: String { "\(url), username \(username ?? "–"), password \(password ?? "–")" }

        static let all = [
            Login("redis://app:one@h", nil, nil, is: "app", "one"),
            Login("redis://app:one@h", nil, "two", is: "app", "two"),
            Login("redis://app:one@h", "other", nil, is: "other", "one"),
            Login("redis://app:one@h", "other", "two", is: "other", "two"),
            Login("redis://app@h", nil, "two", is: "app", "two"),
            Login("redis://app@h", "other", "two", is: "other", "two"),
            Login("redis://:one@h", "other", nil, is: "other", "one"),
            Login("redis://h", nil, "two", is: "default", "two"),
            Login("redis://h", "other", "two", is: "other", "two"),
        ]
    }

    @Test(arguments: Login.all) func eachOfUserAndPasswordIsTheKeysOrElseTheURLs(login: Login) async throws {
        var values: [AbsoluteConfigKey: ConfigValue] = ["url": ConfigValue(.string(login.url), isSecret: true)]
        if let name = login.username { values["username"] = ConfigValue(.string(name), isSecret: false) }
        if let password = login.password { values["password"] = ConfigValue(.string(password), isSecret: true) }
        let credentials = try await Self.configuration(values).credentials()
        #expect(credentials == login.credentials)
    }

    @Test func withoutAUserAndAPasswordThereAreNoCredentials() async throws {
        let credentials = try await Self.configuration(["url": "redis://h"]).credentials()
        #expect(credentials == nil)
    }

    @Test func aUserWithoutAPasswordIsRefused() throws {
        for url: ConfigValue in ["redis://h", "redis://app@h"] {
            let error = try #require(Self.refusal(["url": url, "username": "other"]))
            #expect(error.code == .configuration && error.message.contains("the configuration key username"))
        }
        let error = try #require(Self.refusal(["url": "redis://app@h"]))
        #expect(error.message.contains("user:password@"))
    }

    @Test func aWrongValueIsRefusedByTheNameOfItsKey() throws {
        let wrong: [(AbsoluteConfigKey, ConfigValue, String)] = [
            ("database", -1, "database"), ("commandTimeout", 0.0, "commandTimeout"),
            ("connectTimeout", -2.5, "connectTimeout"), ("leasedConnections", 0, "leasedConnections"),
            ("readPreference", "best", "readPreference"), ("tls.certificate", "/none.pem", "tls.certificate"),
            ("tls.privateKey", "/none.pem", "tls.privateKey"),
        ]
        for (key, value, name) in wrong {
            let error = try #require(Self.refusal(["url": "rediss://h", key: value]), "\(name)")
            #expect(error.code == .configuration && error.message.contains("\(name) "), "\(error)")
        }
        let error = try #require(Self.refusal(["url": "redis://h/?topology=cluster", "database": 1]))
        #expect(error.message.contains("database"))
        #expect(Self.refusal([:])?.message.contains("url") == true)
    }

    @Test func aWrongURLDoesNotShowThePassword() throws {
        for url: ConfigValue in ["redis://app:12/secret@h", "redis://app:secret@h:x", "secret"] {
            let error = try #require(Self.refusal(["url": url, "password": "secret"]))
            #expect(error.code == .configuration && !error.description.contains("secret"), "\(error)")
        }
    }
}
