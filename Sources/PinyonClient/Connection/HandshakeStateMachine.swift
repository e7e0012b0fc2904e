/// What has to be said on a new connection before it can be used, step by step.
///
/// Nothing is sent ahead of the reply to HELLO and AUTH: servers cut connections that send much before they have
/// authenticated.
package struct HandshakeStateMachine {
    /// What a server does in its group.
    package enum Role: String, Sendable, Hashable {
        case primary = "master"
        case replica = "slave"
    }

    /// What the connection is to be like.
    package struct Goal: Sendable {
        package var credentials: RedisCredentials?
        package var database = 0
        package var clientName: String?
        /// Whether reads from a replica are wanted, in a cluster.
        package var readsFromReplica = false
        /// Whether it is only RESP2 that the server is to speak.
        package var usesOldProtocol = false
        /// Whether the peer is a Sentinel, which has no databases.
        package var isSentinel = false
        /// The role that the server must have.
        package var requiredRole: Role?
        /// More commands that have to succeed, such as switching tracking on.
        package var preparations: [CommandArguments] = []
        /// Whether what is prepared is told by pushes, which only RESP3 has.
        package var needsPushes = false

        package init() {}
    }

    /// What to do next.
    package enum Action {
        /// Send these together, and come back with the replies.
        case send([CommandArguments])
        case done(ServerIdentity)
        case fail(ClientError)
    }

    private enum Step {
        case hello
        case authentication
        case setup(checked: [Check])
    }

    /// What a reply of the last step is checked for.
    private enum Check {
        case select
        case role(Role)
        case required
        case optional
    }

    private let goal: Goal
    private var step = Step.hello
    private var identity = ServerIdentity(protocolVersion: 2)

    package init(_ goal: Goal) {
        self.goal = goal
    }

    /// The first step.
    package mutating func start() -> Action {
        goal.usesOldProtocol ? fallBack() : .send([hello()])
    }

    /// The step after the replies to the last one.
    package mutating func received(_ replies: [RESPValue]) -> Action {
        switch step {
        case .hello:
            guard let reply = replies.first else { return setup() }
            if case .error(let error) = reply.unattributed { return helloFailed(error) }
            identity = ServerIdentity(hello: reply)
            return setup()
        case .authentication:
            if case .error(let error)? = replies.first?.unattributed {
                return .fail(Self.refusal(error, toCredentials: true))
            }
            return setup()
        case .setup(let checks):
            for (check, reply) in zip(checks, replies) {
                if let error = Self.problem(check, reply, database: goal.database) { return .fail(error) }
            }
            return .done(identity)
        }
    }

    private func hello() -> CommandArguments {
        var command = CommandArguments(.hello, "3")
        if let credentials = goal.credentials {
            command.append("AUTH")
            command.append(credentials.username)
            command.append(credentials.password)
        }
        if let name = goal.clientName {
            command.append("SETNAME")
            command.append(name)
        }
        return command
    }

    private mutating func helloFailed(_ error: ServerError) -> Action {
        let isUnknown = error.code == "NOPROTO" || error.code == "ERR" && error.message.contains("unknown command")
        return isUnknown ? fallBack() : .fail(Self.refusal(error))
    }

    private mutating func fallBack() -> Action {
        guard let credentials = goal.credentials else { return setup() }
        step = .authentication
        var command = CommandArguments(.auth)
        if !credentials.isDefaultUser { command.append(credentials.username) }
        command.append(credentials.password)
        return .send([command])
    }

    private mutating func setup() -> Action {
        guard identity.protocolVersion >= 3 || !goal.needsPushes else { return .fail(.withoutPushes) }
        var commands: [CommandArguments] = []
        var checks: [Check] = []
        if goal.database != 0, !goal.isSentinel {
            commands.append(CommandArguments(.select, String(goal.database)))
            checks.append(.select)
        }
        if goal.readsFromReplica {
            commands.append(CommandArguments(.readonly))
            // A server that isn't part of a cluster refuses it, and answers reads anyway.
            checks.append(.optional)
        }
        if identity.protocolVersion == 2, let name = goal.clientName {
            commands.append(CommandArguments(.clientSetname, name))
            checks.append(.optional)
        }
        if let role = goal.requiredRole {
            commands.append(CommandArguments(.role))
            checks.append(.role(role))
        }
        for command in goal.preparations {
            commands.append(command)
            checks.append(.required)
        }
        // Servers before 7.2 don't know it.
        commands.append(CommandArguments(.clientSetinfo, "LIB-NAME", "pinyon"))
        checks.append(.optional)
        step = .setup(checked: checks)
        return .send(commands)
    }

    private static func problem(_ check: Check, _ reply: RESPValue, database: Int) -> ClientError? {
        guard case .error(let error) = reply.unattributed else {
            guard case .role(let role) = check else { return nil }
            return wrongRole(reply, role)
        }
        // A server that doesn't know HELLO lets everybody in, and then says no to everything.
        if error.code == "NOAUTH" { return refusal(error) }
        switch check {
        case .optional: return nil
        case .role:
            // Who may not ask for it can't be told; the server's answers to writes will show.
            return nil
        case .select:
            return databaseRefusal(error, database)
        case .required: return .unprepared(error)
        }
    }

    /// That a server has no such database, or that the user may not choose one, stays so. Anything else may pass.
    private static func databaseRefusal(_ error: ServerError, _ database: Int) -> ClientError {
        switch error.code {
        case "ERR":
            ClientError(
                .configuration, "the server refused database \(database) (\(error)): check the number in the URL",
                serverError: error)
        case "NOPERM":
            ClientError(
                .configuration,
                "the user may not select database \(database) (\(error)): permit SELECT, or use database 0",
                serverError: error)
        default:
            ClientError(
                .connectionFailed, "database \(database) could not be selected: \(error)", serverError: error)
        }
    }

    /// What is wrong with the reply to `ROLE`; nil if the server has the role.
    static func wrongRole(_ reply: RESPValue, _ role: Role) -> ClientError? {
        let found = reply.elements?.first.flatMap { try? String.decode($0) } ?? "unknown"
        guard found != role.rawValue else { return nil }
        return ClientError(
            .connectionFailed,
            "the server isn't what it was taken for: it is “\(found)” and not “\(role.rawValue)” (ROLE)",
            underlying: WrongRole())
    }

    /// What a server's refusal at the door means.
    ///
    /// - Parameters:
    ///   - error: What the server said.
    ///   - isAnswer: Whether it answers credentials: old servers have no code of its own for wrong ones.
    package static func refusal(_ error: ServerError, toCredentials isAnswer: Bool = false) -> ClientError {
        switch error.code {
        case "NOAUTH":
            ClientError(
                .authentication, "the server wants a password, and none is configured (\(error.code))",
                serverError: error, underlying: CredentialsRefused())
        case "WRONGPASS", "NOPERM", "DENIED",
            "ERR" where isAnswer:
            ClientError(
                .authentication, "the server refused the credentials: \(error). Check user, password and ACL",
                serverError: error, underlying: CredentialsRefused())
        default:
            ClientError(.connectionFailed, "the server refused the connection: \(error)", serverError: error)
        }
    }
}

