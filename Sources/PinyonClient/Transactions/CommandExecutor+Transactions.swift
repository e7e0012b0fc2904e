internal import NIOCore

extension CommandExecutor {
    /// Lends a connection to the primary of a slot.
    func withLease<Result>(slot: KeyedSlot?, _ body: (LeasedSession) async throws -> Result) async throws -> Result {
        let deadline = NIODeadline.now() + times.connect
        let route = Route(slot: slot?.slot, access: .primary)
        let node = try await node(for: .topology, route, answered: nil, until: deadline)
        let leased = try await node.leases.lease(until: deadline)
        let session = LeasedSession(leased, node: node, times: times, slot: slot, telemetry: telemetry)
        return try await use(leased, session, body)
    }

    private func use<Result>(
        _ leased: LeasedConnection, _ session: LeasedSession, _ body: (LeasedSession) async throws -> Result
    ) async throws -> Result {
        let sentAt = NIODeadline.now()
        defer { session.node.leases.giveBack(leased) }
        do {
            return try await body(session)
        } catch {
            // It is unknown in which state the closure left it.
            leased.soil()
            if let refusal = (error as? ClientError)?.serverError {
                topology.learn(ServerErrorMeaning(refusal), from: session.node, sentAt: sentAt)
            }
            throw error
        }
    }

    /// Watches keys on a connection of their own for as long as a closure runs.
    ///
    /// - Parameters:
    ///   - watch: The command that watches them.
    ///   - body: Is called once, when they are watched.
    func watching<Result>(
        _ watch: Request, _ body: (LeasedSession) async throws -> Result
    ) async throws -> Result {
        let (leased, session) = try await lease(watching: watch)
        return try await use(leased, session, body)
    }

    private func lease(watching watch: Request) async throws(ClientError) -> (LeasedConnection, LeasedSession) {
        // What can't be written must not be left unwatched.
        try watch.check()
        let slot = topology.isCluster ? try KeyedSlot(watch) : nil
        var attempt = makeAttempt([watch], slot)
        while true {
            attempt.begin(now: .now())
            let node = try await nextNode(&attempt)
            do throws(ClientError) {
                let leased = try await node.leases.lease(until: attempt.call.connectDeadline)
                let session = LeasedSession(leased, node: node, times: times, slot: slot, telemetry: telemetry)
                do throws(ClientError) {
                    try await session.watch(watch.arguments)
                    return (leased, session)
                } catch {
                    node.leases.giveBack(leased)
                    throw error
                }
            } catch {
                // The permission to ask a node is for one command only: while the keys move, it waits.
                try await goOn(&attempt, after: error, mayAsk: false)
            }
        }
    }

    /// Runs a transaction. It is sent again only if the server proves that nothing of it ran.
    func transaction(_ requests: [Request]) async throws(ClientError) -> [Result<RESPValue, ClientError>] {
        try await observe(.multi, size: requests.count, failure: ClientTelemetry.firstFailure(of:)) {
            trace throws(ClientError) in
            try await transaction(requests, trace)
        }
    }

    private func transaction(
        _ requests: [Request], _ trace: CallTrace?
    ) async throws(ClientError) -> [Result<RESPValue, ClientError>] {
        // What can't be written shouldn't cost a connection.
        for request in requests { try request.check(in: .transaction) }
        let slot = topology.isCluster ? try Self.commonSlot(requests) : nil
        var attempt = makeAttempt(requests, slot)
        while true {
            attempt.begin(now: .now())
            let node = try await nextNode(&attempt)
            trace?.note(node)
            do throws(ClientError) {
                let leased = try await node.leases.lease(until: attempt.call.connectDeadline)
                defer { node.leases.giveBack(leased) }
                let session = LeasedSession(leased, node: node, times: times, slot: slot)
                return try await session.execute(requests, isAsking: attempt.isAsking, until: attempt.call.deadline)
            } catch {
                try await goOn(&attempt, after: error, mayAsk: true)
            }
        }
    }

    private func makeAttempt(_ requests: [Request], _ slot: KeyedSlot?) -> Attempt {
        Attempt(
            call: Call(transaction: requests, times: times, now: .now()),
            route: Route(slot: slot?.slot, access: .primary), times: times,
            retry: RetryStateMachine(isRepeatable: false, hasOtherNodes: topology.hasOtherNodes), start: .now())
    }

    private func nextNode(_ attempt: inout Attempt) async throws(ClientError) -> Node {
        let node = try await node(
            for: attempt.target, attempt.route, answered: attempt.node, until: attempt.call.connectDeadline)
        attempt.node = node
        return node
    }

    /// Waits for the next attempt, or throws the error if there is to be none.
    private func goOn(
        _ attempt: inout Attempt, after error: ClientError, mayAsk: Bool
    ) async throws(ClientError) {
        guard case .retry(let next) = decide(error, &attempt, mayAsk: mayAsk),
            await Self.pause(next.delay, until: attempt.end)
        else { throw error }
        attempt.follow(next.target)
    }

    private func decide(
        _ error: ClientError, _ attempt: inout Attempt, mayAsk: Bool
    ) -> RetryStateMachine.Decision {
        guard let node = attempt.node else { return .deliver }
        guard let refusal = error.serverError, error.code == .transactionDiscarded || error.code == .server else {
            topology.failed(node, error)
            defer { attempt.failed() }
            return attempt.retry.decide(error)
        }
        attempt.answered()
        let decision = judge(refusal, &attempt.retry, node, attempt.route, sentAt: attempt.sentAt)
        if case .ask = ServerErrorMeaning(refusal), !mayAsk {
            return attempt.retry.decide(.tryAgain, answeredByReplica: false)
        }
        return decision
    }

    private static func commonSlot(_ requests: [Request]) throws(ClientError) -> KeyedSlot? {
        var common: KeyedSlot?
        for request in requests {
            if let common {
                try common.check(request, "in one transaction")
            } else {
                common = try KeyedSlot(request)
            }
        }
        return common
    }
}
