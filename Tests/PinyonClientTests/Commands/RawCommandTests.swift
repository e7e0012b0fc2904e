import NIOCore
import PinyonClient
import Testing

/// Commands that were written as words.
struct RawCommandTests {
    /// A command, written in one of many ways.
    private struct Spelling: CustomStringConvertible {
        let name: String
        let arguments: [any CommandArgument]

        var request: Request { Command<RESPValue>(raw: name, arguments: arguments).request }
        var description: String { "“\(name)” and \(arguments)" }
    }

    /// All ways to share out words between the name and the arguments, in several cases, with empty lists in between.
    private static func spellings(of text: String) -> [Spelling] {
        let words = text.split(separator: " ").map(String.init)
        let mixed = words.map { "\($0.prefix(1).lowercased())\($0.dropFirst())" }
        let cased = [words, words.map { $0.lowercased() }, mixed]
        return cased.flatMap { words in
            (1...words.count).flatMap { count -> [Spelling] in
                let name = words.prefix(count).joined(separator: " ")
                let rest = Array(words.dropFirst(count))
                let apart = rest.flatMap { word -> [any CommandArgument] in [[String](), word] }
                return [
                    Spelling(name: name, arguments: rest), Spelling(name: "  \(name) ", arguments: [[String](), rest]),
                    Spelling(name: name, arguments: apart),
                ]
            }
        }
    }

    private static func error(_ request: Request, in company: Request.Company = .connection) -> ClientError? {
        do throws(ClientError) {
            try request.check(in: company)
            return nil
        } catch {
            return error
        }
    }

    private static func raw(_ name: String, _ arguments: any CommandArgument...) -> Request {
        Command<RESPValue>(raw: name, arguments: arguments).request
    }

    private static func words(_ request: Request) -> [String] { request.arguments.words.map { String(buffer: $0) } }

    @Test(arguments: [
        "CLIENT REPLY OFF", "CLIENT REPLY SKIP", "MONITOR", "MONITOR x", "HELLO 2", "HELLO", "AUTH x", "SUBSCRIBE a",
        "PSUBSCRIBE a", "SSUBSCRIBE a", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE", "QUIT", "RESET", "SYNC",
        "PSYNC ? -1", "REPLCONF listening-port 1", "SCRIPT DEBUG YES", "CLUSTER SYNCSLOTS ESTABLISH", "POST", "HOST:",
    ])
    func whatWouldChangeASharedConnectionIsRefusedHoweverItIsWritten(_ text: String) {
        for spelling in Self.spellings(of: text) {
            for company in [Request.Company.nothing, .transaction, .connection] {
                #expect(Self.error(spelling.request, in: company)?.code == .refused, "\(spelling)")
            }
        }
    }

    @Test(arguments: [
        "SELECT 3", "MULTI", "EXEC", "DISCARD", "WATCH a", "UNWATCH", "READONLY", "READWRITE", "ASKING", "WAIT 1 0",
        "WAITAOF 1 0 0", "CLIENT SETNAME x", "CLIENT SETINFO LIB-NAME x", "CLIENT NO-EVICT ON", "CLIENT NO-TOUCH ON",
        "CLIENT CAPA redirect", "CLIENT TRACKING ON", "CLIENT CACHING YES", "CLIENT IMPORT-SOURCE ON",
        "DEBUG MARK-INTERNAL-CLIENT",
    ])
    func whatIsAboutItsConnectionIsRefusedAloneHoweverItIsWritten(_ text: String) {
        for spelling in Self.spellings(of: text) {
            let error = Self.error(spelling.request, in: .nothing)
            #expect(error?.code == .refused, "\(spelling)")
            #expect(error?.message.contains("withConnection") == true, "\(spelling)")
        }
    }

    @Test func whatIsAboutItsConnectionMayGoWithOthers() {
        for request in [Self.raw("SELECT", 3), Self.raw("client", "setname", "x"), Self.raw("WAIT", 1, 0)] {
            #expect(Self.error(request) == nil)
        }
        #expect(Self.error(Self.raw("SELECT", 3), in: .transaction) == nil)
        #expect(Self.error(Self.raw("WAIT", 1, 0), in: .transaction)?.code == .refused, "it doesn't wait there")
    }

    @Test(arguments: [
        ("SELECT", "configuration.database"), ("WATCH", "watching"), ("MULTI", "transaction"), ("WAIT", "pipeline"),
        ("WAITAOF", "pipeline"), ("CLIENT TRACKING", "tracking"), ("CLIENT SETNAME", "clientName"),
    ])
    func aRefusalSaysWhatToDoInstead(_ name: String, _ advice: String) {
        #expect(Self.error(Self.raw(name), in: .nothing)?.message.contains(advice) == true)
    }

    @Test(arguments: ["SCRIPT KILL", "FUNCTION KILL", "CLIENT UNPAUSE", "BLPOP a 0", "GET a"])
    func whatOnlyTakesAConnectionOfItsOwnIsSentAlone(_ text: String) {
        #expect(Self.error(request(text), in: .nothing) == nil)
    }

