/// Named fields of one thing, each of which is read and written without the others.
///
/// ```swift
/// let user = Record(client, key: "user:7")
/// try await user.update(("name", "Ann"), ("visits", 1))
/// try await user.increment("visits", by: 1)
/// let visits = try await user.value(of: "visits", as: Int.self)
/// ```
///
/// Updates of different fields never undo each other. Of two updates of one field, the later one stays.
///
/// In the costs, n is the number of fields. The write that makes a record with ``StructureLifetime/fromCreation(_:)``
/// takes a round trip more.
public struct Record: Sendable {
    /// The client that it is kept by.
    public let client: RedisClient
    /// Its key.
    public let key: String
    /// When the record goes away by itself; nil if writes leave that as it is.
    public let lifetime: StructureLifetime?

    /// A record. Nothing is sent.
    ///
    /// - Parameters:
    ///   - client: The client that it is kept by.
    ///   - key: Its key, which holds a hash or isn't there.
    ///   - lifetime: When the record goes away by itself. Default: writes leave that as it is.
    public init(_ client: RedisClient, key: String, lifetime: StructureLifetime? = nil) {
        self.client = client
        self.key = key
        self.lifetime = lifetime
    }

    /// Whether there are any fields. O(1), one round trip.
    public func exists() async throws(ClientError) -> Bool {
        try await client.exists(key) > 0
    }

    /// How many fields there are. O(1), one round trip.
    public func count() async throws(ClientError) -> Int {
        try await client.hlen(key)
    }

    /// How long the record is still there. O(1), one round trip.
    public func timeToLive() async throws(ClientError) -> TimeToLive {
        try await client.pttl(key)
    }

    /// Deletes the record, and says whether it was there. O(1), one round trip; its memory is freed in the background.
    @discardableResult
    public func delete() async throws(ClientError) -> Bool {
        try await client.unlink(key) > 0
    }
}

/// Writing.
extension Record {
    /// Sets fields, and leaves all others as they are. O(1) for each, one round trip; none if there are no fields.
    ///
    /// - Parameter fields: The fields with their values.
    /// - Returns: how many fields are new.
    @discardableResult
    public func update<Value: CommandArgument>(
        _ fields: some Collection<(key: String, value: Value)>
    ) async throws(ClientError) -> Int {
        guard !fields.isEmpty else { return 0 }
        return try await client.write(.hset(key, fields), to: key, lifetime: lifetime)
    }

    /// Sets fields of different types, and leaves all others as they are. O(1) for each, one round trip.
    ///
    /// - Parameter fields: The fields with their values, at least one.
    /// - Returns: how many fields are new.
    @discardableResult
    public func update<each Field: CommandArgument, each Value: CommandArgument>(
        _ fields: repeat (each Field, each Value)
    ) async throws(ClientError) -> Int {
        try await client.write(.hset(key, repeat each fields), to: key, lifetime: lifetime)
    }

    /// Sets a field if it isn't there, and says whether it did. O(1), one round trip.
    @discardableResult
    public func setIfAbsent(_ field: String, _ value: some CommandArgument) async throws(ClientError) -> Bool {
        try await client.write(.hsetnx(key, field, value), to: key, lifetime: lifetime)
    }

    /// Adds to a whole number in a field, which is 0 if it isn't there, and returns the sum. O(1), one round trip.
    ///
    /// It isn't idempotent: after an error whose ``ClientError/mayHaveRun`` is true, the amount may have been added.
    ///
    /// - Parameters:
    ///   - field: The field.
    ///   - amount: What is added; negative to subtract. Default: 1.
    @discardableResult
    public func increment(_ field: String, by amount: Int = 1) async throws(ClientError) -> Int {
        try await client.write(.hincrby(key, field, amount), to: key, lifetime: lifetime)
    }

    /// Adds to a number with a fraction in a field, which is 0 if it isn't there, and returns the sum. O(1), one round
    /// trip.
    ///
    /// It isn't idempotent: after an error whose ``ClientError/mayHaveRun`` is true, the amount may have been added.
    ///
    /// - Parameters:
    ///   - field: The field.
    ///   - amount: What is added; negative to subtract.
    @discardableResult
    public func increment(_ field: String, by amount: Double) async throws(ClientError) -> Double {
        try await client.write(.hincrbyfloat(key, field, amount), to: key, lifetime: lifetime)
    }

    /// Removes fields, and the record with its last one; returns how many there were. O(1) for each, one round trip;
    /// none if there are no fields.
    @discardableResult
    public func remove(_ fields: String...) async throws(ClientError) -> Int {
        fields.isEmpty ? 0 : try await client.hdel(key, fields)
    }
}

/// Reading.
extension Record {
    /// The value of a field; nil if it isn't there. O(1), one round trip.
    ///
    /// - Parameters:
    ///   - field: The field.
    ///   - type: What the value is read as. Default: text.
    public func value<Value: RESPDecodable>(
        of field: String, as type: Value.Type = String.self
    ) async throws(ClientError) -> Value? {
        try await client.hget(key, field, as: type)
    }

    /// The values of several fields. O(1) for each, one round trip; none if there are no fields.
    ///
    /// - Parameters:
    ///   - fields: The fields.
    ///   - type: What each value is read as. Default: text.
    /// - Returns: the values by their fields. A field that isn't there is missing.
    public func values<Value: RESPDecodable>(
        of fields: [String], as type: Value.Type = String.self
    ) async throws(ClientError) -> [String: Value] {
        guard !fields.isEmpty else { return [:] }
        var values: [String: Value] = [:]
        for (field, value) in zip(fields, try await client.hmget(key, fields, as: type)) { values[field] = value }
        return values
    }

    /// All fields with their values; empty if the record isn't there. O(n), one round trip.
    ///
    /// - Parameter type: What each value is read as. Default: text.
    public func all<Value: RESPDecodable>(
        as type: Value.Type = String.self
    ) async throws(ClientError) -> [String: Value] {
        try await client.hgetall(key, fieldsAs: String.self, as: type)
    }
}
