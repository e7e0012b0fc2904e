internal import NIOCore

// Pipelines that all go to one node, which is most of them without a cluster: nothing is planned for them.
extension CommandExecutor {
    /// The node that gets all of a pipeline as it stands; nil if there is more to it.
    func onlyNode(for commands: [ErasedCommand]) -> Node? {
        guard !topology.isCluster, let node = topology.node(for: nil, access: .primary),
            commands.allSatisfy({ isPlain($0.request) })
        else { return nil }
        return node
    }

    /// Whether a command is sent as it stands, and to the primary.
    private func isPlain(_ request: Request) -> Bool {
        request.isPlain && (!topology.hasOtherNodes || access(request) == .primary)
    }

    /// Sends commands to one node, and those again, one after the other, that it refused for now or lost without a
    /// trace.
    func executeAll(
        _ commands: [ErasedCommand], at node: Node, since start: NIODeadline, _ trace: CallTrace?
    ) async -> [Result<RESPValue, ClientError>] {
        trace?.note(node)
        let sentAt = NIODeadline.now()
        let call = call(commands, since: start)
        let outcome = await replies(to: call, from: node)
        if let replies = Self.plainReplies(outcome) { return replies.map { .success($0) } }
        let requests = commands.map(\.request)
        let verdicts = settle(outcome, of: requests, from: node, sentAt: sentAt)
        var results: [Result<RESPValue, ClientError>] = []
        for (request, verdict) in zip(requests, verdicts) {
            switch verdict {
            case .settled(let result):
                results.append(result)
            case .again(let reason):
                results.append(await result(of: request, after: reason, since: start, until: call.deadline))
            }
        }
        return results
    }

    private func call(_ commands: [ErasedCommand], since start: NIODeadline) -> Call {
        var arguments: [CommandArguments] = []
        arguments.reserveCapacity(commands.count)
        var terms = CallTerms.Batch()
        for command in commands {
            arguments.append(command.request.arguments)
            terms.add(self.terms(command.request, since: start))
        }
        return Call(arguments, terms)
    }
}

// What one node does of a pipeline.
extension CommandExecutor {
    /// Sends commands to a node.
    ///
    /// - Returns: for each of them in order what became of it, or why it is to be sent again.
    func send(_ call: Call, of requests: [Request], to node: Node) async -> [BatchVerdict] {
        let sentAt = NIODeadline.now()
        let outcome = await replies(to: call, from: node)
        if let replies = Self.plainReplies(outcome) { return replies.map { .settled(.success($0)) } }
        return settle(outcome, of: requests, from: node, sentAt: sentAt)
    }

    private func replies(to call: Call, from node: Node) async -> Result<[RESPValue], ClientError> {
        do throws(ClientError) {
            return .success(try await node.send(call).all)
        } catch {
            return .failure(error)
        }
    }

    /// The replies if there is nothing to judge; nil if one of them is an error.
    private static func plainReplies(_ outcome: Result<[RESPValue], ClientError>) -> [RESPValue]? {
        guard case .success(let replies) = outcome, !replies.contains(where: \.isError) else { return nil }
        return replies
    }

    private func settle(
        _ outcome: Result<[RESPValue], ClientError>, of requests: [Request], from node: Node, sentAt: NIODeadline
    ) -> [BatchVerdict] {
        let verdicts: [BatchVerdict]
        switch outcome {
        case .success(let replies):
            verdicts = zip(requests, replies).map { verdict(on: $0, $1, node, sentAt: sentAt) }
        case .failure(let error):
            topology.failed(node, error)
            verdicts = requests.map { verdict(on: $0, error, node) }
        }
        return zip(verdicts, BatchVerdict.settle(verdicts, on: requests)).map { verdict, result in
            result.map(BatchVerdict.settled) ?? verdict
        }
    }

    private func verdict(
        on request: Request, _ reply: RESPValue, _ node: Node, sentAt: NIODeadline
    ) -> BatchVerdict {
        guard case .error(let error) = reply.unattributed else { return .settled(.success(reply)) }
        let failure = Self.failure(error, request.traits, node)
        if error.code == "NOSCRIPT", request.script != nil { return .again(failure) }
        var retry = RetryStateMachine(isRepeatable: request.isRepeatable, hasOtherNodes: topology.hasOtherNodes)
        let route = Route(slot: nil, access: access(request))
        guard case .retry = judge(error, &retry, node, route, sentAt: sentAt) else {
            return .settled(.failure(failure))
        }
        return .again(failure)
    }

    private func verdict(on request: Request, _ error: ClientError, _ node: Node) -> BatchVerdict {
        let failure = error.about(command: request.traits.name, node: "\(node.address)")
        var retry = RetryStateMachine(isRepeatable: request.isRepeatable, hasOtherNodes: topology.hasOtherNodes)
        let isReplica = isReplica(node, Route(slot: nil, access: access(request)))
        guard case .retry = retry.decide(error, fromReplica: isReplica) else { return .settled(.failure(failure)) }
        return .again(failure)
    }
}
