// Generated from Sources/PinyonClient/Commands/Strings/ by: swift run --package-path Checks generate-commands

extension Command {
    /// The longest common subsequence of two strings. Costs the product of their lengths. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - first: The first key.
    ///   - second: The second key.
    public static func lcs(
        _ first: some CommandArgument, _ second: some CommandArgument
    ) -> Command where Response == String {
        .lcs(first, second, as: String.self)
    }

    /// The values of several strings in the order of the keys; nil for keys that aren't there or hold no string.
    ///
    /// - Parameters:
    ///   - keys: The keys. They may be in several slots of a cluster: a cluster's client asks each node for its own,
    ///     and fails if one of them does. ``RedisClient/mgetResults(_:as:)`` tells of each key.
    public static func mget(_ keys: [some CommandArgument]) -> Command where Response == [String?] {
        .mget(keys, as: String.self)
    }

    /// A part of a string; empty where there is nothing.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - first: The first byte, counted from 0; negative numbers count from the end, where the last is -1.
    ///   - last: The last byte, counted likewise.
    public static func getrange(
        _ key: some CommandArgument, from first: Int, through last: Int
    ) -> Command where Response == String {
        .getrange(key, from: first, through: last, as: String.self)
    }

    /// The value of a string; nil if the key isn't there.
    ///
    /// - Parameters:
    ///   - key: The key.
    public static func get(_ key: some CommandArgument) -> Command where Response == String? {
        .get(key, as: String.self)
    }

    /// Sets a string, and returns the value before; nil if the key wasn't there. Since Redis 6.2; with
    /// ``SetCondition/ifAbsent`` since 7.0.
    ///
    /// The value before doesn't say by itself whether a condition held.
    ///
    /// - Parameters:
    ///   - key: The key, which holds a string or isn't there.
    ///   - value: The value.
    ///   - expiry: When the key goes away. Default: never, whatever was set before.
    ///   - condition: What has to be the case. Default: nothing.
    public static func setGet(
        _ key: some CommandArgument, _ value: some CommandArgument, expiry: Expiry = .never,
        condition: SetCondition? = nil
    ) -> Command where Response == String? {
        .setGet(key, value, expiry: expiry, condition: condition, as: String.self)
    }

    /// Sets a string that never goes away by itself, and returns the value before; nil if the key wasn't there.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - value: The value.
    public static func getset(
        _ key: some CommandArgument, _ value: some CommandArgument
    ) -> Command where Response == String? {
        .getset(key, value, as: String.self)
    }

    /// The value of a string, which is deleted; nil if the key isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    public static func getdel(_ key: some CommandArgument) -> Command where Response == String? {
        .getdel(key, as: String.self)
    }

    /// The value of a string, whose expiry is set; nil if the key isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - expiry: When the key goes away.
    public static func getex(_ key: some CommandArgument, expiry: Expiry) -> Command where Response == String? {
        .getex(key, expiry: expiry, as: String.self)
    }
}

extension CommandSender {
    /// The longest common subsequence of two strings. Costs the product of their lengths. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - first: The first key.
    ///   - second: The second key.
    ///   - type: What it is read as.
    public func lcs<Value: RESPDecodable>(
        _ first: some CommandArgument, _ second: some CommandArgument, as type: Value.Type = String.self
    ) async throws(ClientError) -> Value {
        try await send(.lcs(first, second, as: type))
    }

    /// The length of the longest common subsequence of two strings. Costs the product of their lengths. Since Redis
    /// 7.0.
    public func lcsLength(
        _ first: some CommandArgument, _ second: some CommandArgument
    ) async throws(ClientError) -> Int {
        try await send(.lcsLength(first, second))
    }

    /// Where the longest common subsequence of two strings lies in them. Costs the product of their lengths. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - first: The first key.
    ///   - second: The second key.
    ///   - minimumLength: The shortest run that is listed, in bytes. Default: 1.
    public func lcsMatches(
        _ first: some CommandArgument, _ second: some CommandArgument, minimumLength: Int = 1
    ) async throws(ClientError) -> CommonSubsequence {
        try await send(.lcsMatches(first, second, minimumLength: minimumLength))
    }

    /// The values of several strings in the order of the keys; nil for keys that aren't there or hold no string.
    ///
    /// - Parameters:
    ///   - keys: The keys. They may be in several slots of a cluster: a cluster's client asks each node for its own,
    ///     and fails if one of them does. ``RedisClient/mgetResults(_:as:)`` tells of each key.
    ///   - type: What each value is read as.
    public func mget<Value: RESPDecodable>(
        _ keys: [some CommandArgument], as type: Value.Type = String.self
    ) async throws(ClientError) -> [Value?] {
        try await send(.mget(keys, as: type))
    }

