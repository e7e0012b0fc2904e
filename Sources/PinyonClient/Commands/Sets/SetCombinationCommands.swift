extension Command {
    /// The members that all of some sets have. Costs the size of the smallest, times the number of sets.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public static func sinter<Member: RESPDecodable & Hashable>(
        _ keys: [some CommandArgument], as type: Member.Type
    ) -> Command where Response == Set<Member> {
        Command(.sinter) { $0.appendEach(keys) }
    }

    /// The members that any of some sets has. Costs the size of all.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public static func sunion<Member: RESPDecodable & Hashable>(
        _ keys: [some CommandArgument], as type: Member.Type
    ) -> Command where Response == Set<Member> {
        Command(.sunion) { $0.appendEach(keys) }
    }

    /// The members of the first set that none of the others has. Costs up to the size of all.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public static func sdiff<Member: RESPDecodable & Hashable>(
        _ keys: [some CommandArgument], as type: Member.Type
    ) -> Command where Response == Set<Member> {
        Command(.sdiff) { $0.appendEach(keys) }
    }

    /// How many members all of some sets have. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    ///   - limit: The number at which counting ends. Default: none.
    public static func sintercard(_ keys: [some CommandArgument], limit: Int? = nil) -> Command
    where Response == Int {
        Command(.sintercard) {
            $0.appendCounted(keys)
            $0.append("LIMIT", limit)
        }
    }

    // The result is often of no use.
    /// Stores the members that all of some sets have, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The sets' keys. In a cluster all have to be in one slot.
    public static func sinterstore(_ destination: some CommandArgument, _ keys: [some CommandArgument]) -> Command
    where Response == Int {
        Command(.sinterstore) {
            $0.appendOne(destination)
            $0.appendEach(keys)
        }
    }

    // The result is often of no use.
    /// Stores the members that any of some sets has, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The sets' keys. In a cluster all have to be in one slot.
    public static func sunionstore(_ destination: some CommandArgument, _ keys: [some CommandArgument]) -> Command
    where Response == Int {
        Command(.sunionstore) {
            $0.appendOne(destination)
            $0.appendEach(keys)
        }
    }

    // The result is often of no use.
    /// Stores the members of the first set that none of the others has, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The sets' keys. In a cluster all have to be in one slot.
    public static func sdiffstore(_ destination: some CommandArgument, _ keys: [some CommandArgument]) -> Command
    where Response == Int {
        Command(.sdiffstore) {
            $0.appendOne(destination)
            $0.appendEach(keys)
        }
    }
}
