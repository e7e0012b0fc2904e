import NIOCore
import PinyonClient
import Testing

/// What is said on a new connection, and what the answers mean.
struct HandshakeTests {
    typealias Goal = HandshakeStateMachine.Goal

    /// What a server says to HELLO.
    private static let welcome = recorded([
        "server": "redis", "version": "7.0.15", "proto": 3, "id": 4, "mode": "cluster",
    ])

    /// Plays a handshake.
    ///
    /// - Parameters:
    ///   - goal: What the connection is to be like.
    ///   - answer: Answers a command by its words.
    /// - Returns: the commands in order, each step in brackets, and what came of it.
    private func play(_ goal: Goal = Goal(), _ answer: @escaping (String) -> RESPValue) -> (
        said: String, result: String
    ) {
        var machine = HandshakeStateMachine(goal)
        var action = machine.start()
        var steps: [String] = []
        while steps.count < 10 {
            switch action {
            case .send(let commands):
                let texts = commands.map { $0.words.map { String(buffer: $0) }.joined(separator: " ") }
                steps.append("[\(texts.joined(separator: ", "))]")
                action = machine.received(texts.map(answer))
            case .done(let server):
                return (steps.joined(separator: " "), "RESP\(server.protocolVersion)")
            case .fail(let error):
                return (steps.joined(separator: " "), "\(error.code)")
            }
        }
        return (steps.joined(separator: " "), "endless")
    }

    private func error(_ line: String) -> RESPValue { .error(ServerError(line: line)) }

    private static let okay = RESPValue.simpleString(ByteBuffer(string: "OK"))

    private func goal(_ change: (inout Goal) -> Void) -> Goal {
        var goal = Goal()
        change(&goal)
        return goal
    }

    private let everything = {
        var goal = Goal()
        goal.credentials = RedisCredentials(username: "ann", password: "secret")
        goal.clientName = "app"
        goal.database = 4
        return goal
    }()

