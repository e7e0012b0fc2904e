/// Since Redis 6.2, `ZRANGE` does what these do.
extension Command {
    /// The members from one place through another, the largest scores first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - first: The first place, counted from 0 at the largest score; negative ones count from the end, which is -1.
    ///   - last: The last place, counted likewise.
    ///   - type: What each member is read as.
    public static func zrevrange<Member: RESPDecodable>(
        _ key: some CommandArgument, from first: Int, through last: Int, as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zrevrange) { $0.appendWords(key, first, last) }
    }

    /// The members from one place through another with their scores, the largest scores first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - first: The first place, counted from 0 at the largest score; negative ones count from the end, which is -1.
    ///   - last: The last place, counted likewise.
    ///   - type: What each member is read as.
    public static func zrevrangeWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, from first: Int, through last: Int, as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zrevrange, decode: ScoredMember.list) { $0.appendWords(key, first, last, "WITHSCORES") }
    }

    /// The members with some scores, the smallest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public static func zrangebyscore<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil, as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zrangebyscore) {
            $0.appendWords(key, range.lower, range.upper)
            limit?.append(to: &$0)
        }
    }

    /// The members with some scores, and these, the smallest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public static func zrangebyscoreWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil, as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zrangebyscore, decode: ScoredMember.list) {
            $0.appendWords(key, range.lower, range.upper, "WITHSCORES")
            limit?.append(to: &$0)
        }
    }

    /// The members with some scores, the largest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public static func zrevrangebyscore<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil, as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zrevrangebyscore) {
            $0.appendWords(key, range.upper, range.lower)
            limit?.append(to: &$0)
        }
    }

    /// The members with some scores, and these, the largest first.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The scores.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public static func zrevrangebyscoreWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: ScoreRange, limit: PageLimit? = nil, as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zrevrangebyscore, decode: ScoredMember.list) {
            $0.appendWords(key, range.upper, range.lower, "WITHSCORES")
            limit?.append(to: &$0)
        }
    }

    /// The members in a range of their own, if all have the same score, in rising order.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The range.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public static func zrangebylex<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: MemberRange, limit: PageLimit? = nil, as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zrangebylex) {
            $0.appendWords(key, range.lower, range.upper)
            limit?.append(to: &$0)
        }
    }

    /// The members in a range of their own, if all have the same score, in falling order.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - range: The range.
    ///   - limit: The part of these members that is returned. Default: all.
    ///   - type: What each member is read as.
    public static func zrevrangebylex<Member: RESPDecodable>(
        _ key: some CommandArgument, _ range: MemberRange, limit: PageLimit? = nil, as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zrevrangebylex) {
            $0.appendWords(key, range.upper, range.lower)
            limit?.append(to: &$0)
        }
    }
}
