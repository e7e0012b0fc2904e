/// The servers that Pinyon works with. A Sentinel is a Redis or Valkey server in another role.
package enum ServerKind: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// Redis.
    case redis
    /// Valkey.
    case valkey
    /// Memcached.
    case memcached

    /// The name of the program.
    package var program: String {
        switch self {
        case .redis: "redis-server"
        case .valkey: "valkey-server"
        case .memcached: "memcached"
        }
    }

    /// The name as its makers write it.
    package var description: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// How the program is asked for its version.
    var versionOption: String { self == .memcached ? "-V" : "--version" }
}
