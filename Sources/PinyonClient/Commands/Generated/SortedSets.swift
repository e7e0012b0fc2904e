// Generated from Sources/PinyonClient/Commands/SortedSets/ by: swift run --package-path Checks generate-commands

extension Command {
    /// The members from one place through another, the largest scores first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - first: The first place, counted from 0 at the largest score; negative ones count from the end, which is -1.
    ///   - last: The last place, counted likewise.
    public static func zrevrange(
        _ key: some CommandArgument, from first: Int, through last: Int
    ) -> Command where Response == [String] {
        .zrevrange(key, from: first, through: last, as: String.self)
    }

    /// The members from one place through another with their scores, the largest scores first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - first: The first place, counted from 0 at the largest score; negative ones count from the end, which is -1.
    ///   - last: The last place, counted likewise.
    public static func zrevrangeWithScores(
        _ key: some CommandArgument, from first: Int, through last: Int
    ) -> Command where Response == [ScoredMember<String>] {
        .zrevrangeWithScores(key, from: first, through: last, as: String.self)
    }

    /// The members with some scores, the smallest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    public static func zrangebyscore(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil
    ) -> Command where Response == [String] {
        .zrangebyscore(key, range, limit: limit, as: String.self)
    }

    /// The members with some scores, and these, the smallest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    public static func zrangebyscoreWithScores(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil
    ) -> Command where Response == [ScoredMember<String>] {
        .zrangebyscoreWithScores(key, range, limit: limit, as: String.self)
    }

    /// The members with some scores, the largest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    public static func zrevrangebyscore(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil
    ) -> Command where Response == [String] {
        .zrevrangebyscore(key, range, limit: limit, as: String.self)
    }

    /// The members with some scores, and these, the largest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    public static func zrevrangebyscoreWithScores(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil
    ) -> Command where Response == [ScoredMember<String>] {
        .zrevrangebyscoreWithScores(key, range, limit: limit, as: String.self)
    }

    /// The members in a range of their own, if all have the same score, in rising order.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The range.
    ///   - limit: The part of these members that is returned. Default: all.
    public static func zrangebylex(
        _ key: some CommandArgument, _ range: MemberRange, limit: PageLimit? = nil
    ) -> Command where Response == [String] {
        .zrangebylex(key, range, limit: limit, as: String.self)
    }

    /// The members in a range of their own, if all have the same score, in falling order.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The range.
    ///   - limit: The part of these members that is returned. Default: all.
    public static func zrevrangebylex(
        _ key: some CommandArgument, _ range: MemberRange, limit: PageLimit? = nil
    ) -> Command where Response == [String] {
        .zrevrangebylex(key, range, limit: limit, as: String.self)
    }

    /// The members that any of some sorted sets has, the smallest scores first. Costs the size of all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    public static func zunion(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil
    ) -> Command where Response == [String] {
        .zunion(keys, weights: weights, aggregate: aggregate, as: String.self)
    }

    /// The members that any of some sorted sets has with their scores, the smallest scores first. Costs the size of
    /// all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    public static func zunionWithScores(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil
    ) -> Command where Response == [ScoredMember<String>] {
        .zunionWithScores(keys, weights: weights, aggregate: aggregate, as: String.self)
    }

    /// The members that all of some sorted sets have, the smallest scores first. Costs the size of the smallest, times
    /// the number of sets. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    public static func zinter(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil
    ) -> Command where Response == [String] {
        .zinter(keys, weights: weights, aggregate: aggregate, as: String.self)
    }

    /// The members that all of some sorted sets have with their scores, the smallest scores first. Costs the size of
    /// the smallest, times the number of sets. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    public static func zinterWithScores(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil
    ) -> Command where Response == [ScoredMember<String>] {
        .zinterWithScores(keys, weights: weights, aggregate: aggregate, as: String.self)
    }

    /// The members of the first sorted set that none of the others has, the smallest scores first. Costs up
    /// to the size of all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    public static func zdiff(_ keys: [some CommandArgument]) -> Command where Response == [String] {
        .zdiff(keys, as: String.self)
    }

    /// The members of the first sorted set that none of the others has with their scores, the smallest scores first.
    /// Costs up to the size of all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    public static func zdiffWithScores(
        _ keys: [some CommandArgument]
    ) -> Command where Response == [ScoredMember<String>] {
        .zdiffWithScores(keys, as: String.self)
    }

    /// Takes the member with the smallest score; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    public static func zpopmin(_ key: some CommandArgument) -> Command where Response == ScoredMember<String>? {
        .zpopmin(key, as: String.self)
    }

    /// Takes the members with the smallest scores.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: The most members to take.
    public static func zpopmin(
        _ key: some CommandArgument, count: Int
    ) -> Command where Response == [ScoredMember<String>] {
        .zpopmin(key, count: count, as: String.self)
    }

    /// Takes the member with the largest score; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    public static func zpopmax(_ key: some CommandArgument) -> Command where Response == ScoredMember<String>? {
        .zpopmax(key, as: String.self)
    }

    /// Takes the members with the largest scores.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: The most members to take.
    public static func zpopmax(
        _ key: some CommandArgument, count: Int
    ) -> Command where Response == [ScoredMember<String>] {
        .zpopmax(key, count: count, as: String.self)
    }

    /// Takes members from the first of some sorted sets that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most members to take. Default: 1.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public static func zmpop<Member: RESPDecodable>(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil, as type: Member.Type
    ) -> Command where Response == PoppedElements<String, ScoredMember<Member>>? {
        .zmpop(keys, from: end, count: count, keysAs: String.self, as: type)
    }

    /// Takes members from the first of some sorted sets that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most members to take. Default: 1.
    ///   - keyType: What the key is read as.
    public static func zmpop<Key: RESPDecodable>(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil, keysAs keyType: Key.Type
    ) -> Command where Response == PoppedElements<Key, ScoredMember<String>>? {
        .zmpop(keys, from: end, count: count, keysAs: keyType, as: String.self)
    }

    /// Takes members from the first of some sorted sets that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most members to take. Default: 1.
    public static func zmpop(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil
    ) -> Command where Response == PoppedElements<String, ScoredMember<String>>? {
        .zmpop(keys, from: end, count: count, keysAs: String.self, as: String.self)
    }

    /// Takes the member with the smallest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public static func bzpopmin<Member: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, as type: Member.Type
    ) -> Command where Response == PoppedMember<String, Member>? {
        .bzpopmin(keys, timeout: timeout, keysAs: String.self, as: type)
    }

    /// Takes the member with the smallest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    public static func bzpopmin<Key: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type
    ) -> Command where Response == PoppedMember<Key, String>? {
        .bzpopmin(keys, timeout: timeout, keysAs: keyType, as: String.self)
    }

    /// Takes the member with the smallest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public static func bzpopmin(
        _ keys: [some CommandArgument], timeout: Duration
    ) -> Command where Response == PoppedMember<String, String>? {
        .bzpopmin(keys, timeout: timeout, keysAs: String.self, as: String.self)
    }

    /// Takes the member with the largest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public static func bzpopmax<Member: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, as type: Member.Type
    ) -> Command where Response == PoppedMember<String, Member>? {
        .bzpopmax(keys, timeout: timeout, keysAs: String.self, as: type)
    }

    /// Takes the member with the largest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    public static func bzpopmax<Key: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type
    ) -> Command where Response == PoppedMember<Key, String>? {
        .bzpopmax(keys, timeout: timeout, keysAs: keyType, as: String.self)
    }

    /// Takes the member with the largest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public static func bzpopmax(
        _ keys: [some CommandArgument], timeout: Duration
    ) -> Command where Response == PoppedMember<String, String>? {
        .bzpopmax(keys, timeout: timeout, keysAs: String.self, as: String.self)
    }

    /// Takes members from the first of some sorted sets that has any, and waits for one; nil if the time ran out. A
    /// caller that is cancelled meanwhile may lose them. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most members to take. Default: 1.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public static func bzmpop<Member: RESPDecodable>(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil, timeout: Duration,
        as type: Member.Type
    ) -> Command where Response == PoppedElements<String, ScoredMember<Member>>? {
        .bzmpop(keys, from: end, count: count, timeout: timeout, keysAs: String.self, as: type)
    }

    /// Takes members from the first of some sorted sets that has any, and waits for one; nil if the time ran out. A
    /// caller that is cancelled meanwhile may lose them. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most members to take. Default: 1.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    public static func bzmpop<Key: RESPDecodable>(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil, timeout: Duration,
        keysAs keyType: Key.Type
    ) -> Command where Response == PoppedElements<Key, ScoredMember<String>>? {
        .bzmpop(keys, from: end, count: count, timeout: timeout, keysAs: keyType, as: String.self)
    }

    /// Takes members from the first of some sorted sets that has any, and waits for one; nil if the time ran out. A
    /// caller that is cancelled meanwhile may lose them. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most members to take. Default: 1.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public static func bzmpop(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil, timeout: Duration
    ) -> Command where Response == PoppedElements<String, ScoredMember<String>>? {
        .bzmpop(keys, from: end, count: count, timeout: timeout, keysAs: String.self, as: String.self)
    }

    /// Any member of a sorted set; nil if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    public static func zrandmember(_ key: some CommandArgument) -> Command where Response == String? {
        .zrandmember(key, as: String.self)
    }

    /// Some members of a sorted set; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: How many members, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    public static func zrandmember(_ key: some CommandArgument, count: Int) -> Command where Response == [String] {
        .zrandmember(key, count: count, as: String.self)
    }

    /// Some members of a sorted set with their scores; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: How many members, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    public static func zrandmemberWithScores(
        _ key: some CommandArgument, count: Int
    ) -> Command where Response == [ScoredMember<String>] {
        .zrandmemberWithScores(key, count: count, as: String.self)
    }

    /// A part of a sorted set in order.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The part.
    ///   - order: Whether the smallest scores come first, or the largest; places are counted in this order. Default:
    ///     the smallest. The largest since Redis 6.2.
    ///   - limit: The part of these members that is returned; not for ranks. Default: all.
    public static func zrange(
        _ key: some CommandArgument, _ range: SortedSetRange, order: SortOrder = .ascending, limit: PageLimit? = nil
    ) -> Command where Response == [String] {
        .zrange(key, range, order: order, limit: limit, as: String.self)
    }

    /// A part of a sorted set in order, with scores.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The part.
    ///   - order: Whether the smallest scores come first, or the largest; places are counted in this order. Default:
    ///     the smallest. The largest since Redis 6.2.
    ///   - limit: The part of these members that is returned; not for ranks. Default: all.
    public static func zrangeWithScores(
        _ key: some CommandArgument, _ range: SortedSetRange, order: SortOrder = .ascending, limit: PageLimit? = nil
    ) -> Command where Response == [ScoredMember<String>] {
        .zrangeWithScores(key, range, order: order, limit: limit, as: String.self)
    }

    /// Some members of a sorted set with their scores, and where the walk through them goes on.
    /// ``CommandSender/zscan(_:matching:count:as:)`` walks by itself.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the members have to match. Default: nothing.
    ///   - count: About how many members are looked at. Default: the server's, 10. A small set comes as one page.
    public static func zscan(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil
    ) -> Command where Response == ScanPage<ScoredMember<String>> {
        .zscan(key, cursor: cursor, matching: pattern, count: count, as: String.self)
    }
}

