internal import PinyonProcesses

/// A real Redis or Valkey cluster for a test.
public struct LiveCluster: Sendable {
    private let cluster: RedisCluster

    /// The nodes: first those that began as primaries, in the order of their slots, then the replicas of the first, of
    /// the second, and so on.
    public let nodes: [LiveServer]

    private init(_ cluster: RedisCluster) {
        self.cluster = cluster
        nodes = cluster.nodes.map { LiveServer($0) }
    }

    /// The number of the node that began as primary of a slot.
    ///
    /// - Parameter slot: From 0 to 16383.
    /// - Returns: The number in ``nodes``; nil if there is no such slot.
    public func primary(ofSlot slot: Int) -> Int? {
        (0..<cluster.shape.primaries).first { cluster.slots(ofPrimary: $0).contains(slot) }
    }

    /// The numbers of the nodes that began as replicas of a primary.
    public func replicas(ofPrimary number: Int) -> [Int] {
        (cluster.shape.primaries..<nodes.count).filter { cluster.primary(ofNode: $0) == number }
    }

    /// Starts a cluster for as long as a closure runs. A node that is silent for 2 seconds counts as failing, unless a
    /// setting says otherwise.
    ///
    /// - Parameters:
    ///   - kind: Which servers.
    ///   - primaries: The number of primaries; the slots are shared equally. Default: 3.
    ///   - replicas: The number of replicas of each primary. Default: 1.
    ///   - options: How each node is started.
    ///   - body: Called when all nodes see each other, all slots are served, and the replicas are in step.
    /// - Returns: What the closure returns. The nodes are gone by then.
    /// - Throws: ``LiveServerError``, and what the closure throws.
    public static func run<Result>(
        _ kind: LiveServerKind,
        primaries: Int = 3,
        replicas: Int = 1,
        options: LiveServerOptions = LiveServerOptions(),
        _ body: (LiveCluster) async throws -> Result
    ) async throws -> Result {
        let cluster = try await LiveServerError.translated {
            try await RedisCluster.start(
                kind.binary(), shape: .init(primaries: primaries, replicas: replicas), options: options.resolved())
        }
        return try await LiveServerError.finishing(cluster.stop) { try await body(LiveCluster(cluster)) }
    }
}

extension LiveServer {
    /// Starts a cluster of the newest Redis on this machine for as long as a closure runs; see
    /// ``LiveCluster/run(_:primaries:replicas:options:_:)``.
    public static func cluster<Result>(_ body: (LiveCluster) async throws -> Result) async throws -> Result {
        try await LiveCluster.run(.redis, body)
    }
}
