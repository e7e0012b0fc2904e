import InMemoryTracing
import MetricsTestKit
import PinyonClient
import PinyonTesting
import Testing
import Tracing

/// Metrics, spans and trace logs, under the names that OpenTelemetry has for databases.
@Suite(.timeLimit(.minutes(1))) struct TelemetryTests {
    @Test("a command is a span, a measurement and a line at trace level", arguments: serverKinds)
    func command(kind: LiveServerKind) async throws {
        let recording = Recording()
        try await onServer(kind) { server in
            let change: (inout RedisConfiguration) -> Void = { configuration in
                recording.attach(to: &configuration)
                configuration.database = 3
            }
            try await withClient(.standalone(server.tcpAddress), change) { client in
                _ = try await client.set("a", "1")
            }
            let system = kind == .valkey91 ? "valkey" : "redis"
            let span = try #require(recording.span("SET"))
            #expect(span.kind == .client && span.status == nil && span.errors.isEmpty)
            #expect(
                span.texts == [
                    "db.system.name": system, "db.namespace": "3", "db.operation.name": "SET",
                    "server.address": "127.0.0.1", "server.port": "\(server.port)",
                ])
            let timer = try #require(recording.timers("SET").first)
            #expect(timer.values.count == 1)
            #expect(
                timer.texts == [
                    "db.system.name": system, "db.operation.name": "SET", "server.address": "127.0.0.1",
                    "server.port": "\(server.port)", "error.type": "", "db.response.status_code": "",
                ])
            #expect(
                recording.loggedCommands == [
                    ["db.operation.name": "SET", "server.address": "127.0.0.1:\(server.port)", "error.type": ""]
                ])
        }
    }

    @Test("an error is told by its kind", arguments: oneServerKind)
    func failure(kind: LiveServerKind) async throws {
        let recording = Recording()
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { recording.attach(to: &$0) }) { client in
                try await client.set("a", "1")
                let error = try await clientError { try await client.lpush("a", "2") }
                #expect(error?.serverError?.code == "WRONGTYPE")
            }
            let span = try #require(recording.span("LPUSH"))
            #expect(span.status?.code == .error && span.errors.count == 1)
            #expect(span.texts["error.type"] == "WRONGTYPE" && span.texts["db.response.status_code"] == "WRONGTYPE")
            #expect(recording.timers("LPUSH").map(\.texts["error.type"]) == ["WRONGTYPE"])
            #expect(recording.timers("LPUSH").map(\.texts["db.response.status_code"]) == ["WRONGTYPE"])
            #expect(recording.loggedCommands.last?["error.type"] == "WRONGTYPE")
        }
    }

    @Test("the keys that an error names are not in its span")
    func keys() async throws {
        let recording = Recording()
        try await withMockCluster(nodes: 2) { cluster in
            try await withClient(cluster.topology(), { recording.attach(to: &$0) }) { client in
                let error = try await clientError { try await client.rename("secret:a", "secret:b") }
                #expect(error?.code == .crossSlot && error?.message.contains("secret:a") == true)
            }
        }
        let span = try #require(recording.span("RENAME"))
        #expect(span.errors.count == 1 && span.texts["error.type"] != nil)
        #expect(!"\(span.errors) \(span.texts)".contains("secret"))
    }

    @Test(
        "the servers' errors are told apart by their codes, and by one word where servers make their own",
        arguments: [
            ("OOM command not allowed when used memory > 'maxmemory'.", "OOM"),
            ("MISCONF Redis is configured to save RDB snapshots", "MISCONF"),
            ("NOREPLICAS Not enough good replicas to write.", "NOREPLICAS"), ("ERR syntax error", "ERR"),
            ("NOPERM this user has no permissions", "NOPERM"), ("canary", "other"), ("CANARY of a script", "other"),
        ])
    func serverErrors(line: String, label: String) async throws {
        let recording = Recording()
        try await withScriptedServer { server in
            server.script { _, command in command.name == "SET" ? [.error(line)] : nil }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), { recording.attach(to: &$0) }) { client in
                let error = try await clientError { try await client.set("a", "1") }
                #expect(error?.serverError != nil, "\(error as Any)")
            }
        }
        let span = try #require(recording.span("SET"))
        let series = try #require(recording.timers("SET").first)
        for name in ["error.type", "db.response.status_code"] {
            #expect(span.texts[name] == label && series.texts[name] == label, "\(name)")
        }
        #expect(recording.loggedCommands.last?["error.type"] == label)
    }

    @Test("an error that no server answered with has the client's word, and no code of a server")
    func clientErrors() async throws {
        let recording = Recording()
        let change: (inout RedisConfiguration) -> Void = { configuration in
            recording.attach(to: &configuration)
            configuration.connectTimeout = .milliseconds(300)
        }
        try await withClient(.standalone(.host("127.0.0.1", port: 1)), change) { client in
            let error = try await clientError { try await client.set("a", "1") }
            #expect(error?.code == .connectionFailed)
        }
        let span = try #require(recording.span("SET"))
        let series = try #require(recording.timers("SET").first)
        #expect(span.texts["error.type"] == "connectionFailed" && span.texts["db.response.status_code"] == nil)
        #expect(series.texts["error.type"] == "connectionFailed" && series.texts["db.response.status_code"] == "")
    }

    @Test("all series of a metric have the same dimensions, as backends demand", arguments: oneServerKind)
    func dimensions(kind: LiveServerKind) async throws {
        let recording = Recording()
        for options in [LiveServerOptions(), LiveServerOptions(hasUnixSocketOnly: true)] {
            try await onServer(kind, options: options) { server in
                for address in [server.address, .host("127.0.0.1", port: 1)] {
                    try await Self.failAtLeastOnce(address, recording)
                }
            }
        }
        let names = Set(recording.metrics.timers.map { $0.dimensions.map { $0.0 } })
        #expect(recording.metrics.timers.count >= 6 && names.count == 1, "\(names)")
    }

    private static func failAtLeastOnce(_ address: ServerAddress, _ recording: Recording) async throws {
        let change: (inout RedisConfiguration) -> Void = { configuration in
            recording.attach(to: &configuration)
            configuration.connectTimeout = .milliseconds(500)
        }
        try await withClient(.standalone(address), change) { client in
            _ = try await clientError { try await client.set("a", "1") }
            _ = try await clientError { try await client.lpush("a", "2") }
        }
    }

    @Test("a pipeline is measured as one, and commands that nobody knows are one series", arguments: oneServerKind)
    func names(kind: LiveServerKind) async throws {
        let recording = Recording()
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { recording.attach(to: &$0) }) { client in
                _ = try await client.pipeline(.set("a", "1"), .get("a"), .incr("n"))
                _ = try await clientError { try await client.command("NOSUCHCOMMAND") }
                _ = try await clientError { try await client.command("NORSUCH") }
            }
            #expect(recording.span("PIPELINE")?.texts["db.operation.batch.size"] == "3")
            #expect(recording.timers("PIPELINE").map(\.values.count) == [1])
            #expect(recording.timers("other").map(\.values.count) == [2])
            #expect(recording.timers("NOSUCHCOMMAND").isEmpty)
        }
    }

    @Test("a command's span is a child of the caller's", arguments: oneServerKind)
    func parent(kind: LiveServerKind) async throws {
        let recording = Recording()
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { recording.attach(to: &$0) }) { client in
                try await recording.tracer.withSpan("request") { _ in
                    _ = try await client.set("a", "1")
                }
            }
            let request = try #require(recording.span("request"))
            #expect(recording.span("SET")?.parentSpanID == request.spanID)
        }
    }

    @Test("transactions are measured and traced, and what is done on connections on loan", arguments: oneServerKind)
    func sessions(kind: LiveServerKind) async throws {
        let recording = Recording()
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { recording.attach(to: &$0) }) { client in
                _ = try await client.transaction(.incr("n"), .get("n"))
                #expect(recording.spanNames == ["MULTI"])
                #expect(recording.span("MULTI")?.texts["db.operation.batch.size"] == "2")
                #expect(recording.span("MULTI")?.texts["server.port"] == "\(server.port)")
                try await client.watching("n") { session in
                    _ = try await session.get("n")
                    _ = try await session.transaction(.incr("n"))
                }
                #expect(recording.spanNames == ["MULTI", "WATCH", "GET", "MULTI"])
                try await client.withConnection { session in
                    try await session.set("a", "1")
                    _ = try await session.pipeline(.get("a"), .get("n"))
                    _ = try await clientError { try await session.lpush("a", "2") }
                }
                #expect(recording.spanNames.suffix(3) == ["SET", "PIPELINE", "LPUSH"])
                #expect(recording.span("LPUSH")?.texts["error.type"] == "WRONGTYPE")
                #expect(recording.timers("MULTI").map(\.values.count) == [2])
                #expect(recording.loggedCommands.count == recording.spanNames.count)
            }
        }
    }

    @Test("what one server is asked is measured and traced, and so are tracked reads", arguments: oneServerKind)
    func nodes(kind: LiveServerKind) async throws {
        let recording = Recording()
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { recording.attach(to: &$0) }) { client in
                let node = try #require(client.nodes.first)
                _ = try await node.ping()
                _ = try await node.pipeline(.incr("n"), .incr("n"))
                try await node.withConnection { _ = try await $0.get("n") }
                #expect(recording.spanNames == ["PING", "PIPELINE", "GET"])
                let tracking = client.tracking { _ in }
                _ = try await tracking.read(.get("n"))
                #expect(recording.spanNames == ["PING", "PIPELINE", "GET", "GET"])
                #expect(recording.tracer.finishedSpans.allSatisfy { $0.texts["server.port"] == "\(server.port)" })
            }
        }
    }
}
