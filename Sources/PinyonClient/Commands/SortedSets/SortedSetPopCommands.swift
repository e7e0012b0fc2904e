extension Command {
    /// Takes the member with the smallest score; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public static func zpopmin<Member: RESPDecodable>(_ key: some CommandArgument, as type: Member.Type) -> Command
    where Response == ScoredMember<Member>? {
        Command(.zpopmin, decode: ScoredMember.first) { $0.appendOne(key) }
    }

    /// Takes the members with the smallest scores.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: The most members to take.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public static func zpopmin<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zpopmin, decode: ScoredMember.list) { $0.appendWords(key, count) }
    }

    /// Takes the member with the largest score; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public static func zpopmax<Member: RESPDecodable>(_ key: some CommandArgument, as type: Member.Type) -> Command
    where Response == ScoredMember<Member>? {
        Command(.zpopmax, decode: ScoredMember.first) { $0.appendOne(key) }
    }

    /// Takes the members with the largest scores.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: The most members to take.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public static func zpopmax<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zpopmax, decode: ScoredMember.list) { $0.appendWords(key, count) }
    }

    /// Takes members from the first of some sorted sets that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most members to take. Default: 1.
    ///   - keyType: What the key is read as.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public static func zmpop<Key: RESPDecodable, Member: RESPDecodable>(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil, keysAs keyType: Key.Type,
        as type: Member.Type
    ) -> Command where Response == PoppedElements<Key, ScoredMember<Member>>? {
        Command(.zmpop, decode: PoppedElements.optionalMembers) {
            $0.appendCounted(keys)
            $0.append(end.rawValue)
            $0.append("COUNT", count)
        }
    }

    /// Takes the member with the smallest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public static func bzpopmin<Key: RESPDecodable, Member: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type, as type: Member.Type
    ) -> Command where Response == PoppedMember<Key, Member>? {
        Command(.bzpopmin, decode: PoppedMember.optional) {
            $0.appendEach(keys)
            $0.append(timeout.blockingSeconds)
        }
    }

    /// Takes the member with the largest score from the first of some sorted sets that has any, and waits for one; nil
    /// if the time ran out. A caller that is cancelled meanwhile may lose the member.
    ///
    /// - Parameters:
    ///   - keys: The sorted sets' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public static func bzpopmax<Key: RESPDecodable, Member: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type, as type: Member.Type
    ) -> Command where Response == PoppedMember<Key, Member>? {
        Command(.bzpopmax, decode: PoppedMember.optional) {
            $0.appendEach(keys)
            $0.append(timeout.blockingSeconds)
        }
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
    public static func bzmpop<Key: RESPDecodable, Member: RESPDecodable>(
        _ keys: [some CommandArgument], from end: SortedSetEnd, count: Int? = nil, timeout: Duration,
        keysAs keyType: Key.Type, as type: Member.Type
    ) -> Command where Response == PoppedElements<Key, ScoredMember<Member>>? {
        Command(.bzmpop, decode: PoppedElements.optionalMembers) {
            $0.append(timeout.blockingSeconds)
            $0.appendCounted(keys)
            $0.append(end.rawValue)
            $0.append("COUNT", count)
        }
    }

    /// Any member of a sorted set; nil if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - type: What the member is read as.
    public static func zrandmember<Member: RESPDecodable>(_ key: some CommandArgument, as type: Member.Type) -> Command
    where Response == Member? {
        Command(.zrandmember) { $0.appendOne(key) }
    }

    /// Some members of a sorted set; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: How many members, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - type: What each member is read as.
    public static func zrandmember<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.zrandmember) { $0.appendWords(key, count) }
    }

    /// Some members of a sorted set with their scores; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - count: How many members, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - type: What each member is read as.
    public static func zrandmemberWithScores<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type
    ) -> Command where Response == [ScoredMember<Member>] {
        Command(.zrandmember, decode: ScoredMember.list) { $0.appendWords(key, count, "WITHSCORES") }
    }
}
