internal import PinyonProcesses

/// A real primary with replicas and Sentinels for a test.
public struct LiveSentinelGroup: Sendable {
    private let group: SentinelGroup

    /// The servers with data: first the one that began as primary, then the replicas.
    public let servers: [LiveServer]
    /// The Sentinels.
    public let sentinels: [LiveServer]

    private init(_ group: SentinelGroup) {
        self.group = group
        servers = group.servers.map { LiveServer($0) }
        sentinels = group.sentinels.map { LiveServer($0) }
    }

    /// The name by which the Sentinels know the primary.
    public var name: String { group.shape.name }

    /// Asks a Sentinel for a failover, and waits until a replica has taken over and all Sentinels say so.
    ///
    /// - Returns: The number of the new primary in ``servers``.
    /// - Throws: ``LiveServerError``, or `CancellationError`.
    @discardableResult
    public func failOver() async throws -> Int {
        let primary = try await LiveServerError.translated { try await group.failOver() }
        return group.servers.firstIndex { $0 === primary } ?? 0
    }

    /// Starts a group for as long as a closure runs. A primary that is silent for a second counts as down.
    ///
    /// - Parameters:
    ///   - kind: Which servers.
    ///   - replicas: The number of replicas. Default: 2.
    ///   - sentinels: The number of Sentinels; more than half of them must agree. Default: 3.
    ///   - name: The name by which the Sentinels know the primary. Default: `primary`.
    ///   - options: How each server with data is started; the Sentinels need no password.
    ///   - body: Called when all know each other and the replicas are in step.
    /// - Returns: What the closure returns. The servers are gone by then.
    /// - Throws: ``LiveServerError``, and what the closure throws.
    public static func run<Result>(
        _ kind: LiveServerKind,
        replicas: Int = 2,
        sentinels: Int = 3,
        name: String = "primary",
        options: LiveServerOptions = LiveServerOptions(),
        _ body: (LiveSentinelGroup) async throws -> Result
    ) async throws -> Result {
        var shape = SentinelGroup.Shape()
        (shape.replicas, shape.sentinels, shape.quorum, shape.name) = (replicas, sentinels, sentinels / 2 + 1, name)
        let group = try await LiveServerError.translated { [shape] in
            try await SentinelGroup.start(kind.binary(), shape: shape, options: options.resolved())
        }
        return try await LiveServerError.finishing(group.stop) { try await body(LiveSentinelGroup(group)) }
    }
}

extension LiveServer {
    /// Starts a primary, 2 replicas and 3 Sentinels of the newest Redis on this machine for as long as a closure runs;
    /// see ``LiveSentinelGroup/run(_:replicas:sentinels:name:options:_:)``.
    public static func sentinelGroup<Result>(
        _ body: (LiveSentinelGroup) async throws -> Result
    ) async throws -> Result {
        try await LiveSentinelGroup.run(.redis, body)
    }
}
