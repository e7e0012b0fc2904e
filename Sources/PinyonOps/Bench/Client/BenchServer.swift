internal import PinyonClient
internal import PinyonProcesses

/// The server that a benchmark runs on.
struct BenchServer {
    /// How a client reaches it.
    let configuration: RedisConfiguration
    /// The arguments that tell `redis-benchmark` where it is, or why there are none.
    let place: Place

    /// Where `redis-benchmark` finds the server.
    enum Place {
        case arguments([String])
        case none(reason: String)
    }

    /// Finds the server, or starts one, for as long as a closure runs.
    ///
    /// - Parameters:
    ///   - url: The server; nil for a Redis, or else a Valkey, of this machine, which is started and ended.
    ///   - password: Its password, where the URL has none.
    ///   - body: Called with the server.
    /// - Returns: What the closure returns.
    /// - Throws: `ClientError` for a wrong URL, `ProcessError`, `CancellationError`, and what the closure throws.
    static func with<Result>(
        url: String?, password: String?, _ body: (BenchServer) async throws -> Result
    ) async throws -> Result {
        if let url {
            let configuration = try RedisConfiguration(url: url, password: password)
            return try await body(BenchServer(configuration: configuration, place: await place(of: configuration)))
        }
        return try await withServer(try await binary()) { process in
            let configuration = RedisConfiguration(.standalone(.host("127.0.0.1", port: process.port ?? 0)))
            return try await body(BenchServer(configuration: configuration, place: await place(of: configuration)))
        }
    }

    private static func binary() async throws -> ServerBinary {
        let catalog = ServerCatalog()
        do {
            return try await catalog.find(.redis)
        } catch let error as ProcessError {
            guard let valkey = try? await catalog.find(.valkey) else { throw error }
            return valkey
        }
    }

    private static let secret = "the password would stand in its arguments, where others can see it"

    private static func place(of configuration: RedisConfiguration) async -> Place {
        guard case .standalone(let address) = configuration.topology else {
            return .none(reason: "it is compared on single servers only")
        }
        if configuration.tls != nil { return .none(reason: "it is compared without TLS only") }
        do {
            if try await configuration.credentials() != nil { return .none(reason: secret) }
        } catch {
            return .none(reason: secret)
        }
        let database = configuration.database == 0 ? [] : ["--dbnum", "\(configuration.database)"]
        switch address {
        case .host(let host, let port): return .arguments(["-h", host, "-p", "\(port)"] + database)
        case .unixSocket(let path): return .arguments(["-s", path] + database)
        }
    }
}
