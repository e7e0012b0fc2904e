// Generated from Sources/PinyonClient/Commands/Geo/ by: swift run --package-path Checks generate-commands

extension Command {
    /// The members in an area. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - shape: The area.
    ///   - order: Whether the nearest come first, or the farthest. Default: no order, unless a limit needs one.
    ///   - limit: How many are returned. Default: all.
    public static func geosearch(
        _ key: some CommandArgument, _ shape: GeoShape, order: SortOrder? = nil, limit: GeoLimit? = nil
    ) -> Command where Response == [String] {
        .geosearch(key, shape, order: order, limit: limit, as: String.self)
    }

    /// The members in an area with details. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - shape: The area.
    ///   - details: What is returned of each.
    ///   - order: Whether the nearest come first, or the farthest. Default: no order, unless a limit needs one.
    ///   - limit: How many are returned. Default: all.
    public static func geosearch(
        _ key: some CommandArgument, _ shape: GeoShape, with details: GeoDetails, order: SortOrder? = nil,
        limit: GeoLimit? = nil
    ) -> Command where Response == [GeoMatch<String>] {
        .geosearch(key, shape, with: details, order: order, limit: limit, as: String.self)
    }

    /// The members in a circle around a position. Use ``geosearch(_:_:order:limit:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - position: The circle's middle.
    ///   - radius: Its radius. Distances are returned in its unit.
    ///   - details: What is returned of each. Default: nothing.
    ///   - order: Whether the nearest come first, or the farthest. Default: no order, unless a limit needs one.
    ///   - limit: How many are returned. Default: all.
    public static func georadiusRO(
        _ key: some CommandArgument, around position: GeoPosition, radius: GeoDistance, with details: GeoDetails = [],
        order: SortOrder? = nil, limit: GeoLimit? = nil
    ) -> Command where Response == [GeoMatch<String>] {
        .georadiusRO(key, around: position, radius: radius, with: details, order: order, limit: limit, as: String.self)
    }

    /// The members in a circle around one of them. Use ``geosearch(_:_:order:limit:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - member: The member in the circle's middle. If it isn't there, the server answers with an error.
    ///   - radius: The radius. Distances are returned in its unit.
    ///   - details: What is returned of each. Default: nothing.
    ///   - order: Whether the nearest come first, or the farthest. Default: no order, unless a limit needs one.
    ///   - limit: How many are returned. Default: all.
    public static func georadiusbymemberRO(
        _ key: some CommandArgument, around member: some CommandArgument, radius: GeoDistance,
        with details: GeoDetails = [], order: SortOrder? = nil, limit: GeoLimit? = nil
    ) -> Command where Response == [GeoMatch<String>] {
        .georadiusbymemberRO(
            key, around: member, radius: radius, with: details, order: order, limit: limit, as: String.self
        )
    }
}

extension CommandSender {
    /// Sets the position of a member of a sorted set, which is made if it isn't there, and returns 1 or 0 for whether
    /// it counts.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - member: The member.
    ///   - position: Its position.
    ///   - condition: What has to be the case. Default: nothing. Since Redis 6.2.
    ///   - counted: What counts. Default: a new member. Otherwise since Redis 6.2.
    @discardableResult
    public func geoadd(
        _ key: some CommandArgument, _ member: some CommandArgument, at position: GeoPosition,
        condition: Presence? = nil, counting counted: ChangeCount = .added
    ) async throws(ClientError) -> Int {
        try await send(.geoadd(key, member, at: position, condition: condition, counting: counted))
    }

    /// Sets the positions of members of a sorted set, which is made if it isn't there, and returns how many count.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - positions: The members with their positions.
    ///   - condition: What has to be the case for each. Default: nothing. Since Redis 6.2.
    ///   - counted: What counts. Default: new members. Otherwise since Redis 6.2.
    @discardableResult
    public func geoadd<Member: CommandArgument>(
        _ key: some CommandArgument, _ positions: some Sequence<(key: Member, value: GeoPosition)>,
        condition: Presence? = nil, counting counted: ChangeCount = .added
    ) async throws(ClientError) -> Int {
        try await send(.geoadd(key, positions, condition: condition, counting: counted))
    }

    /// The distance between two members on a sphere; nil if one isn't there. It errs by up to 0.5 %.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - first: A member.
    ///   - second: Another one.
    ///   - unit: The unit of the result. Default: metres.
    public func geodist(
        _ key: some CommandArgument, _ first: some CommandArgument, _ second: some CommandArgument,
        unit: GeoUnit = .meters
    ) async throws(ClientError) -> Double? {
        try await send(.geodist(key, first, second, unit: unit))
    }

