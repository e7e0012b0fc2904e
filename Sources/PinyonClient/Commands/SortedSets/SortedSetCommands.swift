extension Command {
    // The result is often of no use.
    /// Sets the score of a member of a sorted set, which is made if it isn't there, and returns 1 or 0 for whether it
    /// counts.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - member: The member.
    ///   - score: Its score.
    ///   - condition: What has to be the case. Default: nothing.
    ///   - counted: What counts. Default: a new member.
    public static func zadd(
        _ key: some CommandArgument, _ member: some CommandArgument, score: Double, condition: ScoreCondition? = nil,
        counting counted: ChangeCount = .added
    ) -> Command where Response == Int {
        Command(.zadd) {
            $0.appendOne(key)
            $0.appendOptions(condition, counted)
            $0.appendWords(score, member)
        }
    }

    // The result is often of no use.
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
    public static func zadd<Member: CommandArgument>(
        _ key: some CommandArgument, _ scores: some Sequence<(key: Member, value: Double)>,
        condition: ScoreCondition? = nil, counting counted: ChangeCount = .added
    ) -> Command where Response == Int {
        Command(.zadd) {
            $0.appendOne(key)
            $0.appendOptions(condition, counted)
            for (member, score) in scores { $0.appendWords(score, member) }
        }
    }

    // The result is often of no use.
    /// Adds to the score of a member, which is 0 if it isn't there, and returns the sum; nil if the condition didn't
    /// hold.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - member: The member.
    ///   - amount: What is added; negative to subtract.
    ///   - condition: What has to be the case.
    public static func zaddIncrementing(
        _ key: some CommandArgument, _ member: some CommandArgument, by amount: Double, condition: ScoreCondition
    ) -> Command where Response == Double? {
        Command(.zadd) {
            $0.appendOne(key)
            $0.appendOptions(condition, .added)
            $0.appendWords("INCR", amount, member)
        }
    }

    // The result is often of no use.
    /// Adds to the score of a member, which is 0 if it isn't there, and returns the sum.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - member: The member.
    ///   - amount: What is added; negative to subtract.
    public static func zincrby(
        _ key: some CommandArgument, _ member: some CommandArgument, by amount: Double
    ) -> Command where Response == Double {
        Command(.zincrby) { $0.appendWords(key, amount, member) }
    }

    // The result is often of no use.
    /// Removes members from a sorted set, and the set with its last one; returns how many there were.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - members: A member, or an array of members.
    public static func zrem(_ key: some CommandArgument, _ members: some CommandArgument) -> Command
    where Response == Int {
        Command(.zrem) {
            $0.appendOne(key)
            $0.append(members)
        }
    }

    /// How many members a sorted set has; 0 if it isn't there.
    public static func zcard(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.zcard) { $0.appendOne(key) }
    }

    /// How many members have some scores.
    public static func zcount(_ key: some CommandArgument, _ range: ScoreRange) -> Command where Response == Int {
        Command(.zcount) { $0.appendWords(key, range.lower, range.upper) }
    }

    /// How many members are in a range of their own, if all have the same score.
    public static func zlexcount(_ key: some CommandArgument, _ range: MemberRange) -> Command where Response == Int {
        Command(.zlexcount) { $0.appendWords(key, range.lower, range.upper) }
    }

    /// The score of a member; nil if it isn't there.
    public static func zscore(_ key: some CommandArgument, _ member: some CommandArgument) -> Command
    where Response == Double? {
        Command(.zscore) { $0.appendWords(key, member) }
    }

    /// The scores of several members in their order; nil for those that aren't there. Since Redis 6.2.
    public static func zmscore(_ key: some CommandArgument, _ members: [some CommandArgument]) -> Command
    where Response == [Double?] {
        Command(.zmscore) {
            $0.appendOne(key)
            $0.appendEach(members)
        }
    }

    /// The place of a member, counted from 0 at the smallest score; nil if it isn't there.
    public static func zrank(_ key: some CommandArgument, _ member: some CommandArgument) -> Command
    where Response == Int? {
        Command(.zrank) { $0.appendWords(key, member) }
    }

    /// The place of a member, counted from 0 at the largest score; nil if it isn't there.
    public static func zrevrank(_ key: some CommandArgument, _ member: some CommandArgument) -> Command
    where Response == Int? {
        Command(.zrevrank) { $0.appendWords(key, member) }
    }

    /// The place of a member, counted from 0 at the smallest score, with its score; nil if it isn't there. Since
    /// Redis 7.2.
    public static func zrankWithScore(_ key: some CommandArgument, _ member: some CommandArgument) -> Command
    where Response == RankedScore? {
        Command(.zrank) { $0.appendWords(key, member, "WITHSCORE") }
    }

    /// The place of a member, counted from 0 at the largest score, with its score; nil if it isn't there. Since
    /// Redis 7.2.
    public static func zrevrankWithScore(_ key: some CommandArgument, _ member: some CommandArgument) -> Command
    where Response == RankedScore? {
        Command(.zrevrank) { $0.appendWords(key, member, "WITHSCORE") }
    }
}

extension CommandArguments {
    fileprivate mutating func appendOptions(_ condition: ScoreCondition?, _ counted: ChangeCount) {
        for word in condition?.words ?? [] { append(word) }
        append("CH", if: counted == .changed)
    }
}
