import NIOCore
import PinyonClient
import Testing

/// What an error of a server says, and what it leaves out.
struct ServerErrorTests {
    private static let secret = "hunter2"

    @Test(arguments: [
        ("WRONGTYPE Operation against a key", "WRONGTYPE", "Operation against a key"), ("ERR", "ERR", ""),
        ("", "", ""), (" x", "", "x"), ("ERR  two spaces", "ERR", " two spaces"),
        ("ERR value is not an integer or out of range", "ERR", "value is not an integer or out of range"),
        ("MOVED 5 h:1", "MOVED", "5 h:1"),
    ])
    func theFirstWordIsTheCode(_ line: String, _ code: String, _ message: String) {
        let error = ServerError(line: line)
        #expect(error.code == code && error.message == message)
    }

    @Test(arguments: [
        ("unknown command 'FOO', with args beginning with: 'k' 'hunter2' ", "unknown command 'FOO'"),
        ("unknown command `FOO`, with args beginning with: `k`, `hunter2`, ", "unknown command `FOO`"),
        ("unknown command 'FOO', with args beginning with: ", "unknown command 'FOO'"),
        (
            "Error in ACL SETUSER modifier 'hunter2': Syntax error",
            "Error in ACL SETUSER modifier '…': Syntax error"
        ),
        ("Unmatched parenthesis in acl selector starting at '(>hunter2'.", "Unmatched parenthesis in acl selector "),
        (
            "Invalid argument 'hunter2' for CONFIG SET 'requirepass'",
            "Invalid argument '…' for CONFIG SET 'requirepass'"
        ),
        (
            "Invalid argument 'hunter2' for CONFIG SET 'maxmemory' - argument must be a memory value",
            "Invalid argument '…' for CONFIG SET 'maxmemory' - argument must be a memory value"
        ),
        ("Invalid argument 'hunter2' for SENTINEL SET 'quorum'", "Invalid argument '…' for SENTINEL SET 'quorum'"),
        (
            "Invalid value 'hunter2' to SENTINEL CONFIG SET 'announce-port'",
            "Invalid value '…' to SENTINEL CONFIG SET 'announce-port'"
        ),
        ("Syntax error in HELLO option 'hunter2'", "Syntax error in HELLO option '…"),
        ("invalid longitude,latitude pair 200.000000,hunter2", "invalid longitude,latitude pair …"),
        (
            "Error running script: @user_script:1: unknown command 'A', with args beginning with: 'hunter2'",
            "Error running script: @user_script:1: unknown command 'A'"
        ),
    ])
    func whatIsQuotedOfACommandIsLeftOut(_ message: String, _ shown: String) {
        let error = ServerError(line: "ERR \(message)")
        #expect(error.message.hasPrefix(shown), "\(error)")
        #expect(!"\(error)\(String(reflecting: error))".contains(Self.secret))
    }

    @Test(arguments: [
        "hunter2': Syntax error", "': hunter2", "'hunter2", "hunter2'", "\u{301}hunter2", "hunter2 modifier 'hunter2",
        "\u{200D}hunter2", "', with args beginning with: hunter2",
    ])
    func anArgumentThatLooksLikeItsEndIsLeftOutToo(_ argument: String) {
        for line in [
            "ERR Error in ACL SETUSER modifier '\(argument)': Syntax error",
            "ERR Invalid argument '\(argument)' for CONFIG SET 'requirepass'",
            "ERR unknown command 'X', with args beginning with: '\(argument)'",
        ] {
            let error = ServerError(line: line)
            #expect(!"\(error)".contains(Self.secret), "\(error)")
            #expect(error.code == "ERR" && !error.message.isEmpty)
        }
    }

    @Test func whatIsNotClosedIsLeftOutToTheEnd() {
        let error = ServerError(line: "ERR Error in ACL SETUSER modifier 'hunter2")
        #expect(error.message == "Error in ACL SETUSER modifier '…")
    }

    @Test func anErrorOfOnesOwnIsAsItIs() {
        let error = ServerError(code: "ERR", message: "Error in ACL SETUSER modifier 'x': no")
        #expect("\(error)" == "ERR Error in ACL SETUSER modifier 'x': no")
    }
}
