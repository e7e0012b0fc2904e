internal import NIOCore

/// Carries commands to the right node and back: the loop around all that can happen on the way.
final class CommandExecutor: Sendable {
    let topology: any Topology
    let times: CallTimes
    let readPreference: ReadPreference

    init(topology: any Topology, times: CallTimes, readPreference: ReadPreference) {
        self.topology = topology
        self.times = times
        self.readPreference = readPreference
    }

    /// Sends a command.
    ///
    /// - Returns: its reply, which isn't an error.
    func execute(
        _ arguments: CommandArguments, _ traits: CommandTraits, _ options: CommandOptions
    ) async throws(ClientError) -> RESPValue {
        try Self.check(arguments, traits)
        let call = Call(.one(arguments), traits: [traits], options: options, times: times, now: .now())
        let route = Route(slot: try slot(arguments, traits), access: access(traits, options))
        var retry = RetryStateMachine(
            isRepeatable: options.isIdempotent || traits.flags.contains(.readOnly),
            hasOtherNodes: topology.hasOtherNodes)
        var target = RetryStateMachine.Target.topology
        var answered: Node?
        while true {
            let node = try await node(for: target, route, answered: answered, call)
            answered = node
            let decision: RetryStateMachine.Decision
            let outcome: Result<RESPValue, ClientError>
            do throws(ClientError) {
                let reply = try await Self.send(call, to: node, target: target)
                guard case .error(let error) = reply.unattributed else { return reply }
                outcome = .failure(Self.failure(error, traits, node))
                decision = judge(error, &retry, node, route)
            } catch {
                outcome = .failure(error.about(command: traits.name, node: "\(node.address)"))
                topology.failed(node, error)
                decision = retry.decide(error)
            }
            guard case .retry(let next) = decision else { return try finish(outcome, retry) }
            guard await Self.pause(next.delay, until: call.deadline) else { return try finish(outcome, retry) }
            target = next.target
        }
    }

    /// The error that a server's answer is for the caller.
    static func failure(_ error: ServerError, _ traits: CommandTraits, _ node: Node) -> ClientError {
        let code: ClientError.Code =
            ServerErrorMeaning(error) == .notPermitted && error.code != "NOPROTO" ? .authentication : .server
        return ClientError(
            code, error.description, command: traits.name, node: "\(node.address)", serverError: error)
    }

    /// Refuses what must not or can't be sent.
    static func check(_ arguments: CommandArguments, _ traits: CommandTraits) throws(ClientError) {
        if traits.flags.contains(.refused) { throw refusal(traits) }
        if let problem = arguments.problem { throw ClientError(.invalidArgument, problem, command: traits.name) }
    }

    private static func refusal(_ traits: CommandTraits) -> ClientError {
        ClientError(
            .refused,
            "it would change the connection for everybody who shares it; the client has a way of its own for that",
            command: traits.name)
    }

    private func finish(_ outcome: Result<RESPValue, ClientError>, _ retry: RetryStateMachine) throws(ClientError)
        -> RESPValue
    {
        do throws(ClientError) {
            return try outcome.get()
        } catch {
            guard retry.isLooping else { throw error }
            throw ClientError(
                .tooManyRedirects,
                "nodes referred to each other \(retry.redirects) times; their views of the cluster may differ "
                    + "(see CLUSTER NODES on each)",
                command: error.command, node: error.node, serverError: error.serverError)
        }
    }

    private func judge(
        _ error: ServerError, _ retry: inout RetryStateMachine, _ node: Node, _ route: Route
    ) -> RetryStateMachine.Decision {
        let meaning = ServerErrorMeaning(error)
        if meaning != .surface { topology.learn(meaning, from: node) }
        return retry.decide(meaning, answeredByReplica: route.access != .primary && topology.hasOtherNodes)
    }

    private func node(
        for target: RetryStateMachine.Target, _ route: Route, answered: Node?, _ call: Call
    ) async throws(ClientError) -> Node {
        switch target {
        case .topology:
            return try await known(route.slot, route.access, call)
        case .primary:
            return try await known(route.slot, .primary, call)
        case .node(_, let host, let port), .asking(_, let host, let port):
            guard let host, let answered else { return try await known(route.slot, .primary, call) }
            return try topology.node(host: host.isEmpty ? answered.address.hostName : host, port: port)
        }
    }

    private func known(_ slot: HashSlot?, _ access: Access, _ call: Call) async throws(ClientError) -> Node {
        if let node = topology.node(for: slot, access: access) { return node }
        return try await topology.findNode(for: slot, access: access, until: call.connectDeadline)
    }

    private static func send(
        _ call: Call, to node: Node, target: RetryStateMachine.Target
    ) async throws(ClientError) -> RESPValue {
        guard case .asking = target, case .one(let arguments) = call.batch else {
            return try await node.send(call).last
        }
        // The permission is for the next command on the connection only: nobody's may come in between.
        var asking = call
        asking.batch = .several([CommandArguments(.asking), arguments])
        return try await node.send(asking).last
    }

    /// Waits, if there is time for that.
    static func pause(_ delay: Duration, until deadline: NIODeadline) async -> Bool {
        guard NIODeadline.now() + TimeAmount(delay) < deadline else { return false }
        guard delay > .zero else { return true }
        do {
            try await Task.sleep(for: delay)
            return true
        } catch {
            return false
        }
    }

    private func access(_ traits: CommandTraits, _ options: CommandOptions) -> Access {
        guard traits.flags.contains(.readOnly) else { return .primary }
        let preference = options.readPreference ?? readPreference
        return preference == .primary ? .primary : .read(preference)
    }

    /// The slot of a command's keys; nil if it has none, or slots don't matter.
    private func slot(_ arguments: CommandArguments, _ traits: CommandTraits) throws(ClientError) -> HashSlot? {
        guard topology.isCluster else { return nil }
        let keys = arguments.keyRanges(traits.keys)
        guard let first = keys.first else { return nil }
        let slot = arguments.slot(of: first)
        for key in keys.dropFirst() where arguments.slot(of: key) != slot {
            throw ClientError(
                .crossSlot,
                """
                the keys “\(arguments.text(of: first))” and “\(arguments.text(of: key))” are in different slots \
                (\(slot) and \(arguments.slot(of: key))); give them a common {tag}, or send a command for each
                """,
                command: traits.name)
        }
        return slot
    }
}

/// Where a command goes.
struct Route {
    var slot: HashSlot?
    var access: Access
}

extension Replies {
    /// The last reply, which answers the command itself when a preparation stood before it.
    var last: RESPValue {
        switch self {
        case .one(let reply): reply
        case .several(let replies): replies.last ?? .null
        }
    }
}

extension ServerAddress {
    /// The host, or the path of a socket.
    var hostName: String {
        switch self {
        case .host(let host, _): host
        case .unixSocket(let path): path
        }
    }
}
