extension Command {
    /// Some members of a sorted set with their scores, and where the walk through them goes on.
    /// ``CommandSender/zscan(_:matching:count:as:)`` walks by itself.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the members have to match. Default: nothing.
    ///   - count: About how many members are looked at. Default: the server's, 10. A small set comes as one page.
    ///   - type: What each member is read as.
    public static func zscan<Member: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Member.Type
    ) -> Command where Response == ScanPage<ScoredMember<Member>> {
        Command(.zscan, decode: ScoredMember.page) {
            $0.appendOne(key)
            $0.appendScan(cursor, pattern, count)
        }
    }
}

extension CommandSender {
    /// Walks through the members of a sorted set with their scores, one page after the other, in no order.
    ///
    /// A member that is there all the time is returned at least once, perhaps more often.
    ///
    /// - Parameters:
    ///   - key: The sorted set's key.
    ///   - pattern: What the members have to match. Default: nothing.
    ///   - count: About how many members are looked at for a page. Default: the server's, 10.
    ///   - type: What each member is read as. Default: text.
    public func zscan<Member: RESPDecodable>(
        _ key: some CommandArgument, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Member.Type = String.self
    ) -> ScanSequence<ScoredMember<Member>> {
        ScanSequence(self) { .zscan(key, cursor: $0, matching: pattern, count: count, as: Member.self) }
    }
}
