import InMemoryLogging
import InMemoryTracing
import Logging
import MetricsTestKit
import PinyonClient
import Tracing

/// What a client tells about its commands, kept in memory.
struct Recording: Sendable {
    let metrics = TestMetrics()
    let tracer = InMemoryTracer()
    private let log = InMemoryLogHandler()

    /// Has a client tell it.
    func attach(to configuration: inout RedisConfiguration) {
        configuration.metrics = metrics
        configuration.tracer = tracer
        var handler = log
        handler.logLevel = .trace
        configuration.logger = Logger(label: "recording") { [handler] _ in handler }
    }

    /// The names of all spans that have ended, in order.
    var spanNames: [String] { tracer.finishedSpans.map(\.operationName) }

    /// The last span of a name.
    func span(_ name: String) -> FinishedInMemorySpan? {
        tracer.finishedSpans.last { $0.operationName == name }
    }

    /// The measured series of a command.
    func timers(_ operation: String) -> [TestTimer] {
        metrics.timers(label: "db.client.operation.duration", dimensions: [("db.operation.name", operation)])
    }

    /// What was logged of servers that other servers named, as address and role.
    var namedNodes: [String] {
        log.entries.filter { $0.message == "a server named a new node" }.map { entry in
            ["server.address", "pinyon.node.role"].map { entry.metadata[$0].map { "\($0)" } ?? "" }
                .joined(separator: " ")
        }
    }

    /// The kinds of the messages that were logged because nobody knows them.
    var ignoredKinds: [String] { log.entries.compactMap { $0.metadata["pinyon.push.kind"].map { "\($0)" } } }

    /// All that was logged.
    var loggedText: String { log.entries.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n") }

    /// The metadata of what was logged of commands.
    var loggedCommands: [[String: String]] {
        log.entries.filter { $0.message == "command" }.map { $0.metadata.mapValues { "\($0)" } }
    }
}

extension FinishedInMemorySpan {
    /// Its attributes as text.
    var texts: [String: String] {
        var texts: [String: String] = [:]
        func add(_ name: String, _ value: SpanAttribute) {
            switch value {
            case .string(let text): texts[name] = text
            case .int64(let number): texts[name] = "\(number)"
            default: texts[name] = "\(value)"
            }
        }
        attributes.forEach(add)
        return texts
    }
}

extension TestTimer {
    /// Its dimensions by name.
    var texts: [String: String] { Dictionary(dimensions) { first, _ in first } }
}
