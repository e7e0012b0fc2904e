import PinyonClient
import PinyonTesting
import Synchronization

/// Servers that play Sentinels: which primary each names, and how new it says that is, is up to the test.
final class MockSentinels: Sendable {
    /// What a Sentinel says.
    struct View: Sendable {
        var host = "127.0.0.1"
        var port: Int?
        var epoch = 1
        var replicas: [Replica] = []
        /// The ports of the other Sentinels that it knows.
        var sentinels: [Int] = []
    }

    struct Replica: Sendable {
        var port: Int
        var flags = "slave"
        var link = "ok"
        var offset = 1_000
    }

    /// Answers a command that comes to a Sentinel; nil to answer as usual.
    typealias Answer = @Sendable (_ node: Int, _ command: ScriptedCommand) -> [ScriptedReply]?

    let nodes: [ScriptedServer]
    private let answers = Mutex<Answer?>(nil)
    private let views = Mutex<[Int: View]>([:])
    private let subscribers = Mutex<[Int: Set<Int>]>([:])

    fileprivate init(_ nodes: [ScriptedServer]) {
        self.nodes = nodes
        for (number, node) in nodes.enumerated() {
            node.script { [weak self] connection, command in self?.reply(number, connection, command) }
        }
    }

    /// Where they listen.
    var addresses: [ServerAddress] { nodes.map { .host("127.0.0.1", port: $0.port) } }

    /// How the configuration of a client names them.
    var topology: RedisTopology { .sentinel(SentinelTopology(sentinels: addresses, primaryName: "primary")) }

    /// Answers commands from now on; nil to answer as usual.
    func answer(_ answer: Answer?) {
        answers.withLock { $0 = answer }
    }

    /// Makes Sentinels name a primary; all of them if none is named. A port of nil is a primary they don't know.
    func name(
        host: String = "127.0.0.1", port: Int?, epoch: Int = 1, replicas: [Replica] = [], sentinels: [Int] = [],
        on numbers: [Int]? = nil
    ) {
        views.withLock { views in
            for number in numbers ?? Array(nodes.indices) {
                views[number] = View(host: host, port: port, epoch: epoch, replicas: replicas, sentinels: sentinels)
            }
        }
    }

    /// Makes Sentinels announce something to who listens.
    func announce(_ channel: String, _ text: String) {
        for (number, connections) in subscribers.withLock({ $0 }) {
            for connection in connections {
                nodes[number].push(
                    ">3\r\n$7\r\nmessage\r\n$\(channel.utf8.count)\r\n\(channel)\r\n$\(text.utf8.count)\r\n\(text)\r\n",
                    to: connection)
            }
        }
    }

    /// Whether an open connection has had it confirmed that it gets announcements.
    var isListenedTo: Bool {
        subscribers.withLock({ $0 }).contains { number, connections in
            let record = nodes[number].record
            return connections.contains { record.connections[$0].isOpen }
        }
    }

    /// All words that were sent to the Sentinels.
    var words: Set<String> {
        Set(nodes.flatMap { $0.record.connections.flatMap { $0.commands.flatMap(\.text) } })
    }

    /// How often the Sentinels were asked for the primary.
    var looks: Int {
        nodes.reduce(0) {
            $0
                + $1.record.connections.reduce(0) {
                    $0
                        + $1.commands.count {
                            $0.text.count == 3 && $0.text[1].uppercased() == "GET-MASTER-ADDR-BY-NAME"
                        }
                }
        }
    }

    private func reply(_ node: Int, _ connection: Int, _ command: ScriptedCommand) -> [ScriptedReply]? {
        if let replies = answers.withLock({ $0 })?(node, command) { return replies }
        if command.name == "SUBSCRIBE" {
            subscribers.withLock { _ = $0[node, default: []].insert(connection) }
            return command.text.dropFirst().enumerated().map { index, channel in
                .push([.bulk("subscribe"), .bulk(channel), .integer(index + 1)])
            }
        }
        guard command.name == "SENTINEL", let view = views.withLock({ $0[node] }) else { return nil }
        switch command.text.dropFirst().first?.uppercased() {
        case "GET-MASTER-ADDR-BY-NAME":
            return [view.port.map { .array([.bulk(view.host), .bulk("\($0)")]) } ?? .null]
        case "MASTER":
            return [
                view.port.map { Self.fields(view.host, $0, ["flags", "master", "config-epoch", "\(view.epoch)"]) }
                    ?? .error("ERR No such master with that name")
            ]
        case "REPLICAS":
            return [
                .array(
                    view.replicas.map {
                        Self.fields(
                            "127.0.0.1", $0.port,
                            [
                                "flags", $0.flags, "master-link-status", $0.link, "slave-repl-offset", "\($0.offset)",
                                "info-refresh", "500",
                            ])
                    })
            ]
        case "SENTINELS":
            return [.array(view.sentinels.map { Self.fields("127.0.0.1", $0, ["flags", "sentinel"]) })]
        default: return nil
        }
    }

    private static func fields(_ host: String, _ port: Int, _ more: [String]) -> ScriptedReply {
        .array((["name", "\(host):\(port)", "ip", host, "port", "\(port)"] + more).map { .bulk($0) })
    }
}

/// Runs servers that play Sentinels for as long as a closure runs.
func withMockSentinels<Result>(_ count: Int, _ body: (MockSentinels) async throws -> Result) async throws -> Result {
    var nodes: [ScriptedServer] = []
    do {
        for _ in 0..<count { nodes.append(try await ScriptedServer.start()) }
        let result = try await body(MockSentinels(nodes))
        for node in nodes { await node.stop() }
        return result
    } catch {
        for node in nodes { await node.stop() }
        throw error
    }
}
