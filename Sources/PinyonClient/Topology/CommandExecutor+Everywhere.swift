internal import NIOCore

extension CommandExecutor {
    /// Sends a command without keys to all nodes that it concerns.
    ///
    /// Each node's part is sent again like any other command. If a node turns out not to be what it was taken for, or
    /// can't be reached, the nodes are looked at anew, and those get the command that haven't carried it out yet. While
    /// slots have no primary it waits: what is there of the cluster isn't all of it.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - start: When the caller called.
    ///   - known: What nodes have answered already. Default: nothing.
    /// - Returns: what the replies say together, by the command's ``CommandTraits/merge``.
    /// - Throws: why it can't be carried out everywhere, with how many nodes have done it.
    func executeEverywhere(
        _ request: Request, since start: NIODeadline = .now(), after known: NodeAnswers? = nil
    ) async throws(ClientError) -> RESPValue {
        let call = Call(request, times, since: start)
        let end = call.deadline == .distantFuture ? start + times.command : call.deadline
        var retry = RetryStateMachine(isRepeatable: request.isRepeatable, hasOtherNodes: true)
        var answers = known ?? NodeAnswers(request.traits)
        var nodes: [Node] = []
        do throws(ClientError) {
            while true {
                nodes = try await self.nodes(for: request.traits, until: end)
                let left = nodes.filter { !answers.isDone($0) }
                for (node, result) in await ask(left, request, call) { answers.add(result, of: node) }
                let failures = answers.failures(of: nodes)
                guard let first = failures.first, !answers.isEnough else { break }
                let delay = try Self.delay(after: failures, &retry)
                guard await Self.pause(delay, until: end) else { throw first }
                await topology.look(until: min(end, NIODeadline.now() + times.connect))
            }
        } catch {
            throw answers.partly(error, of: nodes)
        }
        return try answers.merged(from: nodes).get()
    }

    /// The nodes that a command concerns, as soon as they are known.
    private func nodes(for traits: CommandTraits, until end: NIODeadline) async throws(ClientError) -> [Node] {
        if topology.nodes.isEmpty {
            let deadline = min(end, NIODeadline.now() + times.connect)
            _ = try await topology.findNode(for: nil, access: .primary, until: deadline)
        }
        let known = try await traits.needsAllSlots ? topology.nodesOfAllSlots(until: end) : topology.nodes
        return known.filter { traits.concerns($0) }.map(\.node)
    }

    private func ask(
        _ nodes: [Node], _ request: Request, _ call: Call
    ) async -> [(Node, Result<RESPValue, ClientError>)] {
        await withTaskGroup(of: (Node, Result<RESPValue, ClientError>).self) { tasks in
            for node in nodes { tasks.addTask { (node, await self.ask(node, request, call)) } }
            var results: [(Node, Result<RESPValue, ClientError>)] = []
            for await result in tasks { results.append(result) }
            return results
        }
    }

    private func ask(_ node: Node, _ request: Request, _ call: Call) async -> Result<RESPValue, ClientError> {
        let executor = CommandExecutor(
            topology: PartTopology(node: node, whole: topology), times: times, readPreference: readPreference)
        do throws(ClientError) {
            return .success(
                try await executor.execute(request, call, Route(slot: nil, access: .primary), transport, nil))
        } catch {
            return .failure(error)
        }
    }

    /// How long to wait before the nodes are looked at anew.
    ///
    /// - Throws: a failure that this doesn't help against.
    private static func delay(
        after failures: [ClientError], _ retry: inout RetryStateMachine
    ) throws(ClientError) -> Duration {
        var longest = Duration.zero
        for failure in failures {
            let decision: RetryStateMachine.Decision
            if failure.code == .server, let error = failure.serverError {
                decision = retry.decide(ServerErrorMeaning(error), answeredByReplica: false)
            } else {
                decision = retry.decide(failure)
            }
            guard case .retry(let next) = decision else { throw failure }
            longest = max(longest, next.delay)
        }
        return longest
    }
}

/// One node of several, for the part of a command that is for this node and no other. What it answers is learned for
/// all of them.
private struct PartTopology: Topology {
    let isCluster = false
    let hasOtherNodes = false
    let node: Node
    let whole: any Topology

    func node(for slot: HashSlot?, access: Access) -> Node? { node }
    func findNode(for slot: HashSlot?, access: Access, until deadline: NIODeadline) -> Node { node }
    func node(host: String, port: Int, namedBy node: Node) -> Node { self.node }
    func learn(_ meaning: ServerErrorMeaning, from node: Node, sentAt: NIODeadline) {
        whole.learn(meaning, from: node, sentAt: sentAt)
    }
    func failed(_ node: Node, _ error: ClientError) { whole.failed(node, error) }
    var nodes: [NodeDescription] { [NodeDescription(node: node, role: .unknown, slots: [])] }
    func start() {}
    func close(_ error: ClientError) {}
}
