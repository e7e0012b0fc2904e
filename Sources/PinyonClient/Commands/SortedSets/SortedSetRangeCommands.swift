extension Command {
    /// A part of a sorted set in order.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The part.
    ///   - order: Whether the smallest scores come first, or the largest; places are counted in this order. Default:
    ///     the smallest. The largest since Redis 6.2.
    ///   - limit: The part of these members that is returned; not for ranks. Default: all.
    ///   - type: What each member is read as.
    public static func zrange<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: SortedSetRange, order: SortOrder = .ascending, limit: PageLimit? = nil,
        as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zrange) {
            $0.appendOne(key)
            range.append(to: &$0, order: order, limit: limit)
        }
    }

    /// A part of a sorted set in order, with scores.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The part.
    ///   - order: Whether the smallest scores come first, or the largest; places are counted in this order. Default:
    ///     the smallest. The largest since Redis 6.2.
    ///   - limit: The part of these members that is returned; not for ranks. Default: all.
    ///   - type: What each member is read as.
    public static func zrangeWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: SortedSetRange, order: SortOrder = .ascending, limit: PageLimit? = nil,
        as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zrange, decode: ScoredMember.list) {
            $0.appendOne(key)
            range.append(to: &$0, order: order, limit: limit)
            $0.append("WITHSCORES")
        }
    }

    // The result is often of no use.
    /// Stores a part of a sorted set as another one, and returns how many members it has. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - destination: The new one's key, whatever it held before.
    ///   - source: The sorted set's key. In a cluster both have to be in one slot.
    ///   - range: The part.
    ///   - order: From which end a limit counts, and places are counted. Default: the smallest scores.
    ///   - limit: The part of these members that is stored; not for ranks. Default: all.
    public static func zrangestore(
        _ destination: some CommandArgument, from source: some CommandArgument, _ range: SortedSetRange,
        order: SortOrder = .ascending, limit: PageLimit? = nil
    ) -> Command where Response == Int {
        Command(.zrangestore) {
            $0.appendWords(destination, source)
            range.append(to: &$0, order: order, limit: limit)
        }
    }

    // The result is often of no use.
    /// Removes the members from one place through another, and returns how many.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - first: The first place, counted from 0 at the smallest score; negative ones count from the end, which is -1.
    ///   - last: The last place, counted likewise.
    public static func zremrangebyrank(_ key: some CommandArgument, from first: Int, through last: Int) -> Command
    where Response == Int {
        Command(.zremrangebyrank) { $0.appendWords(key, first, last) }
    }

    // The result is often of no use.
    /// Removes the members with some scores, and returns how many.
    public static func zremrangebyscore(_ key: some CommandArgument, _ range: ScoreRange) -> Command
    where Response == Int {
        Command(.zremrangebyscore) { $0.appendWords(key, range.lower, range.upper) }
    }

    // The result is often of no use.
    /// Removes the members in a range of their own, if all have the same score, and returns how many.
    public static func zremrangebylex(_ key: some CommandArgument, _ range: MemberRange) -> Command
    where Response == Int {
        Command(.zremrangebylex) { $0.appendWords(key, range.lower, range.upper) }
    }
}
