import PinyonClient
import PinyonOps
import Testing

/// What users write when they name servers.
struct ServerTargetTests {
    private static func addresses(_ target: ServerTarget) -> String {
        switch target.configuration.topology {
        case .standalone(let address): "one \(address)"
        case .cluster(let seeds): "cluster " + seeds.map { "\($0)" }.joined(separator: " ")
        case .sentinel(let group): "sentinel \(group.primaryName)"
        }
    }

    @Test(arguments: [
        ("redis://h:1", "one h:1"), ("h:7000", "one h:7000"), ("localhost", "one localhost:6379"),
        ("10.0.0.1", "one 10.0.0.1:6379"), ("h1:1,h2:2", "cluster h1:1 h2:2"),
        ("redis://h1:1,h2:2", "cluster h1:1 h2:2"), ("redis://a,b:p@h1:1", "one h1:1"),
        ("rediss://h1,h2:2/?connect-timeout=1", "cluster h1:6379 h2:2"),
        ("redis://h/?topology=cluster", "cluster h:6379"), ("redis-sentinel://h1,h2/main", "sentinel main"),
        ("unix:///a,b.sock", "one /a,b.sock"),
    ])
    func targetsAreUnderstood(_ text: String, _ expected: String) throws {
        #expect(try Self.addresses(ServerTarget(text, environment: [:])) == expected)
    }

    @Test func profilesStandForURLs() throws {
        let profiles = ["live": "redis://h1:1,h2:2", "localhost": "redis://elsewhere:9"]
        #expect(try Self.addresses(ServerTarget("live", environment: [:], profiles: profiles)) == "cluster h1:1 h2:2")
        #expect(
            try Self.addresses(ServerTarget("localhost", environment: [:], profiles: profiles)) == "one elsewhere:9")
        let error = #expect(throws: OpsError.self) { try ServerTarget("dead", environment: [:], profiles: profiles) }
        #expect(error?.description.contains("live") == true)
    }

    @Test func withoutATargetTheEnvironmentCounts() throws {
        let environment = ["REDIS_URL": "redis://h:1", "REDIS_TLS": "True", "REDIS_CLUSTER": "1"]
        let target = try ServerTarget(nil, environment: environment)
        #expect(Self.addresses(target) == "cluster h:1")
        #expect(target.configuration.tls != nil)
        let named = try ServerTarget("other:2", environment: environment)
        #expect(Self.addresses(named) == "one other:2")
        #expect(named.configuration.tls == nil)
        #expect(throws: OpsError.self) { try ServerTarget(nil, environment: [:]) }
    }

    @Test func thePasswordOfTheEnvironmentCountsWhereTheURLHasNone() async throws {
        let environment = ["REDIS_PASSWORD": "hidden"]
        let target = try ServerTarget("redis://me@h:1", environment: environment)
        let credentials = try await target.configuration.credentials()
        #expect(credentials == RedisCredentials(username: "me", password: "hidden"))
        let own = try await ServerTarget("redis://me:own@h:1", environment: environment).configuration.credentials()
        #expect(own == RedisCredentials(username: "me", password: "own"))
        #expect(!target.name.contains("hidden") && !target.name.contains("me"))
    }

    @Test(arguments: ["memcached://h:1", "http://h", "nothing", "redis://me:hidden@h:x", "redis-sentinel://h"])
    func wrongTargetsAreRefusedWithoutShowingPasswords(_ text: String) {
        let error = #expect(throws: OpsError.self) { try ServerTarget(text, environment: [:]) }
        #expect(error?.code == .badInput)
        #expect(error?.description.contains("hidden") == false)
    }
}
