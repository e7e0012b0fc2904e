import PinyonOps
import Testing

/// Texts that only look like errors of these servers, and texts that are nothing at all.
@Suite(.timeLimit(.minutes(5)))
struct ErrorNearMissTests {
    @Test(arguments: [
        "The OOM killer ended the process", "kernel: OOM killer invoked by redis", "OOM-killer", "oom is bad",
        "We have moved to a new office.", "The key was MOVED to another shelf", "301 MOVED PERMANENTLY",
        "MOVED 16384 127.0.0.1:6381", "MOVED 1 127.0.0.1:0", "MOVED 1 127.0.0.1:65536", "MOVED 1 nowhere",
        "The line is BUSY right now", "EBUSY", "status BUSY", "LOADING… 45 %", "state: LOADING",
        "Loading the dataset in memory", "The cluster is down for maintenance", "READONLY mode", "NOAUTHX",
        "java.lang.OutOfMemoryError: Java heap space", "OutOfMemoryError: Java heap space",
        "requests.exceptions.ConnectionError: HTTPSConnectionPool", "asyncio.exceptions.TimeoutError",
        "npm ERR! code E404", "12:00 ERR something", "psycopg2.errors.SyntaxError: syntax error at or near",
        "list index out of range", "HTTP 401: Authentication required", "docker: unknown command 'foo'",
        "ArgumentError: wrong number of arguments (given 1, expected 2)", "user has no permissions to read the file",
        "ASK HN: what cache do you use?", "ERROR something happened", "the value EXISTS", "Permission denied",
        "cat <<EOF\nx\nEOF\n", "fatal error: out of memory", "configuration in YAML", "xCLUSTERDOWN", "CROSSSLOTS",
        "same", "exists", "error", "server", "ns", "hello world", "SELECT * FROM caches",
    ])
    func whatOnlyLooksLikeAnErrorIsNotRecognised(_ text: String) {
        let report = DiagnoseReport(text: text)
        #expect(report.error?.name == nil)
        #expect(report.status == .partial)
        #expect(report.metrics.matches == 0)
    }

    @Test(arguments: [
        "", " ", "\n\n\t", "\0", "\u{1B}[", "\u{1B}[31", "\u{1B}]0;never ended", "\\", "\\u", "\\uZZZZ", "\\x4",
    ])
    func textsWithoutWordsAreNotRecognised(_ text: String) {
        let report = DiagnoseReport(text: text)
        #expect(report.error?.name == nil)
        #expect(report.recommendations.map(\.id) == ["error-unknown"])
        #expect(!DiagnoseText.lines(report).isEmpty)
    }

    @Test func emptyTextsAreToldFromUnknownOnes() throws {
        #expect(DiagnoseReport(text: "").skipped == ["The text is empty."])
        let skipped = try #require(DiagnoseReport(text: "hello world").skipped.first)
        #expect(skipped.contains("\(ErrorCatalog.all.count) known errors"))
    }

    @Test func adviceOnUnknownTextsClaimsNothing() throws {
        let report = DiagnoseReport(text: "(error) SHOPERR no such order")
        let recommendation = try #require(report.recommendations.first)
        #expect(recommendation.priority == .low)
        #expect(recommendation.confidence == "inferred")
        #expect(recommendation.action.contains("may have been carried out"))
        let skipped = try #require(report.skipped.first)
        #expect(skipped.contains("SHOPERR"))
        #expect(!skipped.contains("order"))
    }

    /// A megabyte of everything that the cleaner and the finder look at.
    @Test(arguments: [
        "\0", "\\", "\\u00", "\u{1B}[", "\u{1B}]", "-", "OOM ", "MOVED ", "MOVED 1 ", "MOVED 1 a:", "ERR ", "(error) ",
        "“", "é", "user ", "has no permissions to run the '", "redis.", ":", "\"", "\n", "@user_script",
    ])
    func longGarbageIsReadInTime(_ piece: String) {
        let text = String(repeating: piece, count: 1_048_576 / piece.utf8.count)
        let report = DiagnoseReport(text: text)
        #expect(report.status == .partial)
        #expect(report.skipped.contains { $0.contains("only its first and its last") })
        #expect(DiagnoseText.lines(report).allSatisfy { $0.count <= 100 })
    }

    @Test func randomBytesAreReadWithoutACrash() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let bytes = (0..<500).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let report = DiagnoseReport(text: String(decoding: bytes, as: UTF8.self))
            #expect(report.recommendations.count == 1)
        }
    }

    @Test func errorsAtBothEndsOfALongTextAreFound() {
        let filling = String(repeating: "x y z\n", count: 200_000)
        #expect(DiagnoseReport(text: "OOM command not allowed\n" + filling).error?.name == "oom")
        #expect(DiagnoseReport(text: filling + "OOM command not allowed").error?.name == "oom")
        #expect(DiagnoseReport(text: filling + "OOM command not allowed").status == .partial)
    }

    @Test func bytesThatEndAnErrorOffDoNotHideIt() {
        for text in ["OOM command not allowed\0", "\0OOM command not allowed", "OOM\0command\0not\0allowed\u{7F}"] {
            #expect(DiagnoseReport(text: text).error?.name == "oom")
        }
    }
}
