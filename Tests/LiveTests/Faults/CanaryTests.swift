import Foundation
import InMemoryTracing
import Logging
import MetricsTestKit
import PinyonClient
import PinyonTesting
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2))) struct CanaryTests {
    /// What must never be seen; it stays the same when it is escaped for a URL.
    private static let password = "canary-5e0c-password"
    private static let value = "canary-5e0c-value"

    @Test(
        "no password and no value stands in errors, logs, metrics, spans, descriptions, mirrors or dumps",
        arguments: serverKinds)
    func nothingIsShown(kind: LiveServerKind) async throws {
        let options = LiveServerOptions(password: Self.password, users: ["app on >\(Self.password) ~* +@all"])
        try await onServer(kind, options: options) { server in
            let written = Written()
            await withTaskGroup { group in
                for url in Self.urls(server) { group.addTask { await Self.use(url, written) } }
            }
            for url in Self.wrongURLs {
                do { written.add(try RedisConfiguration(url: url)) } catch { written.add(error) }
                do { _ = try RedisConfiguration(url: url + "h:99999/x?y=%zz") } catch { written.add(error) }
            }
            written.expectNo(Self.password)
            written.expectNo(Self.value)
            for source in Written.Source.allCases {
                #expect(written.count(of: source) > 0, "nothing was looked at of this: \(source)")
            }
            #expect(written.count > 100, "too little was looked at: \(written.count)")
        }
    }

    /// What somebody may write who forgot to escape a password, or the `@` behind it.
    private static let wrongURLs = [
        "redis://app:\(password)@", "redis:/\(password)@h", "x://u:\(password)@h:1", "redis://app:12/\(password)@h",
        "redis://app:\(password)/\(password)@h", "redis://app:12?\(password)@h", "redis://app:12#\(password)@h",
        "redis://app:12?db=\(password)@h", "redis-sentinel://app:12/\(password)@h1,h2/main",
        "unix://app:12?\(password)@/run/redis.sock", "redis://app:\(password)", "redis://app:12/\(password)",
        "redis://app:12,\(password):x", "redis://[\(password)", "app:\(password)://h",
        "redis-sentinel://h/main?sentinel-password=12&\(password)=%zz",
    ]

    private static func urls(_ server: LiveServer) -> [String] {
        let authority = "127.0.0.1:\(server.port)"
        return [
            "redis://app:\(password)@\(authority)", "redis://:\(password)@\(authority)",
            "redis://app:\(password)x@\(authority)", "redis://nobody:\(password)@\(authority)",
            "redis://app:\(password)@\(authority)/99", "rediss://app:\(password)@\(authority)",
            "redis://app:\(password)@\(authority)/?topology=cluster",
            "redis-sentinel://app:\(password)@\(authority)/x?sentinel-password=\(password)",
            "redis://app:\(password)@127.0.0.1:1", "redis://app:\(password)@no.such.host.invalid",
        ]
    }

    private static func use(_ url: String, _ written: Written) async {
        let (metrics, tracer) = (TestMetrics(), InMemoryTracer())
        do {
            var configuration = try RedisConfiguration(url: url)
            configuration.logger = Logger(label: "canary") { _ in CapturingLogHandler(written) }
            configuration.connectTimeout = .milliseconds(60)
            configuration.commandTimeout = .milliseconds(500)
            configuration.backoff.base = .milliseconds(5)
            written.add(configuration)
            configuration.metrics = metrics
            configuration.tracer = tracer
            let client = RedisClient(configuration)
            written.add(client)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await client.run() }
                await send(client, written)
                written.add(client)
                group.cancelAll()
                try await group.waitForAll()
            }
        } catch {
            written.add(error)
        }
        for timer in metrics.timers { written.add("\(timer.label) \(timer.dimensions)", from: .metric) }
        for counter in metrics.counters { written.add("\(counter.label) \(counter.dimensions)", from: .metric) }
        for meter in metrics.meters { written.add("\(meter.label) \(meter.dimensions)", from: .metric) }
        for recorder in metrics.recorders { written.add("\(recorder.label) \(recorder.dimensions)", from: .metric) }
        for span in tracer.finishedSpans { written.add(span, from: .span) }
    }

    /// Sends what fails in many ways, and what the servers answer with an error.
    private static func send(_ client: RedisClient, _ written: Written) async {
        let commands: [Command<RESPValue>] = [
            .command("SET", "k", value), .command("SET", "k", value, "wrong", "words"), .command("LPUSH", "k", value),
            .command("INCRBY", "k", value), .command("GET", "k"), .command("AUTH", password),
            .command("HELLO", 3, "AUTH", "app", password), .command("CONFIG", "SET", "requirepass-not", password),
            .command("ACL", "SETUSER", "app", ">\(password)", "+@nothing"), .command("EVAL", value, 0),
            .command("ACL", "SETUSER", "app", password), .command("ACL", "SETUSER", "app", "<': \(password)"),
            .command("ACL", "SETUSER", "app", "(+get >\(password)"), .command("CONFIG", "SET", "maxmemory", value),
            .command("EVAL", "return redis.call('incr', 'k')", 0), .command("NOSUCHCOMMAND", "k", value),
        ]
        for command in commands {
            written.add(command)
            do throws(ClientError) {
                let reply = try await client.send(command)
                // The reply's description tells its type and size.
                written.add("\(reply)")
            } catch {
                written.add(error)
            }
        }
        for result in await client.pipelineResults(commands) {
            if case .failure(let error) = result { written.add(error) }
        }
        do throws(ClientError) { _ = try await client.get("k", as: Int.self) } catch { written.add(error) }
        do { _ = try await client.transaction(.set("k", value), .lpushWrong(value)) } catch { written.add(error) }
        do {
            try await client.withConnection { session in
                written.add(session)
                _ = try await session.command("AUTH", "app", password + "x")
            }
        } catch { written.add(error) }
        do { try await client.withSubscription(to: [.channel(value)]) { written.add($0) } } catch { written.add(error) }
        let credentials = RedisCredentials(username: "app", password: password)
        written.add(credentials)
        written.add(Optional(credentials) as Any)
        written.add(["credentials": [credentials]])
    }
}

