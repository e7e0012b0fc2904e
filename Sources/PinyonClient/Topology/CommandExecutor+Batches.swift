internal import NIOCore

extension CommandExecutor {
    /// Sends a command in parts.
    ///
    /// - Throws: the first part's error; other parts may have run.
    func execute(_ split: SplitRequest) async throws(ClientError) -> RESPValue {
        var replies: [RESPValue] = []
        for result in await executeAll(split.parts) { replies.append(try result.get()) }
        return split.merge(replies)
    }

    /// Sends commands together: one write for each node they go to.
    ///
    /// - Parameters:
    ///   - requests: The commands.
    ///   - trace: Notes a node that answered.
    /// - Returns: each command's reply, which isn't an error, or its error, in order.
    func executeAll(_ requests: [Request], trace: CallTrace? = nil) async -> [Result<RESPValue, ClientError>] {
        var results = [Result<RESPValue, ClientError>?](repeating: nil, count: requests.count)
        var groups: [Group] = []
        for (index, request) in requests.enumerated() {
            do throws(ClientError) {
                try request.check()
                try await add(request, at: index, to: &groups)
            } catch {
                results[index] = .failure(error)
            }
        }
        if let group = groups.first { trace?.note(group.node) }
        for (index, result) in await send(groups, requests) { results[index] = result }
        // What the nodes sent elsewhere, refused for now, or lost without a trace goes again by itself, in order.
        for (index, request) in requests.enumerated() where results[index] == nil {
            do throws(ClientError) {
                results[index] = .success(try await execute(request))
            } catch {
                results[index] = .failure(error)
            }
        }
        return results.map { $0 ?? .success(.null) }
    }

    /// Commands for one node.
    private struct Group: Sendable {
        let node: Node
        let path: Call.Path
        var indices: [Int] = []
        var calls: [Call] = []
    }

    private func add(_ request: Request, at index: Int, to groups: inout [Group]) async throws(ClientError) {
        if topology.isCluster, try SplitRequest(request) != nil { return }
        let slot = topology.isCluster ? try request.slot() : nil
        let call = Call(
            .one(request.arguments), traits: request.traits, options: request.options, times: times, now: .now())
        let access = access(request)
        let known = topology.node(for: slot, access: access)
        let node: Node
        if let known {
            node = known
        } else {
            node = try await topology.findNode(for: slot, access: access, until: call.connectDeadline)
        }
        if let group = groups.firstIndex(where: { $0.node === node && $0.path == call.path }) {
            groups[group].indices.append(index)
            groups[group].calls.append(call)
        } else {
            groups.append(Group(node: node, path: call.path, indices: [index], calls: [call]))
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
        let call = Call(group.indices.map { requests[$0].arguments }, path: group.path, calls: group.calls)
        do throws(ClientError) {
            let replies = try await group.node.send(call).all
            return zip(group.indices, replies).compactMap { index, reply in
                result(reply, requests[index], group.node).map { (index, $0) }
            }
        } catch {
            topology.failed(group.node, error)
            return group.indices.compactMap { index in
                let request = requests[index]
                var retry = RetryStateMachine(
                    isRepeatable: request.isRepeatable, hasOtherNodes: topology.hasOtherNodes)
                if case .retry = retry.decide(error) { return nil }
                return (
                    index, .failure(error.about(command: request.traits.name, node: "\(group.node.address)"))
                )
            }
        }
    }

    private func result(_ reply: RESPValue, _ request: Request, _ node: Node) -> Result<RESPValue, ClientError>? {
        guard case .error(let error) = reply.unattributed else { return .success(reply) }
        if error.code == "NOSCRIPT", request.script != nil { return nil }
        var retry = RetryStateMachine(isRepeatable: request.isRepeatable, hasOtherNodes: topology.hasOtherNodes)
        let route = Route(slot: nil, access: access(request))
        if case .retry = judge(error, &retry, node, route) { return nil }
        return .failure(Self.failure(error, request.traits, node))
    }
}

extension CommandTraits {
    /// Several commands sent together.
    static let batch = CommandTraits("PIPELINE")
}