    @Test func aZeroByteEndsAWordAsItDoesForServers() {
        #expect(Self.error(Self.raw("CLIENT", "REPLY\0", "OFF"))?.code == .refused)
        #expect(Self.error(Self.raw("MONITOR\0x"))?.code == .refused)
        #expect(Self.raw("XREAD", "BLOCK\0", 0, "STREAMS", "s", "$").traits.flags.contains(.blocking))
    }

    @Test(arguments: [
        "GET user:7", "get user:7", "BLPOP user:7 0", "SET user:7 x", "FOO user:7", "CLUSTER NEWTHING user:7",
        "CLUSTER NEWTHING", "CONFIG GET user:7", "SENTINEL CONFIG NEWTHING", "EVAL user:7",
    ])
    func argumentsInTheNameAreRefusedAndNotShown(_ name: String) throws {
        for arguments in [[], ["a"], ["a", "b"]] {
            let request = Command<RESPValue>(raw: name, arguments: arguments).request
            let error = try #require(Self.error(request))
            #expect(error.code == .invalidArgument && error.message.contains("as arguments"), "\(name)")
            #expect(!"\(error)".lowercased().contains("user:7"), "\(name)")
        }
    }

    @Test func withoutANameNothingOfTheArgumentsIsShown() throws {
        for name in ["", "   "] {
            let error = try #require(Self.error(Self.raw(name, "user:7", "x")))
            #expect(error.code == .invalidArgument && !"\(error)".lowercased().contains("user:7"))
        }
    }

    @Test func theNameGoesOutInCapitalsAndTheArgumentsAsTheyAre() {
        #expect(Self.words(Self.raw("get", "user:7")) == ["GET", "user:7"])
        #expect(Self.words(Self.raw(" cluster  keyslot ", "user:7")) == ["CLUSTER", "KEYSLOT", "user:7"])
        #expect(Self.words(Self.raw("client", "setName", "me")) == ["CLIENT", "setName", "me"])
        #expect(Self.words(Self.raw("straße")) == ["STRAßE"], "servers know the letters from A to Z only")
        #expect(Self.raw("client", "setName", "me").traits.name == "CLIENT SETNAME")
    }

    @Test(arguments: [
        ("SENTINEL CONFIG GET", "SENTINEL CONFIG GET"), ("OBJECT ENCODING a", "OBJECT ENCODING"),
        ("COMMAND", "COMMAND"), ("COMMAND NEWTHING", "COMMAND"), ("COMMAND DOCS get", "COMMAND DOCS"),
        ("FT.CURSOR READ a 1", "FT.CURSOR READ"), ("NEWTHING a", "NEWTHING"), ("CLIENT NEWTHING", "CLIENT"),
    ])
    func theLongestNameThatIsKnownCounts(_ text: String, _ name: String) {
        let words = text.split(separator: " ").map(String.init)
        let request = Command<RESPValue>(raw: words[0], arguments: [Array(words.dropFirst())]).request
        #expect(request.traits.name == name)
    }

    @Test(
        arguments: [
            ("NEWTHING a b", ["a"]), ("CLIENT NEWTHING a", []), ("DEBUG NEWTHING a", []), ("MODULE LOADEX a", []),
            ("XINFO NEWTHING a", ["a"]), ("OBJECT NEWTHING a", ["a"]), ("SLAVEOF host 1", []), ("REPLICAOF NO ONE", []),
            ("LOLWUT VERSION 5", []), ("COMMAND GETKEYSANDFLAGS GET a", []), ("RESTORE-ASKING a 0 x", ["a"]),
            ("PFDEBUG ENCODING a", ["a"]), ("SFLUSH 0 10", []), ("FT.CONFIG GET a", []), ("MEMORY NEWTHING a", []),
        ] as [(String, [String])])
    func whatIsNotKnownHasItsKeysWhereTheyAreLikely(_ text: String, _ keys: [String]) {
        let request = request(text)
        #expect(request.arguments.keys(at: request.traits.keys).map { String(buffer: $0) } == keys)
    }

    @Test(arguments: [
        ("XREAD COUNT 10 STREAMS s 0", false), ("XREAD STREAMS BLOCK 0", false), ("xread block 0 streams s $", true),
        ("XREAD COUNT 10 BLOCK 100 STREAMS s $", true), ("XREADGROUP GROUP g c STREAMS s >", false),
        ("XREADGROUP GROUP block BLOCK STREAMS s >", false), ("XREADGROUP GROUP g c NOACK BLOCK 5 STREAMS s >", true),
        ("XREADGROUP GROUP streams c BLOCK 5 STREAMS s >", true), ("XREAD COUNT block STREAMS s 0", false),
    ])
    func streamsAreWaitedForOnlyIfTheOptionsSaySo(_ text: String, _ waits: Bool) {
        let now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
        let request = request(text)
        let call = Call(request, CallTimes(command: .seconds(3), connect: .seconds(2)), since: now)
        #expect(request.traits.flags.contains(.blocking) == waits)
        #expect(waits ? call.deadline > now + .seconds(3) : call.deadline == now + .seconds(3))
        #expect((call.path == .leased) == waits)
    }
}