extension CommandSender {
    /// The members from one place through another, the largest scores first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - first: The first place, counted from 0 at the largest score; negative ones count from the end, which is -1.
    ///   - last: The last place, counted likewise.
    ///   - type: What each member is read as.
    public func zrevrange<Member: RESPDecodable>(
        _ key: some CommandArgument, from first: Int, through last: Int, as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zrevrange(key, from: first, through: last, as: type))
    }

    /// The members from one place through another with their scores, the largest scores first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - first: The first place, counted from 0 at the largest score; negative ones count from the end, which is -1.
    ///   - last: The last place, counted likewise.
    ///   - type: What each member is read as.
    public func zrevrangeWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, from first: Int, through last: Int, as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zrevrangeWithScores(key, from: first, through: last, as: type))
    }

    /// The members with some scores, the smallest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public func zrangebyscore<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil, as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zrangebyscore(key, range, limit: limit, as: type))
    }

    /// The members with some scores, and these, the smallest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public func zrangebyscoreWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil, as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zrangebyscoreWithScores(key, range, limit: limit, as: type))
    }

    /// The members with some scores, the largest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public func zrevrangebyscore<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil, as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zrevrangebyscore(key, range, limit: limit, as: type))
    }

    /// The members with some scores, and these, the largest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public func zrevrangebyscoreWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil, as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zrevrangebyscoreWithScores(key, range, limit: limit, as: type))
    }

    /// The members in a range of their own, if all have the same score, in rising order.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The range.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public func zrangebylex<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: MemberRange, limit: PageLimit? = nil, as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zrangebylex(key, range, limit: limit, as: type))
    }

    /// The members in a range of their own, if all have the same score, in falling order.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The range.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public func zrevrangebylex<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: MemberRange, limit: PageLimit? = nil, as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zrevrangebylex(key, range, limit: limit, as: type))
    }

    /// The members that any of some sorted sets has, the smallest scores first. Costs the size of all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    ///   - type: What each member is read as.
    public func zunion<Member: RESPDecodable>(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zunion(keys, weights: weights, aggregate: aggregate, as: type))
    }

    /// The members that any of some sorted sets has with their scores, the smallest scores first. Costs the size of
    /// all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    ///   - type: What each member is read as.
    public func zunionWithScores<Member: RESPDecodable>(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zunionWithScores(keys, weights: weights, aggregate: aggregate, as: type))
    }

    /// The members that all of some sorted sets have, the smallest scores first. Costs the size of the smallest, times
    /// the number of sets. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    ///   - type: What each member is read as.
    public func zinter<Member: RESPDecodable>(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zinter(keys, weights: weights, aggregate: aggregate, as: type))
    }

    /// The members that all of some sorted sets have with their scores, the smallest scores first. Costs the size of
    /// the smallest, times the number of sets. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    ///   - type: What each member is read as.
    public func zinterWithScores<Member: RESPDecodable>(
        _ keys: [some CommandArgument], weights: [Double] = [], aggregate: ScoreAggregate? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zinterWithScores(keys, weights: weights, aggregate: aggregate, as: type))
    }

    /// The members of the first sorted set that none of the others has, the smallest scores first. Costs up
    /// to the size of all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public func zdiff<Member: RESPDecodable>(
        _ keys: [some CommandArgument], as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zdiff(keys, as: type))
    }

    /// The members of the first sorted set that none of the others has with their scores, the smallest scores first.
    /// Costs up to the size of all. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public func zdiffWithScores<Member: RESPDecodable>(
        _ keys: [some CommandArgument], as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zdiffWithScores(keys, as: type))
    }

    /// How many members all of some sorted sets have. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The keys. In a cluster they have to be in one slot.
    ///   - limit: The number at which counting ends. Default: none.
    public func zintercard(_ keys: [some CommandArgument], limit: Int? = nil) async throws(ClientError) -> Int {
        try await send(.zintercard(keys, limit: limit))
    }

    /// Stores the members that any of some sorted sets has, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster all have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    @discardableResult
    public func zunionstore(
        _ destination: some CommandArgument, _ keys: [some CommandArgument], weights: [Double] = [],
        aggregate: ScoreAggregate? = nil
    ) async throws(ClientError) -> Int {
        try await send(.zunionstore(destination, keys, weights: weights, aggregate: aggregate))
    }

    /// Stores the members that all of some sorted sets have, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster all have to be in one slot.
    ///   - weights: What the scores of each sorted set are multiplied by. Default: 1 for all.
    ///   - aggregate: What becomes of a member's several scores. Default: their sum.
    @discardableResult
    public func zinterstore(
        _ destination: some CommandArgument, _ keys: [some CommandArgument], weights: [Double] = [],
        aggregate: ScoreAggregate? = nil
    ) async throws(ClientError) -> Int {
        try await send(.zinterstore(destination, keys, weights: weights, aggregate: aggregate))
    }

    /// Stores the members of the first sorted set that none of the others has, and returns how many. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The keys; plain sets count as sorted sets with scores of 1. In a cluster all have to be in one slot.
    @discardableResult
    public func zdiffstore(
        _ destination: some CommandArgument, _ keys: [some CommandArgument]
    ) async throws(ClientError) -> Int {
        try await send(.zdiffstore(destination, keys))
    }

    /// Sets the score of a member of a sorted set, which is made if it isn't there, and returns 1 or 0 for whether it
    /// counts.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - member: The member.
    ///   - score: Its score.
    ///   - condition: What has to be the case. Default: nothing.
    ///   - counted: What counts. Default: a new member.
    @discardableResult
    public func zadd(
        _ key: some CommandArgument, _ member: some CommandArgument, score: Double, condition: ScoreCondition? = nil,
        counting counted: ChangeCount = .added
    ) async throws(ClientError) -> Int {
        try await send(.zadd(key, member, score: score, condition: condition, counting: counted))
    }

    /// Sets the scores of members of a sorted set, which is made if it isn't there, and returns how many count.
    ///
    /// ```swift
    /// try await client.zadd("leaderboard", ["player:1": 1_500, "player:2": 2_200])
    /// ```
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - scores: The members with their scores.
    ///   - condition: What has to be the case for each. Default: nothing.
    ///   - counted: What counts. Default: new members.
    @discardableResult
    public func zadd<Member: CommandArgument>(
        _ key: some CommandArgument, _ scores: some Sequence<(key: Member, value: Double)>,
        condition: ScoreCondition? = nil, counting counted: ChangeCount = .added
    ) async throws(ClientError) -> Int {
        try await send(.zadd(key, scores, condition: condition, counting: counted))
    }

    /// Adds to the score of a member, which is 0 if it isn't there, and returns the sum; nil if the condition didn't
    /// hold.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - member: The member.
    ///   - amount: What is added; negative to subtract.
    ///   - condition: What has to be the case.
    @discardableResult
    public func zaddIncrementing(
        _ key: some CommandArgument, _ member: some CommandArgument, by amount: Double, condition: ScoreCondition
    ) async throws(ClientError) -> Double? {
        try await send(.zaddIncrementing(key, member, by: amount, condition: condition))
    }

    /// Adds to the score of a member, which is 0 if it isn't there, and returns the sum.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - member: The member.
    ///   - amount: What is added; negative to subtract.
    @discardableResult
    public func zincrby(
        _ key: some CommandArgument, _ member: some CommandArgument, by amount: Double
    ) async throws(ClientError) -> Double {
        try await send(.zincrby(key, member, by: amount))
    }

    /// Removes members from a sorted set, and the set with its last one; returns how many there were.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - members: A member, or an array of members.
    @discardableResult
    public func zrem(_ key: some CommandArgument, _ members: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.zrem(key, members))
    }

    /// How many members a sorted set has; 0 if it isn't there.
    public func zcard(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.zcard(key))
    }

    /// How many members have some scores.
    public func zcount(_ key: some CommandArgument, _ range: ScoreRange) async throws(ClientError) -> Int {
        try await send(.zcount(key, range))
    }

    /// How many members are in a range of their own, if all have the same score.
    public func zlexcount(_ key: some CommandArgument, _ range: MemberRange) async throws(ClientError) -> Int {
        try await send(.zlexcount(key, range))
    }

    /// The score of a member; nil if it isn't there.
    public func zscore(
        _ key: some CommandArgument, _ member: some CommandArgument
    ) async throws(ClientError) -> Double? {
        try await send(.zscore(key, member))
    }

    /// The scores of several members in their order; nil for those that aren't there. Since Redis 6.2.
    public func zmscore(
        _ key: some CommandArgument, _ members: [some CommandArgument]
    ) async throws(ClientError) -> [Double?] {
        try await send(.zmscore(key, members))
    }

    /// The place of a member, counted from 0 at the smallest score; nil if it isn't there.
    public func zrank(_ key: some CommandArgument, _ member: some CommandArgument) async throws(ClientError) -> Int? {
        try await send(.zrank(key, member))
    }

    /// The place of a member, counted from 0 at the largest score; nil if it isn't there.
    public func zrevrank(
        _ key: some CommandArgument, _ member: some CommandArgument
    ) async throws(ClientError) -> Int? {
        try await send(.zrevrank(key, member))
    }

    /// The place of a member, counted from 0 at the smallest score, with its score; nil if it isn't there. Since
    /// Redis 7.2.
    public func zrankWithScore(
        _ key: some CommandArgument, _ member: some CommandArgument
    ) async throws(ClientError) -> RankedScore? {
        try await send(.zrankWithScore(key, member))
    }

    /// The place of a member, counted from 0 at the largest score, with its score; nil if it isn't there. Since
    /// Redis 7.2.
    public func zrevrankWithScore(
        _ key: some CommandArgument, _ member: some CommandArgument
    ) async throws(ClientError) -> RankedScore? {
        try await send(.zrevrankWithScore(key, member))
    }

    /// Takes the member with the smallest score; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public func zpopmin<Member: RESPDecodable>(
        _ key: some CommandArgument, as type: Member.Type = String.self
    ) async throws(ClientError) -> ScoredMember<Member>? {
        try await send(.zpopmin(key, as: type))
    }

    /// Takes the members with the smallest scores.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: The most members to take.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public func zpopmin<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zpopmin(key, count: count, as: type))
    }

    /// Takes the member with the largest score; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public func zpopmax<Member: RESPDecodable>(
        _ key: some CommandArgument, as type: Member.Type = String.self
    ) async throws(ClientError) -> ScoredMember<Member>? {
        try await send(.zpopmax(key, as: type))
    }

    /// Takes the members with the largest scores.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: The most members to take.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public func zpopmax<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zpopmax(key, count: count, as: type))
    }

    /// Takes members from the first of some sorted sets that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most members to take. Default: 1.
    ///   - keyType: What the key is read as.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public func zmpop<Key: RESPDecodable, Member: RESPDecodable>(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil,
        keysAs keyType: Key.Type = String.self, as type: Member.Type = String.self
    ) async throws(ClientError) -> PoppedElements<Key, ScoredMember<Member>>? {
        try await send(.zmpop(keys, from: end, count: count, keysAs: keyType, as: type))
    }

    /// Takes the member with the smallest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public func bzpopmin<Key: RESPDecodable, Member: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type = String.self,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> PoppedMember<Key, Member>? {
        try await send(.bzpopmin(keys, timeout: timeout, keysAs: keyType, as: type))
    }

    /// Takes the member with the largest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public func bzpopmax<Key: RESPDecodable, Member: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type = String.self,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> PoppedMember<Key, Member>? {
        try await send(.bzpopmax(keys, timeout: timeout, keysAs: keyType, as: type))
    }

    /// Takes members from the first of some sorted sets that has any, and waits for one; nil if the time ran out. A
    /// caller that is cancelled meanwhile may lose them. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most members to take. Default: 1.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public func bzmpop<Key: RESPDecodable, Member: RESPDecodable>(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil, timeout: Duration,
        keysAs keyType: Key.Type = String.self, as type: Member.Type = String.self
    ) async throws(ClientError) -> PoppedElements<Key, ScoredMember<Member>>? {
        try await send(.bzmpop(keys, from: end, count: count, timeout: timeout, keysAs: keyType, as: type))
    }

    /// Any member of a sorted set; nil if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - type: What the member is read as.
    public func zrandmember<Member: RESPDecodable>(
        _ key: some CommandArgument, as type: Member.Type = String.self
    ) async throws(ClientError) -> Member? {
        try await send(.zrandmember(key, as: type))
    }

    /// Some members of a sorted set; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: How many members, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - type: What each member is read as.
    public func zrandmember<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zrandmember(key, count: count, as: type))
    }

    /// Some members of a sorted set with their scores; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: How many members, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - type: What each member is read as.
    public func zrandmemberWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zrandmemberWithScores(key, count: count, as: type))
    }

    /// A part of a sorted set in order.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The part.
    ///   - order: Whether the smallest scores come first, or the largest; places are counted in this order. Default:
    ///     the smallest. The largest since Redis 6.2.
    ///   - limit: The part of these members that is returned; not for ranks. Default: all.
    ///   - type: What each member is read as.
    public func zrange<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: SortedSetRange, order: SortOrder = .ascending, limit: PageLimit? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.zrange(key, range, order: order, limit: limit, as: type))
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
    public func zrangeWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: SortedSetRange, order: SortOrder = .ascending, limit: PageLimit? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> [ScoredMember<Member>] {
        try await send(.zrangeWithScores(key, range, order: order, limit: limit, as: type))
    }

    /// Stores a part of a sorted set as another one, and returns how many members it has. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - destination: The new one's key, whatever it held before.
    ///   - source: The sorted set's key. In a cluster both have to be in one slot.
    ///   - range: The part.
    ///   - order: From which end a limit counts, and places are counted. Default: the smallest scores.
    ///   - limit: The part of these members that is stored; not for ranks. Default: all.
    @discardableResult
    public func zrangestore(
        _ destination: some CommandArgument, from source: some CommandArgument, _ range: SortedSetRange,
        order: SortOrder = .ascending, limit: PageLimit? = nil
    ) async throws(ClientError) -> Int {
        try await send(.zrangestore(destination, from: source, range, order: order, limit: limit))
    }

    /// Removes the members from one place through another, and returns how many.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - first: The first place, counted from 0 at the smallest score; negative ones count from the end, which is -1.
    ///   - last: The last place, counted likewise.
    @discardableResult
    public func zremrangebyrank(
        _ key: some CommandArgument, from first: Int, through last: Int
    ) async throws(ClientError) -> Int {
        try await send(.zremrangebyrank(key, from: first, through: last))
    }

    /// Removes the members with some scores, and returns how many.
    @discardableResult
    public func zremrangebyscore(_ key: some CommandArgument, _ range: ScoreRange) async throws(ClientError) -> Int {
        try await send(.zremrangebyscore(key, range))
    }

    /// Removes the members in a range of their own, if all have the same score, and returns how many.
    @discardableResult
    public func zremrangebylex(_ key: some CommandArgument, _ range: MemberRange) async throws(ClientError) -> Int {
        try await send(.zremrangebylex(key, range))
    }

    /// Some members of a sorted set with their scores, and where the walk through them goes on.
    /// ``CommandSender/zscan(_:matching:count:as:)`` walks by itself.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the members have to match. Default: nothing.
    ///   - count: About how many members are looked at. Default: the server's, 10. A small set comes as one page.
    ///   - type: What each member is read as.
    public func zscan<Member: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> ScanPage<ScoredMember<Member>> {
        try await send(.zscan(key, cursor: cursor, matching: pattern, count: count, as: type))
    }
}
