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
        guard !commands.isEmpty else { return [] }
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
                let deadline = plan.deadline(ofCommand: command)
                let result = await sendToTheRest(request, after: answers, since: start, until: deadline)
                plan.settle(command: command, result)
            }
        }
        return plan.results
    }

    private func sendToTheRest(
        _ request: Request, after answers: NodeAnswers, since start: NIODeadline, until deadline: NIODeadline?
    ) async -> Result<RESPValue, ClientError> {
        var request = request
        // A batch without an end waits on a server; that is no reason to wait for nodes without an end.
        if let deadline, deadline < .distantFuture {
            request.options.timeout = Duration.nanoseconds((deadline - start).nanoseconds)
        }
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
    /// - Returns: what became of the pieces. Some of them may still have to be sent again.
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
        let verdicts = await send(Call(requests.argumentsWithScripts, group.terms), of: requests, to: group.node)
        var outcomes: [BatchPlan.Outcome] = []
        var left: [BatchPlan.Unsettled] = []
        for (piece, verdict) in zip(group.pieces, verdicts) {
            if case .again(let reason) = verdict, !plan.joinsNodes {
                left.append(BatchPlan.Unsettled(piece: piece, reason: reason))
            } else {
                outcomes.append((piece, verdict))
            }
        }
        return outcomes + (await sendAgain(left, of: plan, since: start))
    }
}

// What has to be sent again.
extension CommandExecutor {
    /// Sends again what the nodes sent elsewhere, refused for now, or lost without a trace, and what has no node yet.
    ///
    /// Commands of one slot go one after the other, in order; no slot waits for another.
    private func sendAgain(
        _ pieces: [BatchPlan.Unsettled], of plan: BatchPlan, since start: NIODeadline
    ) async -> [BatchPlan.Outcome] {
        guard !pieces.isEmpty else { return [] }
        let chains = Dictionary(grouping: pieces) { unsettled -> Int in
            guard topology.isCluster else { return -1 }
            // A command without keys is a chain by itself.
            return plan.pieces[unsettled.piece].slot?.number ?? HashSlot.count + unsettled.piece
        }
        return await withTaskGroup(of: [BatchPlan.Outcome].self) { tasks in
            for chain in chains.values {
                tasks.addTask {
                    var outcomes: [BatchPlan.Outcome] = []
                    for unsettled in chain {
                        let result = await self.result(of: unsettled, in: plan, since: start)
                        outcomes.append((unsettled.piece, BatchVerdict.settled(result)))
                    }
                    return outcomes
                }
            }
            var all: [BatchPlan.Outcome] = []
            for await outcomes in tasks { all += outcomes }
            return all
        }
    }

    private func result(
        of unsettled: BatchPlan.Unsettled, in plan: BatchPlan, since start: NIODeadline
    ) async -> Result<RESPValue, ClientError> {
        await result(
            of: plan.pieces[unsettled.piece].request, after: unsettled.reason, since: start,
            until: plan.deadline(ofPiece: unsettled.piece))
    }

    /// Sends a command of a batch by itself.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - reason: Why it is sent again; nil if it wasn't sent.
    ///   - start: When the caller called.
    ///   - deadline: Until when the batch has time, and so has the command; nil if it has its own.
    /// - Returns: what became of it. If there is no time left, the reason: it says more than that.
    func result(
        of request: Request, after reason: ClientError?, since start: NIODeadline, until deadline: NIODeadline?
    ) async -> Result<RESPValue, ClientError> {
        if let reason, let deadline, deadline <= .now() { return .failure(reason) }
        var terms = terms(request, since: start)
        // A batch without an end waits on a server; that is no reason to send this again without an end.
        if let deadline { terms.extend(to: deadline < .distantFuture ? deadline : .now() + times.command) }
        do throws(ClientError) {
            return .success(try await execute(request, Call(request, terms), try route(request), transport, nil))
        } catch {
            return .failure(error)
        }
    }
}

extension CommandTraits {
    /// Several commands sent together.
    static let batch = CommandTraits("PIPELINE")
}
