import PinyonClient
import PinyonTesting

extension MockCluster {
    /// A view of one shard: node 0 is its primary, the others are its replicas.
    func oneShard() -> View {
        var view = even([0])
        view.rows[0].replicas = nodes.dropFirst().map(\.port)
        return view
    }
}

/// Runs a client of servers that play a cluster. It waits long, unless that is changed.
///
/// - Parameters:
///   - count: How many servers there are.
///   - primaries: Which of them have slots, as many each; all if none is named.
///   - seeds: Which of them the client's configuration names.
///   - change: Changes the client's configuration.
///   - body: Gets the servers and the client.
func withClusterClient<Result>(
    nodes count: Int, primaries: [Int]? = nil, seeds: [Int] = [0],
    _ change: (inout RedisConfiguration) -> Void = { $0.waitLong() },
    _ body: (MockCluster, RedisClient) async throws -> Result
) async throws -> Result {
    try await withMockCluster(nodes: count) { cluster in
        cluster.view(cluster.even(primaries))
        return try await withClient(cluster.topology(seeds: seeds), change) { try await body(cluster, $0) }
    }
}

/// Runs a client of servers that play a cluster of one shard, which waits long: node 0 is the primary, the others are
/// its replicas.
///
/// - Parameters:
///   - replicas: How many replicas there are.
///   - preference: Which nodes the client reads from.
///   - body: Gets the servers and the client.
func withMockShard<Result>(
    replicas: Int = 1, reading preference: ReadPreference = .preferReplica,
    _ body: (MockCluster, RedisClient) async throws -> Result
) async throws -> Result {
    try await withMockCluster(nodes: 1 + replicas) { cluster in
        cluster.view(cluster.oneShard())
        return try await withClient(cluster.topology()) { configuration in
            configuration.waitLong()
            configuration.readPreference = preference
        } _: { client in
            try await body(cluster, client)
        }
    }
}