extension Command where Response == RESPValue {
    /// A push onto a key that holds a string.
    fileprivate static func lpushWrong(_ value: String) -> Command { .command("LPUSH", "k", value) }
}

/// Everything that might be written somewhere.
private final class Written: Sendable {
    /// What can show a secret.
    enum Source: CaseIterable {
        case log, metric, span, error
        /// Values that are described, mirrored and dumped.
        case value
    }

    private let texts = Mutex<[Source: [String]]>([:])

    var count: Int { texts.withLock { $0.values.reduce(0) { $0 + $1.count } } }

    func count(of source: Source) -> Int { texts.withLock { $0[source]?.count ?? 0 } }

    /// Adds all that can be made of something without knowing its type.
    ///
    /// - Parameters:
    ///   - subject: What.
    ///   - source: Where it comes from; nil for an error or a value, whichever it is.
    func add(_ subject: Any, from source: Source? = nil) {
        var dumped = ""
        dump(subject, to: &dumped, maxDepth: 12)
        let error = subject as? any Error
        let more = error.map { ["\($0.localizedDescription)", "\($0 as NSError)"] } ?? []
        let all = ["\(subject)", String(reflecting: subject), dumped] + more
        let origin = source ?? (error == nil ? .value : .error)
        texts.withLock { $0[origin, default: []] += all }
    }

    func expectNo(_ canary: String) {
        let hexadecimal = canary.utf8.map { String($0, radix: 16) }.joined()
        let all = texts.withLock { Array($0.values.joined()) }
        for text in all where text.contains(canary) || text.contains(hexadecimal) {
            Issue.record("it stands in: \(text.prefix(2_000))")
            return
        }
    }
}

/// Keeps what is logged, at every level, with the metadata.
private struct CapturingLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace
    private let written: Written

    init(_ written: Written) {
        self.written = written
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        written.add("\(event.level) \(event.message) \(metadata) \(event.metadata ?? [:])", from: .log)
    }
}
