/// A Redis or Valkey cluster on this machine.
///
/// It is made with the commands of the servers, so no other tool is needed, and it is whole when it has been started:
/// every node sees every other one, all slots are served, and the replicas are in step.
package final class RedisCluster: Sendable {
    /// The number of slots of every cluster.
    package static let slotCount = 16_384

    /// The form of a cluster.
    package struct Shape: Sendable, Hashable {
        /// The number of primaries. Default: 3.
        package var primaries: Int
        /// The number of replicas of each primary. Default: 1.
        package var replicas: Int

        /// A form.
        package init(primaries: Int = 3, replicas: Int = 1) {
            self.primaries = primaries
            self.replicas = replicas
        }

        /// The number of all nodes.
        package var nodeCount: Int { primaries * (1 + replicas) }
    }

    /// The form in which it was made; failovers change who is primary.
    package let shape: Shape
    /// The nodes: first those that began as primaries, in the order of their slots, then the replicas of the first, of
    /// the second, and so on.
    package let nodes: [ServerProcess]

    private init(shape: Shape, nodes: [ServerProcess]) {
        self.shape = shape
        self.nodes = nodes
    }

    /// Starts the nodes and makes a cluster of them.
    ///
    /// - Parameters:
    ///   - binary: The program of all nodes.
    ///   - shape: How many there are. Default: 3 primaries with a replica each.
    ///   - options: How each is started. `cluster-node-timeout` is 2000 unless a setting says otherwise.
    ///   - limit: The longest time until the cluster is whole. Default: 30 seconds.
    /// - Returns: The cluster, whole.
    /// - Throws: ``ProcessError``, or `CancellationError`. Nothing is left behind then.
    package static func start(
        _ binary: ServerBinary,
        shape: Shape = Shape(),
        options: ServerOptions = ServerOptions(),
        within limit: Duration = .seconds(30)
    ) async throws -> RedisCluster {
        guard shape.primaries > 0, shape.replicas >= 0, shape.nodeCount <= 100 else {
            throw ProcessError(
                .badOptions,
                "A cluster here has between 1 and 100 nodes, not \(shape.primaries) primaries with "
                    + "\(shape.replicas) replicas each.")
        }
        var options = options
        options.role = .clusterNode
        let members = [ServerGroup.Member](
            repeating: .init(binary: binary, options: options), count: shape.nodeCount)
        let nodes = try await ServerGroup.start(members)
        let cluster = RedisCluster(shape: shape, nodes: nodes)
        try await ServerGroup.stopping(nodes) { try await ClusterFormation(cluster: cluster, limit: limit).run() }
        return cluster
    }

    /// The number of the primary that a node began with: its own, or the one it is a replica of.
    package func primary(ofNode number: Int) -> Int {
        number < shape.primaries ? number : (number - shape.primaries) / max(1, shape.replicas)
    }

    /// The slots that a primary began with.
    package func slots(ofPrimary number: Int) -> ClosedRange<Int> {
        let first = Self.slotCount * number / shape.primaries
        return first...(Self.slotCount * (number + 1) / shape.primaries - 1)
    }

    /// Ends all nodes and removes their folders. Returns when they are gone, even if the task is cancelled.
    package func stop() async { await ServerGroup.stop(nodes) }
}

/// Starts a cluster for as long as a closure runs.
///
/// - Parameters:
///   - binary: The program of all nodes.
///   - shape: How many there are. Default: 3 primaries with a replica each.
///   - options: How each is started.
///   - body: Called when the cluster is whole.
/// - Returns: What the closure returns. The nodes are gone by then, also if the closure throws or is cancelled.
/// - Throws: As ``RedisCluster/start(_:shape:options:within:)`` does, and what the closure throws.
package func withCluster<Result>(
    _ binary: ServerBinary,
    shape: RedisCluster.Shape = RedisCluster.Shape(),
    options: ServerOptions = ServerOptions(),
    _ body: (RedisCluster) async throws -> Result
) async throws -> Result {
    let cluster = try await RedisCluster.start(binary, shape: shape, options: options)
    let result = try await ServerGroup.stopping(cluster.nodes) { try await body(cluster) }
    await cluster.stop()
    return result
}
