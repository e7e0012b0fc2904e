internal import NIOCore

extension CommandExecutor {
    /// Sends a command without keys to all nodes that it concerns.
    ///
    /// - Returns: what the replies say together: numbers are added, lists are joined, and of equal answers one is
    ///   enough.
    func executeEverywhere(_ request: Request) async throws(ClientError) -> RESPValue {
        let deadline = NIODeadline.now() + times.connect
        if topology.nodes.isEmpty {
            _ = try await topology.findNode(for: nil, access: .primary, until: deadline)
        }
        let nodes = topology.nodes.filter { request.traits.scope == .allNodes || $0.role == .primary }.map(\.node)
        var replies: [RESPValue] = []
        for result in await ask(nodes, request) { replies.append(try result.get()) }
        return Self.merge(replies)
    }

    private func ask(_ nodes: [Node], _ request: Request) async -> [Result<RESPValue, ClientError>] {
        await withTaskGroup { tasks in
            for node in nodes { tasks.addTask { await self.ask(node, request) } }
            var results: [Result<RESPValue, ClientError>] = []
            for await result in tasks { results.append(result) }
            return results
        }
    }

    private func ask(_ node: Node, _ request: Request) async -> Result<RESPValue, ClientError> {
        let call = Call(
            .one(request.arguments), traits: request.traits, options: request.options, times: times, now: .now())
        do throws(ClientError) {
            let reply = try await node.send(call).last
            guard case .error(let error) = reply.unattributed else { return .success(reply) }
            return .failure(Self.failure(error, request.traits, node))
        } catch {
            return .failure(error.about(command: request.traits.name, node: "\(node.address)"))
        }
    }

    private static func merge(_ replies: [RESPValue]) -> RESPValue {
        guard let first = replies.first else { return .null }
        switch first.unattributed {
        case .integer: return .integer(replies.reduce(0) { $0 &+ ((try? Int.decode($1)) ?? 0) })
        case .array: return .array(replies.flatMap { $0.elements ?? [] })
        case .set: return .set(replies.flatMap { $0.elements ?? [] })
        default: return first
        }
    }
}