    /// The positions of several members in their order, as Geohash texts of 11 characters; nil for those that aren't
    /// there.
    public func geohash(
        _ key: some CommandArgument, _ members: [some CommandArgument]
    ) async throws(ClientError) -> [String?] {
        try await send(.geohash(key, members))
    }

    /// The positions of several members in their order; nil for those that aren't there.
    public func geopos(
        _ key: some CommandArgument, _ members: [some CommandArgument]
    ) async throws(ClientError) -> [GeoPosition?] {
        try await send(.geopos(key, members))
    }

    /// The members in an area. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - shape: The area.
    ///   - order: Whether the nearest come first, or the farthest. Default: no order, unless a limit needs one.
    ///   - limit: How many are returned. Default: all.
    ///   - type: What each member is read as.
    public func geosearch<Member: RESPDecodable>(
        _ key: some CommandArgument, _ shape: GeoShape, order: SortOrder? = nil, limit: GeoLimit? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.geosearch(key, shape, order: order, limit: limit, as: type))
    }

    /// The members in an area with details. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - shape: The area.
    ///   - details: What is returned of each.
    ///   - order: Whether the nearest come first, or the farthest. Default: no order, unless a limit needs one.
    ///   - limit: How many are returned. Default: all.
    ///   - type: What each member is read as.
    public func geosearch<Member: RESPDecodable>(
        _ key: some CommandArgument, _ shape: GeoShape, with details: GeoDetails, order: SortOrder? = nil,
        limit: GeoLimit? = nil, as type: Member.Type = String.self
    ) async throws(ClientError) -> [GeoMatch<Member>] {
        try await send(.geosearch(key, shape, with: details, order: order, limit: limit, as: type))
    }

    /// Stores the members in an area, and returns how many there are. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - source: The key. In a cluster both have to be in one slot.
    ///   - shape: The area.
    ///   - order: Which members a limit takes, the nearest or the farthest. Default: the nearest.
    ///   - limit: How many are stored. Default: all.
    ///   - score: What becomes their score. Default: their position.
    @discardableResult
    public func geosearchstore(
        _ destination: some CommandArgument, from source: some CommandArgument, _ shape: GeoShape,
        order: SortOrder? = nil, limit: GeoLimit? = nil, storing score: GeoStoredScore = .position
    ) async throws(ClientError) -> Int {
        try await send(.geosearchstore(destination, from: source, shape, order: order, limit: limit, storing: score))
    }

    /// The members in a circle around a position. Use ``geosearch(_:_:order:limit:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - position: The circle's middle.
    ///   - radius: Its radius. Distances are returned in its unit.
    ///   - details: What is returned of each. Default: nothing.
    ///   - order: Whether the nearest come first, or the farthest. Default: no order, unless a limit needs one.
    ///   - limit: How many are returned. Default: all.
    ///   - type: What each member is read as.
    public func georadiusRO<Member: RESPDecodable>(
        _ key: some CommandArgument, around position: GeoPosition, radius: GeoDistance, with details: GeoDetails = [],
        order: SortOrder? = nil, limit: GeoLimit? = nil, as type: Member.Type = String.self
    ) async throws(ClientError) -> [GeoMatch<Member>] {
        try await send(
            .georadiusRO(key, around: position, radius: radius, with: details, order: order, limit: limit, as: type)
        )
    }

    /// The members in a circle around one of them. Use ``geosearch(_:_:order:limit:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - member: The member in the circle's middle. If it isn't there, the server answers with an error.
    ///   - radius: The radius. Distances are returned in its unit.
    ///   - details: What is returned of each. Default: nothing.
    ///   - order: Whether the nearest come first, or the farthest. Default: no order, unless a limit needs one.
    ///   - limit: How many are returned. Default: all.
    ///   - type: What each member is read as.
    public func georadiusbymemberRO<Member: RESPDecodable>(
        _ key: some CommandArgument, around member: some CommandArgument, radius: GeoDistance,
        with details: GeoDetails = [], order: SortOrder? = nil, limit: GeoLimit? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> [GeoMatch<Member>] {
        try await send(
            .georadiusbymemberRO(
                key, around: member, radius: radius, with: details, order: order, limit: limit, as: type
            )
        )
    }
}
