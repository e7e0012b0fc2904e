import PinyonClient
import PinyonTesting
import Testing

/// Runs a test on a real cluster, or says that the server isn't there.
func onCluster(
    _ kind: LiveServerKind, primaries: Int = 3, replicas: Int = 1, options: LiveServerOptions = LiveServerOptions(),
    _ body: (LiveCluster) async throws -> Void
) async throws {
    try await unlessMissing(kind) {
        try await LiveCluster.run(kind, primaries: primaries, replicas: replicas, options: options, body)
    }
}

extension LiveCluster {
    /// How the configuration of a client names the nodes.
    var topology: RedisTopology { .cluster(seeds: nodes.map(\.address)) }

    /// The slots that a node began with.
    func slots(ofPrimary number: Int) -> ClosedRange<Int> {
        let slots = (0..<16_384).filter { primary(ofSlot: $0) == number }
        return (slots.first ?? 0)...(slots.last ?? 0)
    }

    /// How often its nodes were asked who has which slots; 0 before Redis 7.0, which doesn't count that by itself.
    func looks() async throws -> Int {
        var looks = 0
        for node in nodes {
            for command in ["cluster|slots", "cluster|shards"] {
                looks += try await node.count("calls", of: command)
            }
        }
        return looks
    }

    /// A key that began on a node.
    func key(onPrimary number: Int, _ prefix: String = "key") -> String {
        LiveTests.key(in: slots(ofPrimary: number), prefix)
    }
}

extension LiveServer {
    /// Its identity in the cluster.
    var clusterID: String {
        get async throws { try await text("CLUSTER", "MYID") }
    }

    /// Whether it says that it is a primary.
    var isPrimary: Bool {
        get async throws { try await text("INFO", "replication").contains("role:master") }
    }
}

extension LiveServer {
    /// What it counted of a command that it was sent: `calls`, `rejected_calls`, `failed_calls`; 0 if it never was.
    ///
    /// - Parameters:
    ///   - field: What.
    ///   - command: The command, in lower case, as `get` or `cluster|slots`.
    func count(_ field: String, of command: String) async throws -> Int {
        let line = try await text("INFO", "commandstats").split(whereSeparator: \.isNewline)
            .first { $0.hasPrefix("cmdstat_\(command):") }
        let fields = line?.drop { $0 != ":" }.dropFirst().split(separator: ",") ?? []
        return fields.first { $0.hasPrefix("\(field)=") }.flatMap { Int($0.dropFirst(field.count + 1)) } ?? 0
    }
}
