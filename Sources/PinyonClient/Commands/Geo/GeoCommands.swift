extension Command {
    // The result is often of no use.
    /// Sets the position of a member of a sorted set, which is made if it isn't there, and returns 1 or 0 for whether
    /// it counts.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - member: The member.
    ///   - position: Its position.
    ///   - condition: What has to be the case. Default: nothing. Since Redis 6.2.
    ///   - counted: What counts. Default: a new member. Otherwise since Redis 6.2.
    public static func geoadd(
        _ key: some CommandArgument, _ member: some CommandArgument, at position: GeoPosition,
        condition: Presence? = nil, counting counted: ChangeCount = .added
    ) -> Command where Response == Int {
        Command(.geoadd) {
            $0.appendOne(key)
            $0.appendOptions(condition, counted)
            $0.appendWords(position.longitude, position.latitude, member)
        }
    }

    // The result is often of no use.
    /// Sets the positions of members of a sorted set, which is made if it isn't there, and returns how many count.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - positions: The members with their positions.
    ///   - condition: What has to be the case for each. Default: nothing. Since Redis 6.2.
    ///   - counted: What counts. Default: new members. Otherwise since Redis 6.2.
    public static func geoadd<Member: CommandArgument>(
        _ key: some CommandArgument, _ positions: some Sequence<(key: Member, value: GeoPosition)>,
        condition: Presence? = nil, counting counted: ChangeCount = .added
    ) -> Command where Response == Int {
        Command(.geoadd) {
            $0.appendOne(key)
            $0.appendOptions(condition, counted)
            for (member, position) in positions {
                $0.appendWords(position.longitude, position.latitude, member)
            }
        }
    }

    /// The distance between two members on a sphere; nil if one isn't there. It errs by up to 0.5 %.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - first: A member.
    ///   - second: Another one.
    ///   - unit: The unit of the result. Default: metres.
    public static func geodist(
        _ key: some CommandArgument, _ first: some CommandArgument, _ second: some CommandArgument,
        unit: GeoUnit = .meters
    ) -> Command where Response == Double? {
        Command(.geodist) { $0.appendWords(key, first, second, unit.rawValue) }
    }

    /// The positions of several members in their order, as Geohash texts of 11 characters; nil for those that aren't
    /// there.
    public static func geohash(_ key: some CommandArgument, _ members: [some CommandArgument]) -> Command
    where Response == [String?] {
        Command(.geohash) {
            $0.appendOne(key)
            $0.appendEach(members)
        }
    }

    /// The positions of several members in their order; nil for those that aren't there.
    public static func geopos(_ key: some CommandArgument, _ members: [some CommandArgument]) -> Command
    where Response == [GeoPosition?] {
        Command(.geopos) {
            $0.appendOne(key)
            $0.appendEach(members)
        }
    }
}

extension CommandArguments {
    fileprivate mutating func appendOptions(_ condition: Presence?, _ counted: ChangeCount) {
        if let condition { append(condition.rawValue) }
        append("CH", if: counted == .changed)
    }
}
