extension Command {
    /// The values of several strings in the order of the keys; nil for keys that aren't there or hold no string.
    ///
    /// - Parameters:
    ///   - keys: The keys. They may be in several slots of a cluster: a cluster's client asks each node for its own,
    ///     and fails if one of them does. ``RedisClient/mgetResults(_:as:)`` tells of each key.
    ///   - type: What each value is read as.
    public static func mget<Value: RESPDecodable>(_ keys: [some CommandArgument], as type: Value.Type) -> Command
    where Response == [Value?] {
        Command(.mget) { $0.appendEach(keys) }
    }

    /// Sets several strings, which never go away by themselves.
    ///
    /// One server sets all at once. In a cluster, keys in several slots are set node by node.
    ///
    /// - Parameter values: The keys with their values.
    public static func mset<Key: CommandArgument, Value: CommandArgument>(
        _ values: some Sequence<(key: Key, value: Value)>
    ) -> Command where Response == Void {
        Command(.mset) { $0.appendPairs(values) }
    }

    /// Sets several strings of different types, which never go away by themselves.
    ///
    /// One server sets all at once. In a cluster, keys in several slots are set node by node.
    ///
    /// - Parameter values: The keys with their values.
    public static func mset<each Key: CommandArgument, each Value: CommandArgument>(
        _ values: repeat (each Key, each Value)
    ) -> Command where Response == Void {
        Command(.mset) { $0.appendPairs(repeat each values) }
    }

    /// Sets several strings if none of the keys is there, and says whether it did. In a cluster they have to be in one
    /// slot.
    ///
    /// - Parameter values: The keys with their values.
    public static func msetnx<Key: CommandArgument, Value: CommandArgument>(
        _ values: some Sequence<(key: Key, value: Value)>
    ) -> Command where Response == Bool {
        Command(.msetnx) { $0.appendPairs(values) }
    }

    // The result is often of no use.
    /// Sets several strings with one expiry, all or none, and says whether it did. In a cluster they have to be in one
    /// slot. Since Redis 8.4 and Valkey 9.1.
    ///
    /// - Parameters:
    ///   - values: The keys with their values.
    ///   - expiry: When the keys go away. Default: never, whatever was set before.
    ///   - condition: What has to be the case for all keys. Default: nothing.
    public static func msetex<Key: CommandArgument, Value: CommandArgument>(
        _ values: some Collection<(key: Key, value: Value)>, expiry: Expiry = .never, condition: Presence? = nil
    ) -> Command where Response == Bool {
        Command(.msetex) {
            $0.append(values.count)
            $0.appendPairs(values)
            if let condition { $0.append(condition.rawValue) }
            expiry.append(to: &$0, never: nil, unchanged: "KEEPTTL")
        }
    }

    // The result is often of no use.
    /// Adds bytes to the end of a string, which is made if it isn't there, and returns its new length.
    public static func append(_ key: some CommandArgument, _ value: some CommandArgument) -> Command
    where Response == Int {
        Command(.append) { $0.appendWords(key, value) }
    }

    /// The length of a string in bytes; 0 if the key isn't there.
    public static func strlen(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.strlen) { $0.appendOne(key) }
    }

    /// A part of a string; empty where there is nothing.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - first: The first byte, counted from 0; negative numbers count from the end, where the last is -1.
    ///   - last: The last byte, counted likewise.
    ///   - type: What the part is read as. A part may end within a character.
    public static func getrange(
        _ key: some CommandArgument, from first: Int, through last: Int, as type: Response.Type
    ) -> Command where Response: RESPDecodable {
        Command(.getrange) { $0.appendWords(key, first, last) }
    }

    // The result is often of no use.
    /// Writes bytes over a part of a string, which grows as needed, filled up with zeros; returns its new length.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - offset: The byte at which the value begins, counted from 0. The server allocates everything in front of it.
    ///   - value: The bytes.
    public static func setrange(_ key: some CommandArgument, at offset: Int, _ value: some CommandArgument) -> Command
    where Response == Int {
        Command(.setrange) { $0.appendWords(key, offset, value) }
    }
}
