import PinyonOps
import Testing

/// Servers' errors in all the forms in which people copy them.
@Suite(.timeLimit(.minutes(5)))
struct ErrorFormsTests {
    private static let forms: [@Sendable (String) -> String] = [
        { $0 },
        { "-" + $0 },
        { "-" + $0 + "\r\n" },
        { "(error) " + $0 },
        { "\"" + $0 + "\"" },
        { "“" + $0 + "”" },
        { "1) (error) \($0)\n2) OK" },
        { "  \n\t" + $0 + "  \n" },
        { "\u{1B}[31m(error) \($0)\u{1B}[0m" },
        { "\u{1B}]0;redis-cli\u{07}\u{1B}[1;31m\($0)\u{1B}[m" },
        { "2024-05-01T12:00:00.123Z [worker-3] WARN c.e.Cache - \($0)" },
        { "May  1 12:00:00 host app[812]: \($0)" },
        { "ReplyError: \($0)\n    at parseError (node_modules/redis-parser/lib/parser.js:179:12)" },
        { "redis.exceptions.ResponseError: \($0)" },
        {
            """
            Traceback (most recent call last):
              File "app.py", line 7, in <module>
            redis.exceptions.ResponseError: \($0)
            """
        },
        {
            """
            redis.clients.jedis.exceptions.JedisDataException: \($0)
            \tat redis.clients.jedis.Protocol.processError(Protocol.java:135)
            """
        },
        {
            """
            org.springframework.data.redis.RedisSystemException: Error in execution; nested exception is \
            io.lettuce.core.RedisCommandExecutionException: \($0)
            Caused by: io.lettuce.core.RedisCommandExecutionException: \($0)
            """
        },
        { "StackExchange.Redis.RedisServerException: \($0)" },
        { "Redis::CommandError: \($0) (Redis::CommandError)" },
        { "server in SET at 127.0.0.1:6379: \($0)" },
        { "{\"level\":\"error\",\"msg\":\"set failed: \($0.replacing("'", with: "\\u0027"))\",\"ts\":1}" },
        { $0.replacing(" ", with: "\n    ") },
        { "panic: \($0)\n\ngoroutine 1 [running]:" },
        { "Error: Command failed: -" + $0 },
    ]

    @Test(arguments: ErrorSamples.all + ErrorSamples.memcached)
    func everyErrorIsRecognisedHoweverItIsWrapped(_ sample: ErrorSamples.Sample) {
        for (index, form) in Self.forms.enumerated() {
            let report = DiagnoseReport(text: form(sample.text))
            #expect(report.error?.name == sample.name, "form \(index): \(form(sample.text))")
        }
    }

    @Test(arguments: ErrorSamples.mission)
    func theErrorsOfTheMissionAreRecognisedExactly(_ sample: ErrorSamples.Sample) throws {
        for text in [sample.text, "-\(sample.text)", "(error) \(sample.text)", "“\(sample.text)”"] {
            let report = DiagnoseReport(text: text)
            let error = try #require(report.error, "\(text)")
            #expect(error.name == sample.name)
            #expect(report.status == .success)
            #expect(error.hasRun == .no)
            #expect([.verbatim, .code].contains(error.matchedBy))
            #expect(report.recommendations.first?.confidence == "measured")
        }
    }

    @Test(arguments: ["oom", "Oom", "clusterdown", "moved", "busy", "loading", "readonly", "crossslot"])
    func codesAloneMayBeInSmallLetters(_ code: String) {
        #expect(DiagnoseReport(text: code).error?.code == code.uppercased())
    }

    @Test(arguments: ErrorSamples.clients)
    func whatClientsAndSystemsSayIsRecognised(_ sample: ErrorSamples.Sample) {
        #expect(DiagnoseReport(text: sample.text).error?.name == sample.name, "\(sample.text)")
    }

    @Test(arguments: [
        ("OutOfMemoryError", "oom"), ("ClusterDownError", "clusterdown"), ("MovedError", "moved"), ("AskError", "ask"),
        ("BusyLoadingError", "loading"), ("ReadOnlyError", "readonly"), ("NoScriptError", "noscript"),
        ("ExecAbortError", "execabort"), ("ConnectionError", "connection-lost"), ("TimeoutError", "timeout"),
        ("AuthenticationError", "wrongpass"), ("NoPermissionError", "noperm"), ("MasterDownError", "masterdown"),
        ("TryAgainError", "tryagain"), ("ClusterCrossSlotError", "crossslot"),
        ("MaxConnectionsError", "pool-exhausted"), ("ResponseError", "err"), ("WatchError", "watch-conflict"),
    ])
    func classesOfPythonAreRecognisedAlone(_ name: String, _ entry: String) {
        for text in [name, "redis.exceptions.\(name)", "<class 'redis.exceptions.\(name)'>"] {
            #expect(DiagnoseReport(text: text).error?.name == entry, "\(text)")
        }
    }

    @Test(arguments: [
        ("MaxRetriesPerRequestError", "not-connected"), ("ClusterAllFailedError", "no-topology"),
        ("ReplyError", "err"), ("JedisDataException", "err"), ("JedisMovedDataException", "moved"),
        ("JedisConnectionException", "connection-lost"), ("RedisCommandExecutionException", "err"),
        ("RedisCommandTimeoutException", "timeout"), ("RedisLoadingException", "loading"),
        ("RedisBusyException", "busy-script"), ("RedisReadOnlyException", "readonly"),
        ("RedisTimeoutException", "timeout"), ("RedisConnectionException", "connection-lost"),
    ])
    func classesOfOtherClientsAreRecognisedAlone(_ name: String, _ entry: String) {
        #expect(DiagnoseReport(text: name).error?.name == entry)
    }
}
