internal import NIOCore

/// The slots of a cluster that no primary serves.
package struct SlotGaps: Sendable, CustomStringConvertible {
    /// The slots, in order; neighbours are in one range.
    package let ranges: [ClosedRange<Int>]

    /// The slots besides those that are served.
    ///
    /// - Parameter served: In any order. They may overlap.
    package init(besides served: [ClosedRange<Int>]) {
        var gaps: [ClosedRange<Int>] = []
        var next = 0
        for range in served.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        if next < HashSlot.count { gaps.append(next...(HashSlot.count - 1)) }
        ranges = gaps
    }

    /// How many slots that are.
    package var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// The first of them; nil if there is none.
    package var first: HashSlot? { ranges.first.flatMap { HashSlot(number: $0.lowerBound) } }

    /// The first two ranges, and whether there are more.
    package var description: String {
        let shown = ranges.prefix(2).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        return shown.joined(separator: ", ") + (ranges.count > 2 ? " and others" : "")
    }

    /// What a command for a whole cluster fails with.
    package var error: ClientError {
        ClientError(
            .unknownTopology,
            """
            no node of the cluster serves \(count) of its \(HashSlot.count) slots (\(description)), and what concerns \
            all of it isn't done by a part (see CLUSTER NODES); what is there can be asked node \
            by node, with client.nodes
            """)
    }
}

extension Topology {
    /// The nodes of a cluster, as soon as every slot has a primary.
    ///
    /// - Throws: ``ClientError/Code/unknownTopology`` with the slots that have none, at the deadline at the latest.
    func nodesOfAllSlots(until deadline: NIODeadline) async throws(ClientError) -> [NodeDescription] {
        while true {
            let known = nodes
            guard let slot = Self.gaps(in: known).first else { return known }
            do throws(ClientError) {
                _ = try await findNode(for: slot, access: .primary, until: deadline)
            } catch {
                let left = Self.gaps(in: nodes)
                guard error.code == .unknownTopology, !left.ranges.isEmpty else { throw error }
                throw left.error
            }
        }
    }

    private static func gaps(in nodes: [NodeDescription]) -> SlotGaps {
        SlotGaps(besides: nodes.filter { $0.role == .primary }.flatMap(\.slots))
    }
}

extension CommandTraits {
    /// Whether a cluster with slots that nobody serves can't carry the command out. What only ends something can be
    /// told to the nodes that are there.
    var needsAllSlots: Bool { !flags.contains(.apart) }

    /// Whether the command is for a node, if it goes to several.
    func concerns(_ node: NodeDescription) -> Bool { scope == .allNodes || node.role == .primary }
}
