import PinyonClient
import PinyonTesting
import Synchronization
import Testing

/// Servers that play a cluster: what each says of the slots, and how it answers, is up to the test.
final class MockCluster: Sendable {
    /// What a node says of the whole cluster.
    struct View: Sendable {
        var epoch = 1
        var ownEpoch = 0
        var rows: [Row]
    }

    /// A row of `CLUSTER SLOTS`.
    struct Row: Sendable {
        var slots: ClosedRange<Int>
        var host = ScriptedReply.bulk("127.0.0.1")
        var port: Int
        var replicas: [Int] = []
        /// The availability zones of nodes, by their ports.
        var zones: [Int: String] = [:]

        var reply: ScriptedReply {
            .array(
                [.integer(slots.lowerBound), .integer(slots.upperBound), node(port)] + replicas.map { node($0) })
        }

        private func node(_ port: Int) -> ScriptedReply {
            let zone: [ScriptedReply] = zones[port].map { [.bulk("availability-zone"), .bulk($0)] } ?? []
            let id = String(repeating: "\(port % 10)", count: 40)
            return .array([host, .integer(port), .bulk(id), .array(zone)])
        }
    }

    /// Answers a command that isn't about the cluster; nil to answer as usual.
    typealias Answer = @Sendable (_ node: Int, _ connection: Int, _ command: ScriptedCommand) -> [ScriptedReply]?

    private struct State {
        var views: [Int: View] = [:]
        var slots: [Int: [ScriptedReply]] = [:]
        var answer: Answer = { _, _, _ in nil }
    }

    let nodes: [ScriptedServer]
    private let state = Mutex(State())

    fileprivate init(_ nodes: [ScriptedServer]) {
        self.nodes = nodes
        for (number, node) in nodes.enumerated() {
            node.script { [weak self] connection, command in self?.reply(number, connection, command) }
        }
        view(even())
    }

    /// How the configuration of a client names the nodes.
    func topology(seeds: [Int] = [0]) -> RedisTopology {
        .cluster(seeds: seeds.map { .host("127.0.0.1", port: nodes[$0].port) })
    }

    /// A view in which some nodes have the same number of slots each.
    func even(_ numbers: [Int]? = nil, epoch: Int = 1) -> View {
        let numbers = numbers ?? Array(nodes.indices)
        let rows = numbers.enumerated().map { index, number in
            Row(
                slots: (16_384 * index / numbers.count)...(16_384 * (index + 1) / numbers.count - 1),
                port: nodes[number].port)
        }
        return View(epoch: epoch, rows: rows)
    }

    /// Makes nodes tell a view; all of them if none is named.
    func view(_ view: View, on numbers: [Int]? = nil) {
        state.withLock { state in
            for number in numbers ?? Array(nodes.indices) {
                state.views[number] = view
                state.slots[number] = nil
            }
        }
    }

    /// Makes all nodes answer `CLUSTER SLOTS` with something else.
    func slots(_ replies: [ScriptedReply]) {
        state.withLock { state in
            for number in nodes.indices { state.slots[number] = replies }
        }
    }

    /// Answers commands from now on.
    func answer(_ answer: @escaping Answer) {
        state.withLock { $0.answer = answer }
    }

    /// How many commands of a name have come to all nodes together.
    func count(of name: String) -> Int { nodes.reduce(0) { $0 + $1.record.count(of: name) } }

    /// How often nodes were asked for their view.
    var looks: Int {
        nodes.reduce(0) { count, node in
            count
                + node.record.connections.reduce(0) { count, connection in
                    count + connection.commands.count { $0.text.count > 1 && $0.text[1].uppercased() == "SLOTS" }
                }
        }
    }

    private func reply(_ node: Int, _ connection: Int, _ command: ScriptedCommand) -> [ScriptedReply]? {
        let state = state.withLock { $0 }
        if command.name == "CLUSTER", let view = state.views[node] {
            switch command.text.dropFirst().first?.uppercased() {
            case "INFO":
                return [
                    .bulk(
                        """
                        cluster_state:ok\r\ncluster_current_epoch:\(view.epoch)\r\ncluster_my_epoch:\(view.ownEpoch)\r\n
                        """)
                ]
            case "SLOTS": return state.slots[node] ?? [.array(view.rows.map(\.reply))]
            default: break
            }
        }
        if let replies = state.answer(node, connection, command) { return replies }
        switch command.name {
        case "GET": return [.bulk("node \(node)")]
        case "SET": return [.ok]
        default: return nil
        }
    }
}

/// Runs servers that play a cluster for as long as a closure runs.
func withMockCluster<Result>(nodes count: Int, _ body: (MockCluster) async throws -> Result) async throws -> Result {
    var nodes: [ScriptedServer] = []
    do {
        for _ in 0..<count { nodes.append(try await ScriptedServer.start()) }
        let result = try await body(MockCluster(nodes))
        for node in nodes { await node.stop() }
        return result
    } catch {
        for node in nodes { await node.stop() }
        throw error
    }
}

/// The slot of a key.
func slot(of key: String) -> Int { HashSlot(key: key).number }

/// A key in a slot of a range.
func key(in slots: ClosedRange<Int>, _ prefix: String = "key") -> String {
    (0...).lazy.map { "\(prefix):\($0)" }.first { slots.contains(slot(of: $0)) } ?? ""
}

extension ScriptedServer {
    /// Ends all connections and takes no new ones.
    func die() async throws {
        await refuseConnections()
        cutAll(.reset)
        try await eventually("its connections are gone") { record.open == 0 }
    }
}
