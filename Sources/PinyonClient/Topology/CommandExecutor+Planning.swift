internal import NIOCore

extension CommandExecutor {
    /// Finds out which node gets what of a pipeline.
    ///
    /// - Parameters:
    ///   - requests: The commands.
    ///   - start: When the caller called.
    func plan(_ requests: [Request], since start: NIODeadline) async -> BatchPlan {
        let cluster = await wholeCluster(for: requests, since: start)
        var plan = BatchPlan(expecting: requests.count)
        for request in requests {
            do throws(ClientError) {
                try request.check()
                try add(request, to: &plan, cluster, since: start)
            } catch {
                plan.refuse(error)
            }
        }
        return plan
    }

    /// Finds out which node gets what of a command that was split, as a pipeline of its parts.
    func plan(partsOf split: SplitRequest, since start: NIODeadline) -> BatchPlan {
        var plan = BatchPlan()
        for part in parts(of: split, &plan, since: start) { plan.add(part.piece, part.terms) }
        return plan
    }

    private func add(
        _ request: Request, to plan: inout BatchPlan, _ cluster: WholeCluster, since start: NIODeadline
    ) throws(ClientError) {
        if topology.isCluster { try request.checkMayGoToAnyNode() }
        if topology.isCluster, let split = try SplitRequest(request) {
            let parts = parts(of: split, &plan, since: start)
            plan.add(split, parts)
        } else if topology.isCluster, request.isForSeveralNodes {
            let nodes = try cluster.nodes(for: request.traits)
            plan.add(request, for: nodes, terms(request, since: start))
        } else {
            let piece = piece(request, try route(request), &plan)
            plan.add(piece, terms(request, since: start))
        }
    }

    private func piece(_ request: Request, _ route: Route, _ plan: inout BatchPlan) -> BatchPlan.Piece {
        BatchPlan.Piece(request: request, slot: route.slot, node: plan.node(for: route, in: topology))
    }

    private func parts(
        of split: SplitRequest, _ plan: inout BatchPlan, since start: NIODeadline
    ) -> [(piece: BatchPlan.Piece, terms: CallTerms)] {
        var parts: [(piece: BatchPlan.Piece, terms: CallTerms)] = []
        for (request, slot) in zip(split.parts, split.slots) {
            let route = Route(slot: topology.isCluster ? slot : nil, access: access(request))
            parts.append((piece(request, route, &plan), terms(request, since: start)))
        }
        return parts
    }

    /// The nodes for the commands that go to several, if there are any.
    private func wholeCluster(for requests: [Request], since start: NIODeadline) async -> WholeCluster {
        guard topology.isCluster else { return WholeCluster() }
        let wide = requests.filter(\.isForSeveralNodes)
        guard wide.contains(where: { $0.traits.needsAllSlots }) else {
            return WholeCluster(nodes: wide.isEmpty ? [] : topology.nodes)
        }
        // Those for single slots, which wait as well, need a part of the time.
        let end = start + min(times.connect, .nanoseconds(times.command.nanoseconds / 2))
        do throws(ClientError) {
            return WholeCluster(nodes: try await topology.nodesOfAllSlots(until: end))
        } catch {
            return WholeCluster(nodes: topology.nodes, problem: error)
        }
    }
}

/// The nodes of a cluster, as far as they are known.
private struct WholeCluster {
    var nodes: [NodeDescription] = []
    /// Why they aren't known to have all slots.
    var problem: ClientError?

    /// The nodes that a command goes to.
    ///
    /// - Throws: the problem, if it is one for the command.
    func nodes(for traits: CommandTraits) throws(ClientError) -> [Node] {
        if let problem, traits.needsAllSlots { throw problem.about(command: traits.name) }
        return nodes.filter { traits.concerns($0) }.map(\.node)
    }
}
