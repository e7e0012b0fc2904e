/// What one command subscribes to: targets of one kind, not too many, and shard channels of one slot.
struct SubscriptionBatch: Sendable {
    /// How many channels one command subscribes to.
    private static let limit = 500

    let kind: SubscriptionTarget.Kind
    let names: [String]

    /// Targets by command.
    static func batches(_ targets: [SubscriptionTarget]) -> [SubscriptionBatch] {
        struct Group: Hashable {
            var kind: SubscriptionTarget.Kind
            var slot: HashSlot?
        }
        let groups = Dictionary(grouping: targets) { target in
            Group(kind: target.kind, slot: target.kind == .shard ? HashSlot(key: target.name) : nil)
        }
        return groups.flatMap { group, targets in
            stride(from: 0, to: targets.count, by: limit).map { start in
                SubscriptionBatch(
                    kind: group.kind, names: targets[start..<min(start + limit, targets.count)].map(\.name))
            }
        }
    }

    /// The targets.
    var targets: [SubscriptionTarget] { names.map { SubscriptionTarget(kind: kind, name: $0) } }

    /// The command of a name, with the channels.
    func command(_ name: String) -> CommandArguments {
        var command = CommandArguments(CommandTraits(name))
        for channel in names { command.append(channel) }
        return command
    }

    /// What a server answers to the command of a name.
    func confirmations(of name: String) -> Expectation {
        .confirmations(kind: name.lowercased(), count: names.count)
    }
}
