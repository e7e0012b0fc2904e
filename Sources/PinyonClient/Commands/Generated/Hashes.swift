// Generated from Sources/PinyonClient/Commands/Hashes/ by: swift run --package-path Checks generate-commands

extension Command {
    /// The value of a field; nil if the field or the hash isn't there.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - field: The field.
    public static func hget(
        _ key: some CommandArgument, _ field: some CommandArgument
    ) -> Command where Response == String? {
        .hget(key, field, as: String.self)
    }

    /// The values of several fields in their order; nil for fields that aren't there.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    public static func hmget(
        _ key: some CommandArgument, _ fields: [some CommandArgument]
    ) -> Command where Response == [String?] {
        .hmget(key, fields, as: String.self)
    }

    /// All fields of a hash with their values; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - type: What each value is read as.
    public static func hgetall<Value: RESPDecodable>(
        _ key: some CommandArgument, as type: Value.Type
    ) -> Command where Response == [String: Value] {
        .hgetall(key, fieldsAs: String.self, as: type)
    }

    /// All fields of a hash with their values; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fieldType: What each field is read as.
    public static func hgetall<Field: RESPDecodable & Hashable>(
        _ key: some CommandArgument, fieldsAs fieldType: Field.Type
    ) -> Command where Response == [Field: String] {
        .hgetall(key, fieldsAs: fieldType, as: String.self)
    }

    /// All fields of a hash with their values; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    public static func hgetall(_ key: some CommandArgument) -> Command where Response == [String: String] {
        .hgetall(key, fieldsAs: String.self, as: String.self)
    }

    /// All fields of a hash; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    public static func hkeys(_ key: some CommandArgument) -> Command where Response == [String] {
        .hkeys(key, as: String.self)
    }

    /// The values of all fields of a hash; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    public static func hvals(_ key: some CommandArgument) -> Command where Response == [String] {
        .hvals(key, as: String.self)
    }

    /// Any field of a hash; nil if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    public static func hrandfield(_ key: some CommandArgument) -> Command where Response == String? {
        .hrandfield(key, as: String.self)
    }

    /// Some fields of a hash; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - count: How many fields, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    public static func hrandfield(_ key: some CommandArgument, count: Int) -> Command where Response == [String] {
        .hrandfield(key, count: count, as: String.self)
    }

    /// Some fields of a hash with their values; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - count: How many fields, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - type: What each value is read as.
    public static func hrandfieldWithValues<Value: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Value.Type
    ) -> Command where Response == [HashEntry<String, Value>] {
        .hrandfieldWithValues(key, count: count, fieldsAs: String.self, as: type)
    }

    /// Some fields of a hash with their values; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - count: How many fields, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - fieldType: What each field is read as.
    public static func hrandfieldWithValues<Field: RESPDecodable>(
        _ key: some CommandArgument, count: Int, fieldsAs fieldType: Field.Type
    ) -> Command where Response == [HashEntry<Field, String>] {
        .hrandfieldWithValues(key, count: count, fieldsAs: fieldType, as: String.self)
    }

    /// Some fields of a hash with their values; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - count: How many fields, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    public static func hrandfieldWithValues(
        _ key: some CommandArgument, count: Int
    ) -> Command where Response == [HashEntry<String, String>] {
        .hrandfieldWithValues(key, count: count, fieldsAs: String.self, as: String.self)
    }

    /// The values of several fields, whose expiry is set; nil for fields that aren't there. Since Redis 8.0 and
    /// Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - expiry: When the fields go away.
    public static func hgetex(
        _ key: some CommandArgument, _ fields: [some CommandArgument], expiry: Expiry
    ) -> Command where Response == [String?] {
        .hgetex(key, fields, expiry: expiry, as: String.self)
    }

    /// The values of several fields, which are deleted, and the hash with its last one; nil for fields that aren't
    /// there. Since Redis 8.0 and Valkey 9.1.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    public static func hgetdel(
        _ key: some CommandArgument, _ fields: [some CommandArgument]
    ) -> Command where Response == [String?] {
        .hgetdel(key, fields, as: String.self)
    }

    /// Some fields of a hash with their values, and where the walk through them goes on.
    /// ``CommandSender/hscan(_:matching:count:fieldsAs:as:)`` walks by itself.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at. Default: the server's, 10. A small hash comes as one page.
    ///   - type: What each value is read as.
    public static func hscan<Value: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Value.Type
    ) -> Command where Response == ScanPage<HashEntry<String, Value>> {
        .hscan(key, cursor: cursor, matching: pattern, count: count, fieldsAs: String.self, as: type)
    }

    /// Some fields of a hash with their values, and where the walk through them goes on.
    /// ``CommandSender/hscan(_:matching:count:fieldsAs:as:)`` walks by itself.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at. Default: the server's, 10. A small hash comes as one page.
    ///   - fieldType: What each field is read as.
    public static func hscan<Field: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        fieldsAs fieldType: Field.Type
    ) -> Command where Response == ScanPage<HashEntry<Field, String>> {
        .hscan(key, cursor: cursor, matching: pattern, count: count, fieldsAs: fieldType, as: String.self)
    }

    /// Some fields of a hash with their values, and where the walk through them goes on.
    /// ``CommandSender/hscan(_:matching:count:fieldsAs:as:)`` walks by itself.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at. Default: the server's, 10. A small hash comes as one page.
    public static func hscan(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil
    ) -> Command where Response == ScanPage<HashEntry<String, String>> {
        .hscan(key, cursor: cursor, matching: pattern, count: count, fieldsAs: String.self, as: String.self)
    }

    /// Some fields of a hash without their values, and where the walk through them goes on. Since Redis 7.4 and
    /// Valkey 8.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at. Default: the server's, 10. A small hash comes as one page.
    public static func hscanNoValues(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil
    ) -> Command where Response == ScanPage<String> {
        .hscanNoValues(key, cursor: cursor, matching: pattern, count: count, as: String.self)
    }
}

