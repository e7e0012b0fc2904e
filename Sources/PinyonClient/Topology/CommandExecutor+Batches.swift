internal import NIOCore

extension CommandExecutor {
    /// Sends a command in parts.
    ///
    /// - Parameters:
    ///   - split: The parts.
    ///   - start: When the caller called.
    /// - Throws: the first part's error; other parts may have run.
    func execute(_ split: SplitRequest, since start: NIODeadline) async throws(ClientError) -> RESPValue {
        var replies: [RESPValue] = []
        for result in await executeAll(split.parts, since: start) { replies.append(try result.get()) }
        return split.merge(replies)
    }

    /// Sends commands together: one write for each node they go to.
    ///
    /// - Parameters:
    ///   - requests: The commands.
    ///   - start: When the caller called: from there on their time runs.
    ///   - trace: Notes a node that answered.
    /// - Returns: each command's reply, which isn't an error, or its error, in order.
    func executeAll(
        _ requests: [Request], since start: NIODeadline = .now(), trace: CallTrace? = nil
    ) async -> [Result<RESPValue, ClientError>] {
        var results = [Result<RESPValue, ClientError>?](repeating: nil, count: requests.count)
        var groups: [Group] = []
        if topology.isCluster { await meetCluster(until: start + times.connect) }
        for (index, request) in requests.enumerated() {
            do throws(ClientError) {
                try request.check()
                try add(request, at: index, to: &groups, since: start)
            } catch {
                results[index] = .failure(error)
            }
        }
        if let group = groups.first { trace?.note(group.node) }
        for (index, result) in await send(groups, requests) { results[index] = result }
        let left = requests.indices.filter { results[$0] == nil }
        for (index, result) in await executeOneByOne(left, requests, since: start) { results[index] = result }
        return results.map { $0 ?? .success(.null) }
    }

    /// Waits until some node is known, so that a first pipeline is sent as one.
    private func meetCluster(until deadline: NIODeadline) async {
        guard topology.node(for: nil, access: .primary) == nil else { return }
        // Who fails here fails again with the command, and is told then.
        _ = try? await topology.findNode(for: nil, access: .primary, until: deadline)
    }

    /// Sends again what the nodes sent elsewhere, refused for now, or lost without a trace, and what has no node yet.
    ///
    /// Commands of one slot go one after the other, in order; no slot waits for another.
    private func executeOneByOne(
        _ indices: [Int], _ requests: [Request], since start: NIODeadline
    ) async -> [(Int, Result<RESPValue, ClientError>)] {
        // A command with keys in several slots is a chain by itself.
        let chains = Dictionary(grouping: indices) { index -> Int in
            guard topology.isCluster else { return -1 }
            guard let slot = try? route(requests[index]).slot else { return HashSlot.count + index }
            return slot.number
        }
        return await withTaskGroup { tasks in
            for chain in chains.values {
                tasks.addTask {
                    var results: [(Int, Result<RESPValue, ClientError>)] = []
                    for index in chain { results.append((index, await self.result(of: requests[index], since: start))) }
                    return results
                }
            }
            var all: [(Int, Result<RESPValue, ClientError>)] = []
            for await results in tasks { all += results }
            return all
        }
    }

    private func result(of request: Request, since start: NIODeadline) async -> Result<RESPValue, ClientError> {
        do throws(ClientError) {
            if topology.isCluster, let parts = try SplitRequest(request) {
                return .success(try await execute(parts, since: start))
            }
            if topology.isCluster, request.traits.scope != .anyNode {
                return .success(try await executeEverywhere(request, since: start))
            }
            return .success(
                try await execute(request, call(request, since: start), try route(request), transport, nil))
        } catch {
            return .failure(error)
        }
    }

    /// Commands for one node.
    private struct Group: Sendable {
        let node: Node
        var indices: [Int] = []
        var calls: [Call] = []
    }

    /// Puts a command to the others of its node. One that has no node yet, or several, is left out.
    private func add(
        _ request: Request, at index: Int, to groups: inout [Group], since start: NIODeadline
    ) throws(ClientError) {
        if topology.isCluster, try SplitRequest(request) != nil || request.traits.scope != .anyNode { return }
        let route = try route(request)
        guard let node = topology.node(for: route.slot, access: route.access) else { return }
        let call = call(request, since: start)
        if let group = groups.firstIndex(where: { $0.node === node }) {
            groups[group].indices.append(index)
            groups[group].calls.append(call)
        } else {
            groups.append(Group(node: node, indices: [index], calls: [call]))
        }
    }

    private func send(_ groups: [Group], _ requests: [Request]) async -> [(Int, Result<RESPValue, ClientError>)] {
        guard groups.count > 1 else {
            guard let group = groups.first else { return [] }
            return await send(group, requests)
        }
        return await withTaskGroup { tasks in
            for group in groups { tasks.addTask { await self.send(group, requests) } }
            var all: [(Int, Result<RESPValue, ClientError>)] = []
            for await results in tasks { all += results }
            return all
        }
    }

    /// Sends a group. Commands that are to be sent again are missing from what it returns.
    private func send(_ group: Group, _ requests: [Request]) async -> [(Int, Result<RESPValue, ClientError>)] {
        let call = Call(group.indices.map { requests[$0].arguments }, calls: group.calls)
        let sentAt = NIODeadline.now()
        do throws(ClientError) {
            let replies = try await group.node.send(call).all
            return zip(group.indices, replies).compactMap { index, reply in
                result(reply, requests[index], group.node, sentAt: sentAt).map { (index, $0) }
            }
        } catch {
            topology.failed(group.node, error)
            return group.indices.compactMap { index in
                let request = requests[index]
                var retry = RetryStateMachine(
                    isRepeatable: request.isRepeatable, hasOtherNodes: topology.hasOtherNodes)
                let isReplica = access(request) != .primary && topology.hasOtherNodes
                if case .retry = retry.decide(error, fromReplica: isReplica) { return nil }
                return (
                    index, .failure(error.about(command: request.traits.name, node: "\(group.node.address)"))
                )
            }
        }
    }

    private func result(
        _ reply: RESPValue, _ request: Request, _ node: Node, sentAt: NIODeadline
    ) -> Result<RESPValue, ClientError>? {
        guard case .error(let error) = reply.unattributed else { return .success(reply) }
        if error.code == "NOSCRIPT", request.script != nil { return nil }
        var retry = RetryStateMachine(isRepeatable: request.isRepeatable, hasOtherNodes: topology.hasOtherNodes)
        let route = Route(slot: nil, access: access(request))
        if case .retry = judge(error, &retry, node, route, sentAt: sentAt) { return nil }
        return .failure(Self.failure(error, request.traits, node))
    }
}

extension CommandTraits {
    /// Several commands sent together.
    static let batch = CommandTraits("PIPELINE")
}
