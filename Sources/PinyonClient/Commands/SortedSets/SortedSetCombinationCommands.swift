extension Command {
    /// The members that any of some sorted sets has, the smallest scores first. Costs the size of all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    ///   - type: What each member is read as.
    public static func zunion<Member: RESPDecodable>(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil,
        as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zunion) {
            $0.appendCombination(keys, weights, aggregate)
        }
    }

    /// The members that any of some sorted sets has with their scores, the smallest scores first. Costs the size of
    /// all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    ///   - type: What each member is read as.
    public static func zunionWithScores<Member: RESPDecodable>(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil,
        as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zunion, decode: ScoredMember.list) {
            $0.appendCombination(keys, weights, aggregate)
            $0.append("WITHSCORES")
        }
    }

    /// The members that all of some sorted sets have, the smallest scores first. Costs the size of the smallest, times
    /// the number of sets. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    ///   - type: What each member is read as.
    public static func zinter<Member: RESPDecodable>(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil,
        as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zinter) {
            $0.appendCombination(keys, weights, aggregate)
        }
    }

    /// The members that all of some sorted sets have with their scores, the smallest scores first. Costs the size of
    /// the smallest, times the number of sets. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    ///   - type: What each member is read as.
    public static func zinterWithScores<Member: RESPDecodable>(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil,
        as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zinter, decode: ScoredMember.list) {
            $0.appendCombination(keys, weights, aggregate)
            $0.append("WITHSCORES")
        }
    }

    /// The members of the first sorted set that none of the others has, the smallest scores first. Costs up
    /// to the size of all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public static func zdiff<Member: RESPDecodable>(
        _ keys: [some CommandArgument], as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zdiff) {
            $0.appendCounted(keys)
        }
    }

    /// The members of the first sorted set that none of the others has with their scores, the smallest scores first.
    /// Costs up to the size of all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public static func zdiffWithScores<Member: RESPDecodable>(
        _ keys: [some CommandArgument], as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zdiff, decode: ScoredMember.list) {
            $0.appendCounted(keys)
            $0.append("WITHSCORES")
        }
    }

    /// How many members all of some sorted sets have. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The keys. In a cluster they have to be in one slot.
    ///   - limit: The number at which counting ends. Default: none.
    public static func zintercard(_ keys: [some CommandArgument], limit: Int? = nil) -> Command
    where Response == Int {
        Command(.zintercard) {
            $0.appendCounted(keys)
            $0.append("LIMIT", limit)
        }
    }

    // The result is often of no use.
    /// Stores the members that any of some sorted sets has, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster all have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    public static func zunionstore(
        _ destination: some CommandArgument, _ keys: [some CommandArgument], weights: [Double] = [],
        aggregate: ScoreAggregate? = nil
    ) -> Command where Response == Int {
        Command(.zunionstore) {
            $0.appendOne(destination)
            $0.appendCombination(keys, weights, aggregate)
        }
    }

    // The result is often of no use.
    /// Stores the members that all of some sorted sets have, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster all have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    public static func zinterstore(
        _ destination: some CommandArgument, _ keys: [some CommandArgument], weights: [Double] = [],
        aggregate: ScoreAggregate? = nil
    ) -> Command where Response == Int {
        Command(.zinterstore) {
            $0.appendOne(destination)
            $0.appendCombination(keys, weights, aggregate)
        }
    }

    // The result is often of no use.
    /// Stores the members of the first sorted set that none of the others has, and returns how many. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster all have to be in one slot.
    public static func zdiffstore(_ destination: some CommandArgument, _ keys: [some CommandArgument]) -> Command
    where Response == Int {
        Command(.zdiffstore) {
            $0.appendOne(destination)
            $0.appendCounted(keys)
        }
    }
}

extension CommandArguments {
    fileprivate mutating func appendCombination(
        _ keys: [some CommandArgument], _ weights: [Double], _ aggregate: ScoreAggregate?
    ) {
        appendCounted(keys)
        if !weights.isEmpty {
            if weights.count != keys.count { fail("\(weights.count) weights stand for \(keys.count) keys") }
            append("WEIGHTS")
            appendEach(weights)
        }
        append("AGGREGATE", aggregate?.rawValue)
    }
}
