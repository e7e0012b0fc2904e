extension Command {
    // The result is often of no use.
    /// Adds members to a set, which is made if it isn't there, and returns how many of them are new.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - members: A member, or an array of members.
    public static func sadd(_ key: some CommandArgument, _ members: some CommandArgument) -> Command
    where Response == Int {
        Command(.sadd) {
            $0.appendOne(key)
            $0.append(members)
        }
    }

    // The result is often of no use.
    /// Removes members from a set, and the set with its last one; returns how many there were.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - members: A member, or an array of members.
    public static func srem(_ key: some CommandArgument, _ members: some CommandArgument) -> Command
    where Response == Int {
        Command(.srem) {
            $0.appendOne(key)
            $0.append(members)
        }
    }

    /// How many members a set has; 0 if it isn't there.
    public static func scard(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.scard) { $0.appendOne(key) }
    }

    /// Whether something is a member of a set.
    public static func sismember(_ key: some CommandArgument, _ member: some CommandArgument) -> Command
    where Response == Bool {
        Command(.sismember) { $0.appendWords(key, member) }
    }

    /// Whether each of some things is a member of a set. Since Redis 6.2.
    public static func smismember(_ key: some CommandArgument, _ members: [some CommandArgument]) -> Command
    where Response == [Bool] {
        Command(.smismember) {
            $0.appendOne(key)
            $0.appendEach(members)
        }
    }

    /// All members of a set; empty if it isn't there. Costs as much as the set is large.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - type: What each member is read as.
    public static func smembers<Member: RESPDecodable & Hashable>(
        _ key: some CommandArgument, as type: Member.Type
    ) -> Command where Response == Set<Member> {
        Command(.smembers) { $0.appendOne(key) }
    }

    /// Any member of a set; nil if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - type: What the member is read as.
    public static func srandmember<Member: RESPDecodable>(_ key: some CommandArgument, as type: Member.Type) -> Command
    where Response == Member? {
        Command(.srandmember) { $0.appendOne(key) }
    }

    /// Some members of a set; empty if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - count: How many members, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - type: What each member is read as.
    public static func srandmember<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.srandmember) { $0.appendWords(key, count) }
    }

    /// Takes any member from a set; nil if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public static func spop<Member: RESPDecodable>(_ key: some CommandArgument, as type: Member.Type) -> Command
    where Response == Member? {
        Command(.spop) { $0.appendOne(key) }
    }

    /// Takes some members from a set; empty if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - count: The most members to take.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public static func spop<Member: RESPDecodable & Hashable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type
    ) -> Command where Response == Set<Member> {
        Command(.spop) { $0.appendWords(key, count) }
    }

    // The result is often of no use.
    /// Moves a member from one set to another, and says whether it was there.
    ///
    /// - Parameters:
    ///   - source: The key of the set it is taken from.
    ///   - destination: The key of the set it is added to. In a cluster both have to be in one slot.
    ///   - member: The member.
    public static func smove(
        _ source: some CommandArgument, to destination: some CommandArgument, _ member: some CommandArgument
    ) -> Command where Response == Bool {
        Command(.smove) { $0.appendWords(source, destination, member) }
    }

    /// Some members of a set, and where the walk through them goes on. ``CommandSender/sscan(_:matching:count:as:)``
    /// walks by itself.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the members have to match. Default: nothing.
    ///   - count: About how many members are looked at. Default: the server's, 10. A small set comes as one page.
    ///   - type: What each member is read as.
    public static func sscan<Member: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Member.Type
    ) -> Command where Response == ScanPage<Member> {
        Command(.sscan) {
            $0.appendOne(key)
            $0.appendScan(cursor, pattern, count)
        }
    }
}

extension CommandSender {
    /// Walks through the members of a set, one page after the other.
    ///
    /// A member that is there all the time is returned at least once, perhaps more often.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - pattern: What the members have to match. Default: nothing.
    ///   - count: About how many members are looked at for a page. Default: the server's, 10.
    ///   - type: What each member is read as. Default: text.
    public func sscan<Member: RESPDecodable>(
        _ key: some CommandArgument, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Member.Type = String.self
    ) -> ScanSequence<Member> {
        ScanSequence(self) { .sscan(key, cursor: $0, matching: pattern, count: count, as: Member.self) }
    }
}
