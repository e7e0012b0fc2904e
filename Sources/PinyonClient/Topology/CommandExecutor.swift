internal import NIOCore

/// Carries commands to the right node and back: the loop around all that can happen on the way.
final class CommandExecutor: Sendable {
    let topology: any Topology
    let times: CallTimes
    let readPreference: ReadPreference
    let transport = NodeTransport()
    /// Measures and traces commands; nil if nobody wants to know.
    let telemetry: ClientTelemetry?

    init(
        topology: any Topology, times: CallTimes, readPreference: ReadPreference,
        telemetry: ClientTelemetry? = nil
    ) {
        self.topology = topology
        self.times = times
        self.readPreference = readPreference
        self.telemetry = telemetry
    }

    /// Sends a command.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - trace: Notes which node answered.
    /// - Returns: its reply, which isn't an error.
    func execute(_ request: Request, trace: CallTrace? = nil) async throws(ClientError) -> RESPValue {
        try request.check(in: .nothing)
        let now = NIODeadline.now()
        if topology.isCluster {
            try request.checkMayGoToAnyNode()
            if let parts = try SplitRequest(request) { return try await execute(parts, since: now) }
            if request.traits.scope != .anyNode { return try await executeEverywhere(request) }
        }
        let (terms, route) = (terms(request, since: now), try route(request))
        guard terms.path == .small, request.script == nil,
            let node = topology.node(for: route.slot, access: route.access)
        else { return try await execute(request, Call(request, terms), route, transport, trace) }
        trace?.note(node)
        // The first try of nearly all commands, in line, because each call in between costs what a lock does: straight
        // to the small lane of the node that is known. What it doesn't settle goes the long way.
        let outcome = await node.sendSmall(
            PendingReply(.one(request.arguments), deadline: terms.deadline, connectDeadline: terms.connectDeadline))
        if case .success(.one(let reply)) = outcome, !reply.isError { return reply }
        return try await execute(
            request, Call(request, terms), route, transport, trace,
            after: FirstTry(node: node, sentAt: now, outcome: outcome))
    }

    /// An attempt that was made already.
    struct FirstTry {
        let node: Node
        let sentAt: NIODeadline
        let outcome: Result<Replies, ClientError>
    }

    /// Sends a command that isn't to be split, again and again until it is done or its time is over.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - first: Its time limits.
    ///   - route: Where it goes.
    ///   - transport: How it gets there; the ordinary way if none is named.
    ///   - trace: Notes which node answered.
    ///   - firstTry: The first attempt, if it was made already.
    func execute(
        _ request: Request, _ first: Call, _ route: Route, _ transport: any CallTransport, _ trace: CallTrace?,
        after firstTry: FirstTry? = nil
    ) async throws(ClientError) -> RESPValue {
        var attempt = Attempt(
            call: first, route: route, times: times,
            retry: RetryStateMachine(isRepeatable: request.isRepeatable, hasOtherNodes: topology.hasOtherNodes),
            start: firstTry?.sentAt ?? .now())
        var firstTry = firstTry
        while true {
            attempt.begin(now: firstTry?.sentAt ?? .now())
            let node: Node
            if let firstTry {
                node = firstTry.node
            } else {
                node = try await self.node(
                    for: attempt.target, attempt.route, answered: attempt.node, until: attempt.call.connectDeadline)
            }
            attempt.node = node
            trace?.note(node)
            let failure: ClientError
            let decision: RetryStateMachine.Decision
            do throws(ClientError) {
                let reply =
                    if let firstTry {
                        try firstTry.outcome.get().last
                    } else {
                        try await send(attempt.call, request, to: node, isAsking: attempt.isAsking, transport)
                    }
                guard case .error(let error) = reply.unattributed else { return reply }
                if error.code == "TRYAGAIN", let parts = SplitRequest(keysOf: request) {
                    return try await execute(parts, since: attempt.start)
                }
                attempt.answered()
                failure = Self.failure(error, request.traits, node)
                decision = judge(error, &attempt.retry, node, attempt.route, sentAt: attempt.sentAt)
            } catch {
                failure = error.about(command: request.traits.name, node: "\(node.address)")
                topology.failed(node, error)
                decision = attempt.retry.decide(error, fromReplica: isReplica(node, attempt.route))
                attempt.failed()
            }
            guard case .retry(let next) = decision, await Self.pause(next.delay, until: attempt.end) else {
                throw attempt.retry.isLooping ? Self.loop(failure, attempt.retry.redirects) : failure
            }
            firstTry = nil
            attempt.follow(next.target)
        }
    }

    /// How a command is sent, and until when.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - start: When the caller called.
    func terms(_ request: Request, since start: NIODeadline) -> CallTerms { CallTerms(request, times, since: start) }

    /// Where a command goes.
    func route(_ request: Request) throws(ClientError) -> Route {
        Route(slot: topology.isCluster ? try request.slot() : nil, access: access(request))
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
    ///
    /// - Parameters:
    ///   - error: The error.
    ///   - retry: What became of it so far.
    ///   - node: Who answered.
    ///   - route: Where it was to go.
    ///   - sentAt: When it was sent, or before.
    func judge(
        _ error: ServerError, _ retry: inout RetryStateMachine, _ node: Node, _ route: Route, sentAt: NIODeadline
    ) -> RetryStateMachine.Decision {
        let meaning = ServerErrorMeaning(error)
        if meaning == .busy { node.rest() }
        if meaning != .surface { topology.learn(meaning, from: node, sentAt: sentAt) }
        return retry.decide(meaning, answeredByReplica: isReplica(node, route))
    }

    /// Whether a node was asked in place of the primary, so that this one may do better.
    func isReplica(_ node: Node, _ route: Route) -> Bool {
        guard route.access != .primary, topology.hasOtherNodes, route.slot != nil || !topology.isCluster else {
            return false
        }
        return topology.node(for: route.slot, access: .primary) !== node
    }

    /// The node that a command goes to next.
    func node(
        for target: RetryStateMachine.Target, _ route: Route, answered: Node?, until deadline: NIODeadline
    ) async throws(ClientError) -> Node {
        switch target {
        case .topology:
            return try await known(route.slot, route.access, deadline)
        case .primary:
            return try await known(route.slot, .primary, deadline)
        case .node(_, let host, let port), .asking(_, let host, let port):
            guard let answered else { return try await known(route.slot, .primary, deadline) }
            return try topology.node(
                host: host.isEmpty ? answered.address.hostName : host, port: port, namedBy: answered)
        }
    }

    private func known(
        _ slot: HashSlot?, _ access: Access, _ deadline: NIODeadline
    ) async throws(ClientError) -> Node {
        if let node = topology.node(for: slot, access: access) { return node }
        return try await topology.findNode(for: slot, access: access, until: deadline)
    }

    /// Sends a command, and loads its script if the server doesn't know it.
    private func send(
        _ call: Call, _ request: Request, to node: Node, isAsking: Bool, _ transport: any CallTransport
    ) async throws(ClientError) -> RESPValue {
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
        // Replicas by turns would get each other's cursors.
        guard request.traits.flags.isDisjoint(with: .cursor), request.traits.flags.contains(.readOnly) else {
            return .primary
        }
        let preference = request.options.readPreference ?? readPreference
        return preference == .primary ? .primary : .read(preference)
    }
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