extension CommandSender {
    /// Sets a field of a hash, which is made if it isn't there, and returns 1 if the field is new and 0 if not.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - field: The field.
    ///   - value: Its value. A lifetime of the field ends.
    @discardableResult
    public func hset(
        _ key: some CommandArgument, _ field: some CommandArgument, _ value: some CommandArgument
    ) async throws(ClientError) -> Int {
        try await send(.hset(key, field, value))
    }

    /// Sets fields of a hash, which is made if it isn't there, and returns how many of them are new.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields with their values.
    @discardableResult
    public func hset<Field: CommandArgument, Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: some Sequence<(key: Field, value: Value)>
    ) async throws(ClientError) -> Int {
        try await send(.hset(key, fields))
    }

    /// Sets fields of different types of a hash, which is made if it isn't there, and returns how many of them are new.
    ///
    /// ```swift
    /// try await client.hset("product:5001", ("name", "Widget"), ("price", 29.99), ("stock", 150))
    /// ```
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields with their values.
    @discardableResult
    public func hset<each Field: CommandArgument, each Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: repeat (each Field, each Value)
    ) async throws(ClientError) -> Int {
        try await send(.hset(key, repeat each fields))
    }

    /// Sets a field of a hash if it isn't there, and says whether it did.
    @discardableResult
    public func hsetnx(
        _ key: some CommandArgument, _ field: some CommandArgument, _ value: some CommandArgument
    ) async throws(ClientError) -> Bool {
        try await send(.hsetnx(key, field, value))
    }

    /// The value of a field; nil if the field or the hash isn't there.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - field: The field.
    ///   - type: What the value is read as.
    public func hget<Value: RESPDecodable>(
        _ key: some CommandArgument, _ field: some CommandArgument, as type: Value.Type = String.self
    ) async throws(ClientError) -> Value? {
        try await send(.hget(key, field, as: type))
    }

    /// The values of several fields in their order; nil for fields that aren't there.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - type: What each value is read as.
    public func hmget<Value: RESPDecodable>(
        _ key: some CommandArgument, _ fields: [some CommandArgument], as type: Value.Type = String.self
    ) async throws(ClientError) -> [Value?] {
        try await send(.hmget(key, fields, as: type))
    }

    /// All fields of a hash with their values; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fieldType: What each field is read as.
    ///   - type: What each value is read as.
    public func hgetall<Field: RESPDecodable & Hashable, Value: RESPDecodable>(
        _ key: some CommandArgument, fieldsAs fieldType: Field.Type = String.self, as type: Value.Type = String.self
    ) async throws(ClientError) -> [Field: Value] {
        try await send(.hgetall(key, fieldsAs: fieldType, as: type))
    }

    /// All fields of a hash; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - type: What each field is read as.
    public func hkeys<Field: RESPDecodable>(
        _ key: some CommandArgument, as type: Field.Type = String.self
    ) async throws(ClientError) -> [Field] {
        try await send(.hkeys(key, as: type))
    }

    /// The values of all fields of a hash; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - type: What each value is read as.
    public func hvals<Value: RESPDecodable>(
        _ key: some CommandArgument, as type: Value.Type = String.self
    ) async throws(ClientError) -> [Value] {
        try await send(.hvals(key, as: type))
    }

    /// How many fields a hash has; 0 if it isn't there.
    public func hlen(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.hlen(key))
    }

    /// The length of a field's value in bytes; 0 if it isn't there.
    public func hstrlen(_ key: some CommandArgument, _ field: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.hstrlen(key, field))
    }

    /// Whether a hash has a field.
    public func hexists(_ key: some CommandArgument, _ field: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.hexists(key, field))
    }

    /// Deletes fields of a hash, and the hash with its last one; returns how many there were.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: A field, or an array of fields.
    @discardableResult
    public func hdel(_ key: some CommandArgument, _ fields: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.hdel(key, fields))
    }

    /// Adds to a number in a field, which is 0 if it isn't there, and returns the sum.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - field: The field.
    ///   - amount: What is added; negative to subtract.
    @discardableResult
    public func hincrby(
        _ key: some CommandArgument, _ field: some CommandArgument, _ amount: Int
    ) async throws(ClientError) -> Int {
        try await send(.hincrby(key, field, amount))
    }

    /// Adds to a number with a fraction in a field, which is 0 if it isn't there, and returns the sum.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - field: The field.
    ///   - amount: What is added; negative to subtract.
    @discardableResult
    public func hincrbyfloat(
        _ key: some CommandArgument, _ field: some CommandArgument, _ amount: Double
    ) async throws(ClientError) -> Double {
        try await send(.hincrbyfloat(key, field, amount))
    }

    /// Any field of a hash; nil if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - type: What the field is read as.
    public func hrandfield<Field: RESPDecodable>(
        _ key: some CommandArgument, as type: Field.Type = String.self
    ) async throws(ClientError) -> Field? {
        try await send(.hrandfield(key, as: type))
    }

    /// Some fields of a hash; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - count: How many fields, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - type: What each field is read as.
    public func hrandfield<Field: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Field.Type = String.self
    ) async throws(ClientError) -> [Field] {
        try await send(.hrandfield(key, count: count, as: type))
    }

    /// Some fields of a hash with their values; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - count: How many fields, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - fieldType: What each field is read as.
    ///   - type: What each value is read as.
    public func hrandfieldWithValues<Field: RESPDecodable, Value: RESPDecodable>(
        _ key: some CommandArgument, count: Int, fieldsAs fieldType: Field.Type = String.self,
        as type: Value.Type = String.self
    ) async throws(ClientError) -> [HashEntry<Field, Value>] {
        try await send(.hrandfieldWithValues(key, count: count, fieldsAs: fieldType, as: type))
    }

    /// Lets fields of a hash go away after a time; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - lifetime: How long they stay, in whole seconds; a part of one counts as one. 0 deletes them.
    ///   - condition: What has to be the case for each field's expiry. Default: nothing.
    @discardableResult
    public func hexpire(
        _ key: some CommandArgument, _ fields: [some CommandArgument], after lifetime: Duration,
        condition: ExpiryCondition? = nil
    ) async throws(ClientError) -> [FieldExpiryResult] {
        try await send(.hexpire(key, fields, after: lifetime, condition: condition))
    }

    /// Lets fields of a hash go away after a time; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - lifetime: How long they stay, in whole milliseconds; a part of one counts as one. 0 deletes them.
    ///   - condition: What has to be the case for each field's expiry. Default: nothing.
    @discardableResult
    public func hpexpire(
        _ key: some CommandArgument, _ fields: [some CommandArgument], after lifetime: Duration,
        condition: ExpiryCondition? = nil
    ) async throws(ClientError) -> [FieldExpiryResult] {
        try await send(.hpexpire(key, fields, after: lifetime, condition: condition))
    }

    /// Lets fields of a hash go away at a moment; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - time: The moment of the server's clock, in whole seconds, rounded up. One that is past deletes the fields.
    ///   - condition: What has to be the case for each field's expiry. Default: nothing.
    @discardableResult
    public func hexpireat(
        _ key: some CommandArgument, _ fields: [some CommandArgument], _ time: UnixTime,
        condition: ExpiryCondition? = nil
    ) async throws(ClientError) -> [FieldExpiryResult] {
        try await send(.hexpireat(key, fields, time, condition: condition))
    }

    /// Lets fields of a hash go away at a moment; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - time: The moment of the server's clock. One that is past deletes the fields.
    ///   - condition: What has to be the case for each field's expiry. Default: nothing.
    @discardableResult
    public func hpexpireat(
        _ key: some CommandArgument, _ fields: [some CommandArgument], _ time: UnixTime,
        condition: ExpiryCondition? = nil
    ) async throws(ClientError) -> [FieldExpiryResult] {
        try await send(.hpexpireat(key, fields, time, condition: condition))
    }

    /// How long each of some fields is still there, in seconds. Since Redis 7.4 and Valkey 9.0.
    public func httl(
        _ key: some CommandArgument, _ fields: [some CommandArgument]
    ) async throws(ClientError) -> [TimeToLive] {
        try await send(.httl(key, fields))
    }

    /// How long each of some fields is still there, in milliseconds. Since Redis 7.4 and Valkey 9.0.
    public func hpttl(
        _ key: some CommandArgument, _ fields: [some CommandArgument]
    ) async throws(ClientError) -> [TimeToLive] {
        try await send(.hpttl(key, fields))
    }

    /// When each of some fields goes away, in seconds. Since Redis 7.4 and Valkey 9.0.
    public func hexpiretime(
        _ key: some CommandArgument, _ fields: [some CommandArgument]
    ) async throws(ClientError) -> [ExpiryTime] {
        try await send(.hexpiretime(key, fields))
    }

    /// When each of some fields goes away, in milliseconds. Since Redis 7.4 and Valkey 9.0.
    public func hpexpiretime(
        _ key: some CommandArgument, _ fields: [some CommandArgument]
    ) async throws(ClientError) -> [ExpiryTime] {
        try await send(.hpexpiretime(key, fields))
    }

    /// Lets fields of a hash stay for good; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    @discardableResult
    public func hpersist(
        _ key: some CommandArgument, _ fields: [some CommandArgument]
    ) async throws(ClientError) -> [FieldPersistResult] {
        try await send(.hpersist(key, fields))
    }

    /// The values of several fields, whose expiry is set; nil for fields that aren't there. Since Redis 8.0 and
    /// Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - expiry: When the fields go away.
    ///   - type: What each value is read as.
    public func hgetex<Value: RESPDecodable>(
        _ key: some CommandArgument, _ fields: [some CommandArgument], expiry: Expiry, as type: Value.Type = String.self
    ) async throws(ClientError) -> [Value?] {
        try await send(.hgetex(key, fields, expiry: expiry, as: type))
    }

    /// Sets fields of a hash with one expiry, all or none, and says whether it did. Since Redis 8.0 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields with their values.
    ///   - expiry: When the fields go away. Default: never, whatever was set before.
    ///   - condition: What has to be the case for all these fields. Default: nothing.
    @discardableResult
    public func hsetex<Field: CommandArgument, Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: some Collection<(key: Field, value: Value)>, expiry: Expiry = .never,
        condition: Presence? = nil
    ) async throws(ClientError) -> Bool {
        try await send(.hsetex(key, fields, expiry: expiry, condition: condition))
    }

    /// The values of several fields, which are deleted, and the hash with its last one; nil for fields that aren't
    /// there. Since Redis 8.0 and Valkey 9.1.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - type: What each value is read as.
    public func hgetdel<Value: RESPDecodable>(
        _ key: some CommandArgument, _ fields: [some CommandArgument], as type: Value.Type = String.self
    ) async throws(ClientError) -> [Value?] {
        try await send(.hgetdel(key, fields, as: type))
    }

    /// Some fields of a hash with their values, and where the walk through them goes on.
    /// ``CommandSender/hscan(_:matching:count:fieldsAs:as:)`` walks by itself.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at. Default: the server's, 10. A small hash comes as one page.
    ///   - fieldType: What each field is read as.
    ///   - type: What each value is read as.
    public func hscan<Field: RESPDecodable, Value: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        fieldsAs fieldType: Field.Type = String.self, as type: Value.Type = String.self
    ) async throws(ClientError) -> ScanPage<HashEntry<Field, Value>> {
        try await send(.hscan(key, cursor: cursor, matching: pattern, count: count, fieldsAs: fieldType, as: type))
    }

    /// Some fields of a hash without their values, and where the walk through them goes on. Since Redis 7.4 and
    /// Valkey 8.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at. Default: the server's, 10. A small hash comes as one page.
    ///   - type: What each field is read as.
    public func hscanNoValues<Field: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Field.Type = String.self
    ) async throws(ClientError) -> ScanPage<Field> {
        try await send(.hscanNoValues(key, cursor: cursor, matching: pattern, count: count, as: type))
    }
}