    @Test func nothingIsSentAheadOfTheAnswerToTheCredentials() {
        let (said, result) = play(everything) { $0.hasPrefix("HELLO") ? Self.welcome : Self.okay }
        #expect(
            said == "[HELLO 3 AUTH ann secret SETNAME app] [SELECT 4, CLIENT SETINFO LIB-NAME pinyon]")
        #expect(result == "RESP3")
    }

    @Test func theServersNamesForItselfAreRead() {
        let server = ServerIdentity(hello: Self.welcome)
        #expect(server.name == "redis" && server.version == "7.0.15" && server.protocolVersion == 3)
        #expect(server.connectionNumber == 4 && server.mode == "cluster" && server.availabilityZone == nil)
        #expect(ServerIdentity(hello: recorded(["availability_zone": ""])).availabilityZone == nil)
        #expect(ServerIdentity(hello: recorded(["availability_zone": "az-1"])).availabilityZone == "az-1")
        #expect(ServerIdentity(hello: recorded(["proto": "x", "id": "y"])).protocolVersion == 3)
        #expect(ServerIdentity(hello: recorded([1, 2, 3])).name == nil)
    }

    @Test(arguments: [
        "NOPROTO unsupported protocol version", "ERR unknown command 'HELLO', with args beginning with: '3'",
        "ERR unknown command `HELLO`, with args beginning with: `3`, ",
    ])
    func aServerThatDoesNotKnowItIsSpokenToInTheOldProtocol(_ line: String) {
        let answer = { (command: String) in
            command.hasPrefix("HELLO") ? RESPValue.error(ServerError(line: line)) : Self.okay
        }
        let plain = play(Goal(), answer)
        #expect(plain == ("[HELLO 3] [CLIENT SETINFO LIB-NAME pinyon]", "RESP2"))
        let (said, result) = play(everything, answer)
        #expect(
            said == """
                [HELLO 3 AUTH ann secret SETNAME app] [AUTH ann secret] \
                [SELECT 4, CLIENT SETNAME app, CLIENT SETINFO LIB-NAME pinyon]
                """)
        #expect(result == "RESP2")
        let password = goal { $0.credentials = RedisCredentials(password: "secret") }
        #expect(play(password, answer).said.contains("[AUTH secret]"), "old servers know no users")
    }

    @Test func theOldProtocolCanBeAskedFor() {
        let old = goal {
            $0.usesOldProtocol = true
            $0.credentials = RedisCredentials(password: "secret")
        }
        #expect(play(old) { _ in Self.okay } == ("[AUTH secret] [CLIENT SETINFO LIB-NAME pinyon]", "RESP2"))
    }

    @Test(arguments: [
        "NOAUTH HELLO must be called with the client already authenticated",
        "WRONGPASS invalid username-password pair or user is disabled.",
        "NOPERM this user has no permissions to run the 'hello' command",
        "DENIED Redis is running in protected mode because protected mode is enabled",
    ])
    func aRefusalOfWhoeverAsksIsFinal(_ line: String) {
        #expect(play(everything) { _ in error(line) }.result == "authentication")
        let old = play(everything) { command in
            command.hasPrefix("HELLO") ? error("NOPROTO sorry") : command.hasPrefix("AUTH") ? error(line) : Self.okay
        }
        #expect(old.result == "authentication")
    }

    @Test(arguments: ["ERR invalid password", "ERR wrong number of arguments for 'auth' command"])
    func oldServersRefuseCredentialsWithoutACode(_ line: String) {
        let (_, result) = play(everything) { command in
            command.hasPrefix("HELLO") ? error("ERR unknown command 'HELLO'") : error(line)
        }
        #expect(result == "authentication")
    }

    @Test func anOldServerThatWantsAPasswordIsNotTakenForReady() {
        let (_, result) = play { command in
            command.hasPrefix("HELLO")
                ? error("ERR unknown command 'HELLO'") : error("NOAUTH Authentication required.")
        }
        #expect(result == "authentication")
    }

    @Test(arguments: ["ERR max number of clients reached", "LOADING Redis is loading the dataset in memory", "ERR"])
    func anyOtherRefusalMayPass(_ line: String) {
        let (said, result) = play { _ in error(line) }
        #expect(result == "connectionFailed")
        #expect(said == "[HELLO 3]", "\(line) must not be taken for an old server")
    }

    @Test(arguments: [
        ("ERR DB index is out of range", "configuration"),
        ("ERR SELECT is not allowed in cluster mode", "configuration"),
        ("NOPERM User ann has no permissions to run the 'select' command", "configuration"),
        ("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.", "connectionFailed"),
        ("LOADING Redis is loading the dataset in memory", "connectionFailed"),
        ("MASTERDOWN Link with MASTER is down", "connectionFailed"), ("NOAUTH no", "authentication"),
    ])
    func onlyADatabaseThatIsNotThereOrForbiddenIsAWrongConfiguration(_ line: String, _ expected: String) {
        let (_, result) = play(everything) { command in
            command.hasPrefix("HELLO") ? Self.welcome : command.hasPrefix("SELECT") ? error(line) : Self.okay
        }
        #expect(result == expected)
    }

    @Test func whatOldServersDoNotKnowIsNoError() {
        let replica = goal { $0.readsFromReplica = true }
        let (said, result) = play(replica) { command in
            command.hasPrefix("HELLO") ? Self.welcome : error("ERR unknown subcommand or refused")
        }
        #expect(said == "[HELLO 3] [READONLY, CLIENT SETINFO LIB-NAME pinyon]")
        #expect(result == "RESP3")
    }

    @Test func aSentinelHasNoDatabases() {
        let sentinel = goal {
            $0.isSentinel = true
            $0.database = 4
        }
        let (said, _) = play(sentinel) { $0.hasPrefix("HELLO") ? Self.welcome : Self.okay }
        #expect(said == "[HELLO 3] [CLIENT SETINFO LIB-NAME pinyon]")
    }

    @Test(
        arguments: [
            (["master", 100, []], "RESP3"), (["slave", "127.0.0.1", 1, "connected", 1], "connectionFailed"),
            (["sentinel", []], "connectionFailed"), ([], "connectionFailed"), ("master", "connectionFailed"),
        ] as [(Recorded, String)])
    func onlyTheRoleThatIsWantedWillDo(_ role: Recorded, _ expected: String) {
        let primary = goal { $0.requiredRole = .primary }
        let (_, result) = play(primary) { command in
            command.hasPrefix("HELLO") ? Self.welcome : command == "ROLE" ? recorded(role) : Self.okay
        }
        #expect(result == expected)
    }

    @Test func whoMayNotAskForTheRoleGetsOn() {
        let primary = goal { $0.requiredRole = .primary }
        let (_, result) = play(primary) { command in
            command.hasPrefix("HELLO") ? Self.welcome : command == "ROLE" ? error("NOPERM no") : Self.okay
        }
        #expect(result == "RESP3")
    }

    @Test func preparationsMustSucceed() {
        let tracked = goal { $0.preparations = [command(["CLIENT", "TRACKING", "ON"])] }
        let answers: [(RESPValue, String)] = [
            (Self.okay, "RESP3"), (error("ERR unknown subcommand"), "connectionFailed"),
            (error("NOPERM no permissions"), "authentication"),
        ]
        for (answer, expected) in answers {
            let (said, result) = play(tracked) { command in
                command.hasPrefix("HELLO") ? Self.welcome : command.hasSuffix("ON") ? answer : Self.okay
            }
            #expect(said == "[HELLO 3] [CLIENT TRACKING ON, CLIENT SETINFO LIB-NAME pinyon]")
            #expect(result == expected)
        }
    }

    /// What the last of some replies makes of a handshake, whose first step got the others.
    private func failure(_ goal: Goal, _ replies: [RESPValue]...) -> ClientError? {
        var machine = HandshakeStateMachine(goal)
        _ = machine.start()
        var action = HandshakeStateMachine.Action.send([])
        for step in replies { action = machine.received(step) }
        guard case .fail(let error) = action else { return nil }
        return error
    }

    @Test func onlyAnAnswerToTheCredentialsConcernsEverybodyWhoHasThem() {
        for line in ["WRONGPASS no", "NOAUTH no", "NOPERM no", "DENIED no"] {
            #expect(failure(everything, [error(line)])?.refusesCredentials == true, "\(line)")
            let old = failure(everything, [error("NOPROTO no")], [error(line)])
            #expect(old?.refusesCredentials == true, "\(line)")
        }
        let tracked = goal { $0.preparations = [command(["CLIENT", "TRACKING", "ON"])] }
        for line in ["NOPERM no", "ERR no", "BUSY no"] {
            let refused = failure(tracked, [Self.welcome], [error(line), Self.okay])
            #expect(refused != nil && refused?.refusesCredentials == false, "\(line)")
            let database = failure(everything, [Self.welcome], [error(line), Self.okay])
            #expect(database != nil && database?.refusesCredentials == false, "\(line)")
        }
        #expect(failure(tracked, [Self.welcome], [error("NOAUTH no"), Self.okay])?.refusesCredentials == true)
    }

    @Test func noErrorShowsThePassword() {
        for line in ["WRONGPASS no", "NOAUTH no", "ERR no", "NOPERM no"] {
            var machine = HandshakeStateMachine(everything)
            _ = machine.start()
            guard case .fail(let failure) = machine.received([error(line)]) else {
                Issue.record("\(line) was accepted")
                continue
            }
            #expect(!"\(failure)\(String(reflecting: failure))".contains("secret"))
        }
    }

    @Test func attributesInFrontOfAnErrorDoNotHideIt() {
        let attributed = RESPValue.attributed(error("WRONGPASS no"), attributes: [])
        #expect(play { _ in attributed }.result == "authentication")
    }
}
