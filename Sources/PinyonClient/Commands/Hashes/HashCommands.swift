extension Command {
    // The result is often of no use.
    /// Sets a field of a hash, which is made if it isn't there, and returns 1 if the field is new and 0 if not.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - field: The field.
    ///   - value: Its value. A lifetime of the field ends.
    public static func hset(
        _ key: some CommandArgument, _ field: some CommandArgument, _ value: some CommandArgument
    ) -> Command where Response == Int {
        Command(.hset) { $0.appendWords(key, field, value) }
    }

    // The result is often of no use.
    /// Sets fields of a hash, which is made if it isn't there, and returns how many of them are new.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields with their values.
    public static func hset<Field: CommandArgument, Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: some Sequence<(key: Field, value: Value)>
    ) -> Command where Response == Int {
        Command(.hset) {
            $0.appendOne(key)
            $0.appendPairs(fields)
        }
    }

    // The result is often of no use.
    /// Sets fields of different types of a hash, which is made if it isn't there, and returns how many of them are new.
    ///
    /// ```swift
    /// try await client.hset("product:5001", ("name", "Widget"), ("price", 29.99), ("stock", 150))
    /// ```
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields with their values.
    public static func hset<each Field: CommandArgument, each Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: repeat (each Field, each Value)
    ) -> Command where Response == Int {
        Command(.hset) {
            $0.appendOne(key)
            $0.appendPairs(repeat each fields)
        }
    }

    // The result is often of no use.
    /// Sets a field of a hash if it isn't there, and says whether it did.
    public static func hsetnx(
        _ key: some CommandArgument, _ field: some CommandArgument, _ value: some CommandArgument
    ) -> Command where Response == Bool {
        Command(.hsetnx) { $0.appendWords(key, field, value) }
    }

    /// The value of a field; nil if the field or the hash isn't there.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - field: The field.
    ///   - type: What the value is read as.
    public static func hget<Value: RESPDecodable>(
        _ key: some CommandArgument, _ field: some CommandArgument, as type: Value.Type
    ) -> Command where Response == Value? {
        Command(.hget) { $0.appendWords(key, field) }
    }

    /// The values of several fields in their order; nil for fields that aren't there.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - type: What each value is read as.
    public static func hmget<Value: RESPDecodable>(
        _ key: some CommandArgument, _ fields: [some CommandArgument], as type: Value.Type
    ) -> Command where Response == [Value?] {
        Command(.hmget) {
            $0.appendOne(key)
            $0.appendEach(fields)
        }
    }

    /// All fields of a hash with their values; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fieldType: What each field is read as.
    ///   - type: What each value is read as.
    public static func hgetall<Field: RESPDecodable & Hashable, Value: RESPDecodable>(
        _ key: some CommandArgument, fieldsAs fieldType: Field.Type, as type: Value.Type
    ) -> Command where Response == [Field: Value] {
        Command(.hgetall) { $0.appendOne(key) }
    }

    /// All fields of a hash; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - type: What each field is read as.
    public static func hkeys<Field: RESPDecodable>(_ key: some CommandArgument, as type: Field.Type) -> Command
    where Response == [Field] {
        Command(.hkeys) { $0.appendOne(key) }
    }

    /// The values of all fields of a hash; empty if it isn't there. Costs as much as the hash is large.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - type: What each value is read as.
    public static func hvals<Value: RESPDecodable>(_ key: some CommandArgument, as type: Value.Type) -> Command
    where Response == [Value] {
        Command(.hvals) { $0.appendOne(key) }
    }

    /// How many fields a hash has; 0 if it isn't there.
    public static func hlen(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.hlen) { $0.appendOne(key) }
    }

    /// The length of a field's value in bytes; 0 if it isn't there.
    public static func hstrlen(_ key: some CommandArgument, _ field: some CommandArgument) -> Command
    where Response == Int {
        Command(.hstrlen) { $0.appendWords(key, field) }
    }

    /// Whether a hash has a field.
    public static func hexists(_ key: some CommandArgument, _ field: some CommandArgument) -> Command
    where Response == Bool {
        Command(.hexists) { $0.appendWords(key, field) }
    }

    // The result is often of no use.
    /// Deletes fields of a hash, and the hash with its last one; returns how many there were.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: A field, or an array of fields.
    public static func hdel(_ key: some CommandArgument, _ fields: some CommandArgument) -> Command
    where Response == Int {
        Command(.hdel) {
            $0.appendOne(key)
            $0.append(fields)
        }
    }

    // The result is often of no use.
    /// Adds to a number in a field, which is 0 if it isn't there, and returns the sum.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - field: The field.
    ///   - amount: What is added; negative to subtract.
    public static func hincrby(_ key: some CommandArgument, _ field: some CommandArgument, _ amount: Int) -> Command
    where Response == Int {
        Command(.hincrby) { $0.appendWords(key, field, amount) }
    }

    // The result is often of no use.
    /// Adds to a number with a fraction in a field, which is 0 if it isn't there, and returns the sum.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - field: The field.
    ///   - amount: What is added; negative to subtract.
    public static func hincrbyfloat(
        _ key: some CommandArgument, _ field: some CommandArgument, _ amount: Double
    ) -> Command where Response == Double {
        Command(.hincrbyfloat) { $0.appendWords(key, field, amount) }
    }

    /// Any field of a hash; nil if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - type: What the field is read as.
    public static func hrandfield<Field: RESPDecodable>(_ key: some CommandArgument, as type: Field.Type) -> Command
    where Response == Field? {
        Command(.hrandfield) { $0.appendOne(key) }
    }

    /// Some fields of a hash; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - count: How many fields, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - type: What each field is read as.
    public static func hrandfield<Field: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Field.Type
    ) -> Command where Response == [Field] {
        Command(.hrandfield) { $0.appendWords(key, count) }
    }

    /// Some fields of a hash with their values; empty if it isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - count: How many fields, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - fieldType: What each field is read as.
    ///   - type: What each value is read as.
    public static func hrandfieldWithValues<Field: RESPDecodable, Value: RESPDecodable>(
        _ key: some CommandArgument, count: Int, fieldsAs fieldType: Field.Type, as type: Value.Type
    ) -> Command where Response == [HashEntry<Field, Value>] {
        Command(.hrandfield, decode: HashEntry.list) { $0.appendWords(key, count, "WITHVALUES") }
    }
}