    /// Sets several strings, which never go away by themselves.
    ///
    /// One server sets all at once. In a cluster, keys in several slots are set node by node.
    ///
    /// - Parameter values: The keys with their values.
    public func mset<Key: CommandArgument, Value: CommandArgument>(
        _ values: some Sequence<(key: Key, value: Value)>
    ) async throws(ClientError) {
        try await send(.mset(values))
    }

    /// Sets several strings of different types, which never go away by themselves.
    ///
    /// One server sets all at once. In a cluster, keys in several slots are set node by node.
    ///
    /// - Parameter values: The keys with their values.
    public func mset<each Key: CommandArgument, each Value: CommandArgument>(
        _ values: repeat (each Key, each Value)
    ) async throws(ClientError) {
        try await send(.mset(repeat each values))
    }

    /// Sets several strings if none of the keys is there, and says whether it did. In a cluster they have to be in one
    /// slot.
    ///
    /// - Parameter values: The keys with their values.
    public func msetnx<Key: CommandArgument, Value: CommandArgument>(
        _ values: some Sequence<(key: Key, value: Value)>
    ) async throws(ClientError) -> Bool {
        try await send(.msetnx(values))
    }

    /// Sets several strings with one expiry, all or none, and says whether it did. In a cluster they have to be in one
    /// slot. Since Redis 8.4 and Valkey 9.1.
    ///
    /// - Parameters:
    ///   - values: The keys with their values.
    ///   - expiry: When the keys go away. Default: never, whatever was set before.
    ///   - condition: What has to be the case for all keys. Default: nothing.
    @discardableResult
    public func msetex<Key: CommandArgument, Value: CommandArgument>(
        _ values: some Collection<(key: Key, value: Value)>, expiry: Expiry = .never, condition: Presence? = nil
    ) async throws(ClientError) -> Bool {
        try await send(.msetex(values, expiry: expiry, condition: condition))
    }

