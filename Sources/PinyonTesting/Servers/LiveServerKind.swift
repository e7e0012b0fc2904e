internal import PinyonProcesses

/// Which server a test wants.
///
/// Servers are looked for in the folder that the environment variable `PINYON_SERVERS` names (without it, in the
/// nearest `.build/servers` at or above the working directory, where Pinyon's own `make test` puts them), and on the
/// search path.
public struct LiveServerKind: Hashable, Sendable, CustomStringConvertible {
    let series: ServerSeries

    /// The newest Redis on this machine.
    public static let redis = LiveServerKind(series: .redis)
    /// The newest Valkey on this machine.
    public static let valkey = LiveServerKind(series: .valkey)
    /// The newest Memcached on this machine.
    public static let memcached = LiveServerKind(series: .memcached)
    /// Redis 6.2.
    public static let redis62 = redis(6, 2)
    /// Redis 7.0.
    public static let redis70 = redis(7, 0)
    /// Valkey 9.1.
    public static let valkey91 = valkey(9, 1)

    /// A Redis whose version begins with these numbers.
    public static func redis(_ major: Int, _ minor: Int) -> LiveServerKind {
        LiveServerKind(series: ServerSeries(.redis, major, minor))
    }

    /// A Valkey whose version begins with these numbers.
    public static func valkey(_ major: Int, _ minor: Int) -> LiveServerKind {
        LiveServerKind(series: ServerSeries(.valkey, major, minor))
    }

    /// The name, and as much of the version as is fixed, as in “Redis 6.2”.
    public var description: String { series.description }

    /// Whether a test that needs this server should run: the server is on this machine, or `PINYON_REQUIRE_SERVERS` is
    /// 1 in the environment, as it should be where a missing server is a failure.
    ///
    /// ```swift
    /// @Test(.enabled("Redis 6.2 is not installed") { await LiveServerKind.redis62.isExpected })
    /// ```
    ///
    /// The first call in a process runs each server that is found, to learn its version.
    public var isExpected: Bool {
        get async { ServerCatalog.isRequired ? true : await ServerCatalog().has(series) }
    }

    /// The program.
    func binary() async throws -> ServerBinary { try await ServerCatalog().find(series) }
}