/// The server has another role than the one it is needed for.
struct WrongRole: Error {}

/// The server refused whoever wants to connect.
struct CredentialsRefused: Error {}

extension ClientError {
    var isWrongRole: Bool { underlying is WrongRole }

    /// Whether a server refused whoever wants to connect, and not only something that was to be prepared.
    package var refusesCredentials: Bool { underlying is CredentialsRefused }
}

extension ServerIdentity {
    /// What the reply to HELLO says.
    package init(hello reply: RESPValue) {
        self.init(protocolVersion: 3)
        for pair in reply.pairs ?? [] {
            let value = pair.value
            switch try? String.decode(pair.key) {
            case "server": name = try? String.decode(value)
            case "version": version = try? String.decode(value)
            case "proto": protocolVersion = (try? Int.decode(value)) ?? 3
            case "id": connectionNumber = try? Int.decode(value)
            case "mode": mode = try? String.decode(value)
            case "role": role = try? String.decode(value)
            case "availability_zone": availabilityZone = (try? String.decode(value)).flatMap { $0.isEmpty ? nil : $0 }
            default: break
            }
        }
    }
}

extension CommandArguments {
    /// A command with some words.
    package init(_ traits: CommandTraits, _ words: String...) {
        self.init(encodedName: traits.encodedName, words: traits.words)
        for word in words { append(word) }
    }
}