    /// Adds bytes to the end of a string, which is made if it isn't there, and returns its new length.
    @discardableResult
    public func append(_ key: some CommandArgument, _ value: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.append(key, value))
    }

    /// The length of a string in bytes; 0 if the key isn't there.
    public func strlen(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.strlen(key))
    }

    /// A part of a string; empty where there is nothing.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - first: The first byte, counted from 0; negative numbers count from the end, where the last is -1.
    ///   - last: The last byte, counted likewise.
    ///   - type: What the part is read as. A part may end within a character.
    public func getrange<Value: RESPDecodable>(
        _ key: some CommandArgument, from first: Int, through last: Int, as type: Value.Type = String.self
    ) async throws(ClientError) -> Value {
        try await send(.getrange(key, from: first, through: last, as: type))
    }

    /// Writes bytes over a part of a string, which grows as needed, filled up with zeros; returns its new length.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - offset: The byte at which the value begins, counted from 0. The server allocates everything in front of it.
    ///   - value: The bytes.
    @discardableResult
    public func setrange(
        _ key: some CommandArgument, at offset: Int, _ value: some CommandArgument
    ) async throws(ClientError) -> Int {
        try await send(.setrange(key, at: offset, value))
    }

    /// Adds 1 to a number, which is 0 if the key isn't there, and returns the sum.
    @discardableResult
    public func incr(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.incr(key))
    }

    /// Subtracts 1 from a number, which is 0 if the key isn't there, and returns the difference.
    @discardableResult
    public func decr(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.decr(key))
    }

    /// Adds to a number, which is 0 if the key isn't there, and returns the sum.
    @discardableResult
    public func incrby(_ key: some CommandArgument, _ amount: Int) async throws(ClientError) -> Int {
        try await send(.incrby(key, amount))
    }

    /// Subtracts from a number, which is 0 if the key isn't there, and returns the difference.
    @discardableResult
    public func decrby(_ key: some CommandArgument, _ amount: Int) async throws(ClientError) -> Int {
        try await send(.decrby(key, amount))
    }

    /// Adds to a number with a fraction, which is 0 if the key isn't there, and returns the sum.
    @discardableResult
    public func incrbyfloat(_ key: some CommandArgument, _ amount: Double) async throws(ClientError) -> Double {
        try await send(.incrbyfloat(key, amount))
    }

    /// The value of a string; nil if the key isn't there.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - type: What the value is read as.
    public func get<Value: RESPDecodable>(
        _ key: some CommandArgument, as type: Value.Type = String.self
    ) async throws(ClientError) -> Value? {
        try await send(.get(key, as: type))
    }

    /// Sets a string, and says whether it did; without a condition it always does.
    ///
    /// - Parameters:
    ///   - key: The key. Whatever it held before is gone.
    ///   - value: The value.
    ///   - expiry: When the key goes away. Default: never, whatever was set before.
    ///   - condition: What has to be the case. Default: nothing.
    @discardableResult
    public func set(
        _ key: some CommandArgument, _ value: some CommandArgument, expiry: Expiry = .never,
        condition: SetCondition? = nil
    ) async throws(ClientError) -> Bool {
        try await send(.set(key, value, expiry: expiry, condition: condition))
    }

    /// Sets a string, and returns the value before; nil if the key wasn't there. Since Redis 6.2; with
    /// ``SetCondition/ifAbsent`` since 7.0.
    ///
    /// The value before doesn't say by itself whether a condition held.
    ///
    /// - Parameters:
    ///   - key: The key, which holds a string or isn't there.
    ///   - value: The value.
    ///   - expiry: When the key goes away. Default: never, whatever was set before.
    ///   - condition: What has to be the case. Default: nothing.
    ///   - type: What the value before is read as.
    public func setGet<Value: RESPDecodable>(
        _ key: some CommandArgument, _ value: some CommandArgument, expiry: Expiry = .never,
        condition: SetCondition? = nil, as type: Value.Type = String.self
    ) async throws(ClientError) -> Value? {
        try await send(.setGet(key, value, expiry: expiry, condition: condition, as: type))
    }

    /// Sets a string if the key isn't there, and says whether it did.
    public func setnx(_ key: some CommandArgument, _ value: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.setnx(key, value))
    }

    /// Sets a string that goes away after a time.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - lifetime: How long it stays, in whole seconds; a part of one counts as one.
    ///   - value: The value.
    public func setex(
        _ key: some CommandArgument, _ lifetime: Duration, _ value: some CommandArgument
    ) async throws(ClientError) {
        try await send(.setex(key, lifetime, value))
    }

    /// Sets a string that goes away after a time.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - lifetime: How long it stays, in whole milliseconds; a part of one counts as one.
    ///   - value: The value.
    public func psetex(
        _ key: some CommandArgument, _ lifetime: Duration, _ value: some CommandArgument
    ) async throws(ClientError) {
        try await send(.psetex(key, lifetime, value))
    }

    /// Sets a string that never goes away by itself, and returns the value before; nil if the key wasn't there.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - value: The value.
    ///   - type: What the value before is read as.
    public func getset<Value: RESPDecodable>(
        _ key: some CommandArgument, _ value: some CommandArgument, as type: Value.Type = String.self
    ) async throws(ClientError) -> Value? {
        try await send(.getset(key, value, as: type))
    }

    /// The value of a string, which is deleted; nil if the key isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - type: What the value is read as.
    public func getdel<Value: RESPDecodable>(
        _ key: some CommandArgument, as type: Value.Type = String.self
    ) async throws(ClientError) -> Value? {
        try await send(.getdel(key, as: type))
    }

    /// The value of a string, whose expiry is set; nil if the key isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - expiry: When the key goes away.
    ///   - type: What the value is read as.
    public func getex<Value: RESPDecodable>(
        _ key: some CommandArgument, expiry: Expiry, as type: Value.Type = String.self
    ) async throws(ClientError) -> Value? {
        try await send(.getex(key, expiry: expiry, as: type))
    }

    /// Deletes a key if it has a value, and says whether it did. Since Valkey 9.0; not in Redis, see
    /// ``delex(_:condition:)``.
    public func delifeq(_ key: some CommandArgument, _ value: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.delifeq(key, value))
    }

    /// Deletes a key if it has a value or a digest, and says whether it did. Since Redis 8.4; not in Valkey, see
    /// ``delifeq(_:_:)``.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - condition: A comparison of its value or digest.
    public func delex(_ key: some CommandArgument, condition: SetCondition) async throws(ClientError) -> Bool {
        try await send(.delex(key, condition: condition))
    }

    /// The digest of a string, 16 hexadecimal digits; nil if the key isn't there. Since Redis 8.4; not in Valkey.
    public func digest(_ key: some CommandArgument) async throws(ClientError) -> String? {
        try await send(.digest(key))
    }
}
