extension Command {
    /// The members in an area. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - shape: The area.
    ///   - order: Whether the nearest come first, or the farthest. Default: no order, unless a limit needs one.
    ///   - limit: How many are returned. Default: all.
    ///   - type: What each member is read as.
    public static func geosearch<Member: RESPDecodable>(
        _ key: some CommandArgument, _ shape: GeoShape, order: SortOrder? = nil, limit: GeoLimit? = nil,
        as type: Member.Type
    ) -> Command where Response == [Member] {
        Command(.geosearch) { $0.appendSearch(key, shape, order, limit) }
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
    public static func geosearch<Member: RESPDecodable>(
        _ key: some CommandArgument, _ shape: GeoShape, with details: GeoDetails, order: SortOrder? = nil,
        limit: GeoLimit? = nil, as type: Member.Type
    ) -> Command where Response == [GeoMatch<Member>] {
        Command(.geosearch, decode: GeoMatch.list(details)) {
            $0.appendSearch(key, shape, order, limit)
            details.append(to: &$0)
        }
    }

    // The result is often of no use.
    /// Stores the members in an area, and returns how many there are. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - source: The key. In a cluster both have to be in one slot.
    ///   - shape: The area.
    ///   - order: Which members a limit takes, the nearest or the farthest. Default: the nearest.
    ///   - limit: How many are stored. Default: all.
    ///   - score: What becomes their score. Default: their position.
    public static func geosearchstore(
        _ destination: some CommandArgument, from source: some CommandArgument, _ shape: GeoShape,
        order: SortOrder? = nil, limit: GeoLimit? = nil, storing score: GeoStoredScore = .position
    ) -> Command where Response == Int {
        Command(.geosearchstore) {
            $0.appendOne(destination)
            $0.appendSearch(source, shape, order, limit)
            $0.append("STOREDIST", if: score == .distance)
        }
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
    public static func georadiusRO<Member: RESPDecodable>(
        _ key: some CommandArgument, around position: GeoPosition, radius: GeoDistance, with details: GeoDetails = [],
        order: SortOrder? = nil, limit: GeoLimit? = nil, as type: Member.Type
    ) -> Command where Response == [GeoMatch<Member>] {
        Command(.georadiusRO, decode: GeoMatch.list(details)) {
            $0.appendWords(key, position.longitude, position.latitude, radius.value, radius.unit.rawValue)
            $0.appendOptions(order, limit)
            details.append(to: &$0)
        }
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
    public static func georadiusbymemberRO<Member: RESPDecodable>(
        _ key: some CommandArgument, around member: some CommandArgument, radius: GeoDistance,
        with details: GeoDetails = [], order: SortOrder? = nil, limit: GeoLimit? = nil, as type: Member.Type
    ) -> Command where Response == [GeoMatch<Member>] {
        Command(.georadiusbymemberRO, decode: GeoMatch.list(details)) {
            $0.appendWords(key, member, radius.value, radius.unit.rawValue)
            $0.appendOptions(order, limit)
            details.append(to: &$0)
        }
    }
}

extension CommandArguments {
    fileprivate mutating func appendSearch(
        _ key: some CommandArgument, _ shape: GeoShape, _ order: SortOrder?, _ limit: GeoLimit?
    ) {
        appendOne(key)
        shape.append(to: &self)
        appendOptions(order, limit)
    }

    fileprivate mutating func appendOptions(_ order: SortOrder?, _ limit: GeoLimit?) {
        if let order { append(order.rawValue) }
        limit?.append(to: &self)
    }
}
