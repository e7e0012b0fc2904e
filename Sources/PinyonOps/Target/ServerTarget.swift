package import PinyonClient

/// Servers that an operation is pointed at.
package struct ServerTarget: Sendable {
    /// What is said of them in reports: addresses, never a password.
    package let name: String
    /// How they are reached.
    package let configuration: RedisConfiguration

    /// The servers of a configuration.
    package init(_ configuration: RedisConfiguration) {
        self.configuration = configuration
        name = Self.name(of: configuration.topology)
    }

    /// The servers that a user names.
    ///
    /// - Parameters:
    ///   - text: A URL, addresses (`host:port`, several separated by commas, which are nodes of a cluster), or the name
    ///     of a profile; nil for what the environment says.
    ///   - environment: `REDIS_URL`, `REDIS_TLS` and `REDIS_CLUSTER` are read when no target is named, `REDIS_PASSWORD`
    ///     whenever there is no other password.
    ///   - profiles: URLs by the names of profiles.
    /// - Throws: ``OpsError/Code/badInput`` that says what is wrong, and shows no password.
    package init(
        _ text: String?, environment: [String: String], profiles: [String: String] = [:]
    ) throws(OpsError) {
        let password = environment["REDIS_PASSWORD"].flatMap { $0.isEmpty ? nil : $0 }
        let url = try Self.url(text, environment, profiles)
        do {
            self.init(try RedisConfiguration(url: url, password: password))
        } catch {
            throw OpsError(.badInput, error.message)
        }
    }

    private static func url(
        _ text: String?, _ environment: [String: String], _ profiles: [String: String]
    ) throws(OpsError) -> String {
        if let text, !text.isEmpty { return try url(text, profiles) }
        guard let url = environment["REDIS_URL"], !url.isEmpty else {
            throw OpsError(
                .badInput, "no target is named: give a URL such as redis://localhost:6379, or set REDIS_URL")
        }
        var target = try Self.url(url, profiles)
        if isYes(environment["REDIS_TLS"]) { target = encrypted(target) }
        return isYes(environment["REDIS_CLUSTER"]) ? adding("topology=cluster", to: target) : target
    }

    private static func url(_ text: String, _ profiles: [String: String]) throws(OpsError) -> String {
        if let profile = profiles[text] { return clustered(profile) }
        if text.lowercased().hasPrefix("memcached://") {
            throw OpsError(.badInput, "memcached:// can't be a target yet: Redis and Valkey can")
        }
        if text.contains("://") { return clustered(text) }
        if text.contains(where: { ":,.[".contains($0) }) || text == "localhost" { return clustered("redis://" + text) }
        let known = profiles.keys.sorted().joined(separator: ", ")
        throw OpsError(
            .badInput,
            """
            the target is neither a URL, nor an address, nor a profile\
            \(known.isEmpty ? " (there are none)" : " (these are known: \(known))"): give a URL such as \
            redis://localhost:6379
            """)
    }

    /// Several addresses are nodes of a cluster, where nothing else is said.
    private static func clustered(_ url: String) -> String {
        guard let start = url.firstRange(of: "://"), !url[..<start.lowerBound].hasSuffix("sentinel"),
            !url[..<start.lowerBound].hasSuffix("unix")
        else { return url }
        let authority = url[start.upperBound...].prefix { !"/?#".contains($0) }
        let hosts = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        return hosts.contains(",") && !url.contains("topology=") ? adding("topology=cluster", to: url) : url
    }

    private static func adding(_ parameter: String, to url: String) -> String {
        url.contains("topology=") ? url : url + (url.contains("?") ? "&" : "?") + parameter
    }

    private static func encrypted(_ url: String) -> String {
        for (plain, encrypted) in [
            ("redis://", "rediss://"), ("valkey://", "valkeys://"), ("redis-sentinel://", "rediss-sentinel://"),
            ("valkey-sentinel://", "valkeys-sentinel://"),
        ] where url.lowercased().hasPrefix(plain) { return encrypted + url.dropFirst(plain.count) }
        return url
    }

    private static func isYes(_ text: String?) -> Bool {
        text.map { ["true", "1", "yes", "on"].contains($0.lowercased()) } ?? false
    }

    private static func name(of topology: RedisTopology) -> String {
        switch topology {
        case .standalone(let address): "\(address)"
        case .cluster(let seeds): seeds.map { "\($0)" }.joined(separator: ",")
        case .sentinel(let group):
            "\(group.primaryName) by " + group.sentinels.map { "\($0)" }.joined(separator: ",")
        }
    }
}
