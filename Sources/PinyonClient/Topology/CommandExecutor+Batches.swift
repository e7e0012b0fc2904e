internal import NIOCore

extension CommandExecutor {
    /// Sends a command in parts.
    ///
    /// - Parameters:
    ///   - split: The parts.
    ///   - start: When the caller called.
    /// - Throws: the first part's error; it says how many of the others have run.
    func execute(_ split: SplitRequest, since start: NIODeadline) async throws(ClientError) -> RESPValue {
        try split.merge(await executeParts(of: split, since: start)).get()
    }

    /// Sends a command in parts.
    ///
    /// - Returns: each part's reply or error, in order.
    func executeParts(
        of split: SplitRequest, since start: NIODeadline = .now(), trace: CallTrace? = nil
    ) async -> [Result<RESPValue, ClientError>] {
        if topology.isCluster { await meetCluster(until: start + times.connect) }
        return await carryOut(plan(partsOf: split, since: start), since: start, trace)
    }

    /// Sends commands together: one write for each node they go to.
    ///
    /// - Parameters:
    ///   - commands: The commands.
    ///   - start: When the caller called: from there on their time runs.
    ///   - trace: Notes a node that answered.
    /// - Returns: each command's reply, which isn't an error, or its error, in order.
    func executeAll(
        _ commands: [ErasedCommand], since start: NIODeadline = .now(), trace: CallTrace? = nil
    ) async -> [Result<RESPValue, ClientError>] {
        if let node = onlyNode(for: commands) { return await executeAll(commands, at: node, since: start, trace) }
        let requests = commands.map(\.request)
        if requests.contains(where: \.isAboutConnection) {
            return await executeTogether(requests, since: start, trace: trace)
        }
        if topology.isCluster { await meetCluster(until: start + times.connect) }
        return await carryOut(await plan(requests, since: start), since: start, trace)
    }

    /// Waits until some node is known, so that a first pipeline is sent as one.
    private func meetCluster(until deadline: NIODeadline) async {
        guard topology.node(for: nil, access: .primary) == nil else { return }
        // Who fails here fails again with the command, and is told then.
        _ = try? await topology.findNode(for: nil, access: .primary, until: deadline)
    }

    private func carryOut(
        _ first: BatchPlan, since start: NIODeadline, _ trace: CallTrace?
    ) async -> [Result<RESPValue, ClientError>] {
        var plan = first
        if let group = plan.groups.first { trace?.note(group.node) }
        plan.settle(await send(plan, since: start))
        for step in plan.steps {
            switch step {
            case .pieces(let pieces):
                plan.settle(await sendAgain(pieces, of: plan, since: start))
            case .everywhere(let request, let command, let answers):
                let result = await sendToTheRest(request, after: answers, since: start)
                plan.settle(command: command, result)
            }
        }
        return plan.results
    }

    private func sendToTheRest(
        _ request: Request, after answers: NodeAnswers, since start: NIODeadline
    ) async -> Result<RESPValue, ClientError> {
        do throws(ClientError) {
            return .success(try await executeEverywhere(request, since: start, after: answers))
        } catch {
            return .failure(error)
        }
    }
}

// The first go.
extension CommandExecutor {
    /// Sends all groups at a time.
    ///
    /// - Returns: what became of the pieces. Of those that are to be sent again nothing is said.
    private func send(_ plan: BatchPlan, since start: NIODeadline) async -> [BatchPlan.Outcome] {
        if plan.groups.count == 1, plan.unplaced.isEmpty, let group = plan.groups.first {
            return await send(group, of: plan, since: start)
        }
        return await withTaskGroup(of: [BatchPlan.Outcome].self) { tasks in
            for group in plan.groups { tasks.addTask { await self.send(group, of: plan, since: start) } }
            if !plan.joinsNodes {
                tasks.addTask { await self.sendAgain(plan.unplaced, of: plan, since: start) }
            }
            var all: [BatchPlan.Outcome] = []
            for await outcomes in tasks { all += outcomes }
            return all
        }
    }

    /// Sends a group, and at once again what has to be, so that no node is waited for that is slower; unless a command
    /// concerns several nodes, since what stands behind it has to wait for them.
    private func send(
        _ group: BatchPlan.Group, of plan: BatchPlan, since start: NIODeadline
    ) async -> [BatchPlan.Outcome] {
        let requests = group.pieces.map { plan.pieces[$0].request }
        let results = await send(Call(requests.argumentsWithScripts, group.terms), of: requests, to: group.node)
        var outcomes: [BatchPlan.Outcome] = []
        var left: [Int] = []
        for (piece, result) in zip(group.pieces, results) {
            if let result { outcomes.append((piece, result)) } else { left.append(piece) }
        }
        guard !plan.joinsNodes else { return outcomes }
        return outcomes + (await sendAgain(left, of: plan, since: start))
    }
}

// What has to be sent again.
extension CommandExecutor {
    /// Sends again what the nodes sent elsewhere, refused for now, or lost without a trace, and what has no node yet.
    ///
    /// Commands of one slot go one after the other, in order; no slot waits for another.
    private func sendAgain(
        _ pieces: [Int], of plan: BatchPlan, since start: NIODeadline
    ) async -> [BatchPlan.Outcome] {
        guard !pieces.isEmpty else { return [] }
        let chains = Dictionary(grouping: pieces) { piece -> Int in
            guard topology.isCluster else { return -1 }
            // A command without keys is a chain by itself.
            return plan.pieces[piece].slot?.number ?? HashSlot.count + piece
        }
        return await withTaskGroup(of: [BatchPlan.Outcome].self) { tasks in
            for chain in chains.values {
                tasks.addTask {
                    var outcomes: [BatchPlan.Outcome] = []
                    for piece in chain {
                        let result = await self.result(of: plan.pieces[piece].request, since: start)
                        outcomes.append((piece, result))
                    }
                    return outcomes
                }
            }
            var all: [BatchPlan.Outcome] = []
            for await outcomes in tasks { all += outcomes }
            return all
        }
    }

    func result(of request: Request, since start: NIODeadline) async -> Result<RESPValue, ClientError> {
        do throws(ClientError) {
            return .success(
                try await execute(request, Call(request, times, since: start), try route(request), transport, nil))
        } catch {
            return .failure(error)
        }
    }
}

extension CommandTraits {
    /// Several commands sent together.
    static let batch = CommandTraits("PIPELINE")
}
