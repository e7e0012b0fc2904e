internal import NIOCore

extension CommandExecutor {
    /// Sends commands together of which one is about the connection it is sent over.
    ///
    /// - Parameters:
    ///   - requests: The commands.
    ///   - start: When the caller called: from there on their time runs.
    ///   - trace: Notes a node that answered.
    /// - Returns: each command's reply, which isn't an error, or its error, in order. If they can't go together,
    ///   nothing is sent, and all have the same error.
    func executeTogether(
        _ requests: [Request], since start: NIODeadline, trace: CallTrace?
    ) async -> [Result<RESPValue, ClientError>] {
        do throws(ClientError) {
            let batch = try BoundBatch(requests, isCluster: topology.isCluster)
            return try await execute(batch, since: start, trace)
        } catch {
            return requests.map { .failure(error.about(command: $0.traits.name)) }
        }
    }

    private func execute(
        _ batch: BoundBatch, since start: NIODeadline, _ trace: CallTrace?
    ) async throws(ClientError) -> [Result<RESPValue, ClientError>] {
        var attempt = Attempt(
            call: batch.call(times, since: start), route: Route(slot: batch.slot, access: .primary), times: times,
            retry: RetryStateMachine(isRepeatable: batch.isRepeatable, hasOtherNodes: topology.hasOtherNodes),
            start: start)
        while true {
            attempt.begin(now: .now())
            let node = try await self.node(
                for: attempt.target, attempt.route, answered: attempt.node, until: attempt.call.connectDeadline)
            attempt.node = node
            trace?.note(node)
            let outcome: Result<[RESPValue], ClientError>
            let decision: RetryStateMachine.Decision
            do throws(ClientError) {
                let replies = try await node.send(attempt.call).all
                attempt.answered()
                outcome = .success(replies)
                decision = decide(batch.refusal(in: replies), &attempt, node)
            } catch {
                topology.failed(node, error)
                outcome = .failure(error.about(node: "\(node.address)"))
                decision = attempt.retry.decide(error)
                attempt.failed()
            }
            guard case .retry(let next) = decision, await Self.pause(next.delay, until: attempt.end) else {
                return Self.results(try outcome.get(), batch, node)
            }
            attempt.follow(next.target)
        }
    }

    private func decide(
        _ refusal: ServerError?, _ attempt: inout Attempt, _ node: Node
    ) -> RetryStateMachine.Decision {
        guard let refusal else { return .deliver }
        let decision = judge(refusal, &attempt.retry, node, attempt.route, sentAt: attempt.sentAt)
        guard case .ask = ServerErrorMeaning(refusal) else { return decision }
        // The permission to ask a node is for one command only: while the keys move, all of them wait.
        return attempt.retry.decide(.tryAgain, answeredByReplica: false)
    }

    private static func results(
        _ replies: [RESPValue], _ batch: BoundBatch, _ node: Node
    ) -> [Result<RESPValue, ClientError>] {
        zip(batch.requests, replies).map { request, reply in
            guard case .error(let error) = reply.unattributed else { return .success(reply) }
            return .failure(Self.failure(error, request.traits, node))
        }
    }
}
