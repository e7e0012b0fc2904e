import PinyonOps
import Testing

/// What is read from a text beside the error.
@Suite(.timeLimit(.minutes(2)))
struct ErrorDetailsTests {
    private static func details(_ text: String) throws -> ErrorDetails {
        try #require(DiagnoseReport(text: text).error, "\(text)").details
    }

    @Test(arguments: [
        ("MOVED 3999 127.0.0.1:6381", 3_999, "127.0.0.1", 6_381),
        ("-MOVED 0 cache-1.example.com:7000\r\n", 0, "cache-1.example.com", 7_000),
        ("(error) MOVED 16383 :6381", 16_383, "", 6_381),
        ("MOVED 3999 ?:6381", 3_999, "?", 6_381),
        ("MOVED 3999 ::1:6381", 3_999, "::1", 6_381),
        ("MOVED 3999 [2001:db8::7]:6381", 3_999, "2001:db8::7", 6_381),
        ("MOVED 3999 2001:db8::7:6381", 3_999, "2001:db8::7", 6_381),
        ("ReplyError: MOVED 3999 127.0.0.1:6381.", 3_999, "127.0.0.1", 6_381),
        ("[MOVED 3999 127.0.0.1:6381]", 3_999, "127.0.0.1", 6_381),
        (#"{"error":"MOVED 3999 127.0.0.1:6381","at":1}"#, 3_999, "127.0.0.1", 6_381),
        ("redis.exceptions.MovedError: 12182 127.0.0.1:7001", 12_182, "127.0.0.1", 7_001),
        ("redis.exceptions.AskError: 12182 127.0.0.1:7001", 12_182, "127.0.0.1", 7_001),
        ("ASK 3999 127.0.0.1:6381", 3_999, "127.0.0.1", 6_381),
    ])
    func redirectionsNameSlotHostAndPort(_ text: String, _ slot: Int, _ host: String, _ port: Int) throws {
        let details = try Self.details(text)
        #expect(details.slot == slot)
        #expect(details.host == host)
        #expect(details.port == port)
    }

    @Test func handoversNameTheNewPrimary() throws {
        let details = try Self.details("-REDIRECT 10.0.0.7:6380")
        #expect(details.slot == nil)
        #expect(details.host == "10.0.0.7")
        #expect(details.port == 6_380)
    }

    @Test(arguments: [
        ("ERR unknown command 'HGETDEL', with args beginning with: 'hunter2'", "HGETDEL"),
        ("ERR unknown command `JSON.GET`, with args beginning with: `hunter2`, ", "JSON.GET"),
        ("redis.exceptions.ResponseError: unknown command 'FOO', with args beginning with: ", "FOO"),
        ("unknown command 'FOO', with args beginning with: 'hunter2'", "FOO"),
        ("ERR unknown subcommand 'NO-TOUCH'. Try CLIENT HELP.", "NO-TOUCH"),
        ("ERR wrong number of arguments for 'config|set' command", "config|set"),
        ("ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING", "get"),
        ("NOPERM this user has no permissions to run the 'flushall' command", "flushall"),
        ("timedOut in GET at 10.0.0.7:6379: the command's time was over", "GET"),
    ])
    func commandsAreNamed(_ text: String, _ command: String) throws {
        #expect(try Self.details(text).command == command)
    }

    @Test(arguments: [
        "ERR unknown command 'a value with blanks', with args beginning with: ", "ERR unknown command ''",
        "ERR unknown command", "ERR unknown command 'never ended", "ERR unknown command '<html>'",
    ])
    func whatCannotBeACommandIsNotNamed(_ text: String) throws {
        #expect(try Self.details(text).command == nil)
    }

    @Test func permissionsNameTheUserAndTheKey() throws {
        let run = try Self.details("NOPERM User shop has no permissions to run the 'get' command")
        #expect(run.user == "shop")
        #expect(run.command == "get")
        #expect(run.key == nil)
        let access = try Self.details("NOPERM User shop has no permissions to access the 'order:7' key")
        #expect(access.user == "shop")
        #expect(access.key == "order:7")
        let unnamed = try Self.details("NOPERM this user has no permissions to run the 'get' command")
        #expect(unnamed.user == nil)
    }

    @Test func theServerOfPinyonsOwnErrorsIsNamed() throws {
        let details = try Self.details("connectionClosed in INCR at 10.0.0.7:6379: the server ended the connection")
        #expect(details.command == "INCR")
        #expect(details.host == "10.0.0.7")
        #expect(details.port == 6_379)
    }

    @Test(arguments: [
        "OOM command not allowed when used memory > 'maxmemory'. script: 2bab3b661081db58, on @user_script:1.",
        "ERR Error running script (call to f_2bab): @user_script:1: @user_script: 1: -OOM command not allowed",
    ])
    func refusalsWithinAScriptMayHaveLeftAHalf(_ text: String) throws {
        let error = try #require(DiagnoseReport(text: text).error)
        #expect(error.name == "oom")
        #expect(error.details.isFromScript)
        #expect(error.hasRun == .partly)
        #expect(error.hasRunReason.contains("stays written"))
        #expect(!error.retry.isAllowed)
        #expect(error.retry.kind == .idempotentOnly)
        #expect(error.retry.how.hasPrefix("Only if the whole script may run twice."))
    }

    @Test func refusalsOutsideOfScriptsWereNotCarriedOut() throws {
        let error = try #require(DiagnoseReport(text: "OOM command not allowed").error)
        #expect(!error.details.isFromScript)
        #expect(error.hasRun == .no)
        #expect(error.retry.isAllowed)
    }
}
