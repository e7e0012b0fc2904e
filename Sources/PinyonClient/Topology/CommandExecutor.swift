internal import NIOCore

/// Carries commands to the right node and back: the loop around all that can happen on the way.
final class CommandExecutor: Sendable {
    let topology: any Topology
    let times: CallTimes
    let readPreference: ReadPreference
    private let transport = NodeTransport()

    init(topology: any Topology, times: CallTimes, readPreference: ReadPreference) {
        self.topology = topology
        self.times = times
        self.readPreference = readPreference
    }

    /// Sends a command.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - trace: Notes which node answered.
    /// - Returns: its reply, which isn't an error.
    func execute(_ request: Request, trace: CallTrace? = nil) async throws(ClientError) -> RESPValue {
        try request.check()
        let slot: HashSlot?
        if topology.isCluster {
            if let parts = try SplitRequest(request) { return try await execute(parts) }
            if request.traits.scope != .anyNode { return try await executeEverywhere(request) }
            slot = try request.slot()
        } else {
            slot = nil
        }
        let call = Call(
            .one(request.arguments), traits: request.traits, options: request.options, times: times, now: .now())
        return try await execute(request, call, Route(slot: slot, access: access(request)), transport, trace)
    }

    /// Sends a command over a way of its own.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - call: Its time limits.
    ///   - route: Where it goes.
    ///   - transport: How it gets there.
    ///   - trace: Notes which node answered.
    func execute(
        _ request: Request, _ call: Call, _ route: Route, _ transport: any CallTransport, _ trace: CallTrace?
    ) async throws(ClientError) -> RESPValue {
        var retry = RetryStateMachine(isRepeatable: request.isRepeatable, hasOtherNodes: topology.hasOtherNodes)
        var target = RetryStateMachine.Target.topology
        var answered: Node?
        while true {
            let node = try await node(for: target, route, answered: answered, call)
            answered = node
            trace?.note(node)
            let failure: ClientError
            let decision: RetryStateMachine.Decision
            do throws(ClientError) {
                let reply = try await send(call, request, to: node, target: target, transport)
                guard case .error(let error) = reply.unattributed else { return reply }
                failure = Self.failure(error, request.traits, node)
                decision = judge(error, &retry, node, route)
            } catch {
                failure = error.about(command: request.traits.name, node: "\(node.address)")
                topology.failed(node, error)
                decision = retry.decide(error)
            }
            guard case .retry(let next) = decision, await Self.pause(next.delay, until: call.deadline) else {
                throw retry.isLooping ? Self.loop(failure, retry.redirects) : failure
            }
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

    private static func loop(_ error: ClientError, _ redirects: Int) -> ClientError {
        ClientError(
            .tooManyRedirects,
            """
            nodes referred to each other \(redirects) times; their views of the cluster may differ (see CLUSTER \
            NODES on each)
            """,
            command: error.command, node: error.node, serverError: error.serverError)
    }

    /// Notes what an error says about the servers, and decides what becomes of the command.
    func judge(
        _ error: ServerError, _ retry: inout RetryStateMachine, _ node: Node, _ route: Route
    ) -> RetryStateMachine.Decision {
        let meaning = ServerErrorMeaning(error)
        if meaning != .surface { topology.learn(meaning, from: node) }
        return retry.decide(meaning, answeredByReplica: route.access != .primary && topology.hasOtherNodes)
    }

    /// The node that a command goes to next.
    func node(
        for target: RetryStateMachine.Target, _ route: Route, answered: Node?, _ call: Call
    ) async throws(ClientError) -> Node {
        switch target {
        case .topology:
            return try await known(route.slot, route.access, call)
        case .primary:
            return try await known(route.slot, .primary, call)
        case .node(_, let host, let port), .asking(_, let host, let port):
            guard let host, let answered else { return try await known(route.slot, .primary, call) }
            return try topology.node(
                host: host.isEmpty ? answered.address.hostName : host, port: port, namedBy: answered)
        }
    }

    private func known(_ slot: HashSlot?, _ access: Access, _ call: Call) async throws(ClientError) -> Node {
        if let node = topology.node(for: slot, access: access) { return node }
        return try await topology.findNode(for: slot, access: access, until: call.connectDeadline)
    }

    /// Sends a command, and loads its script if the server doesn't know it.
    private func send(
        _ call: Call, _ request: Request, to node: Node, target: RetryStateMachine.Target,
        _ transport: any CallTransport
    ) async throws(ClientError) -> RESPValue {
        var isAsking = false
        if case .asking = target { isAsking = true }
        let reply = try await transport.send(call, preparation: [], isAsking: isAsking, to: node)
        guard let script = request.script, case .error(let error) = reply.unattributed, error.code == "NOSCRIPT" else {
            return reply
        }
        let load = CommandArguments(.scriptLoad, script.source)
        return try await transport.send(call, preparation: [load], isAsking: isAsking, to: node)
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

    /// Which kinds of nodes will do for a command.
    func access(_ request: Request) -> Access {
        guard request.traits.flags.contains(.readOnly) else { return .primary }
        let preference = request.options.readPreference ?? readPreference
        return preference == .primary ? .primary : .read(preference)
    }
}

/// Where a command goes.
struct Route: Sendable {
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
