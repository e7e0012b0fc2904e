extension Command {
    // The result is often of no use.
    /// Lets fields of a hash go away after a time; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - lifetime: How long they stay, in whole seconds; a part of one counts as one. 0 deletes them.
    ///   - condition: What has to be the case for each field's expiry. Default: nothing.
    public static func hexpire(
        _ key: some CommandArgument, _ fields: [some CommandArgument], after lifetime: Duration,
        condition: ExpiryCondition? = nil
    ) -> Command where Response == [FieldExpiryResult] {
        Command(.hexpire) { $0.appendFieldExpiry(key, lifetime.wholeSeconds, condition, fields) }
    }

    // The result is often of no use.
    /// Lets fields of a hash go away after a time; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - lifetime: How long they stay, in whole milliseconds; a part of one counts as one. 0 deletes them.
    ///   - condition: What has to be the case for each field's expiry. Default: nothing.
    public static func hpexpire(
        _ key: some CommandArgument, _ fields: [some CommandArgument], after lifetime: Duration,
        condition: ExpiryCondition? = nil
    ) -> Command where Response == [FieldExpiryResult] {
        Command(.hpexpire) { $0.appendFieldExpiry(key, lifetime.wholeMilliseconds, condition, fields) }
    }

    // The result is often of no use.
    /// Lets fields of a hash go away at a moment; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - time: The moment of the server's clock, in whole seconds, rounded up. One that is past deletes the fields.
    ///   - condition: What has to be the case for each field's expiry. Default: nothing.
    public static func hexpireat(
        _ key: some CommandArgument, _ fields: [some CommandArgument], _ time: UnixTime,
        condition: ExpiryCondition? = nil
    ) -> Command where Response == [FieldExpiryResult] {
        Command(.hexpireat) { $0.appendFieldExpiry(key, time.seconds, condition, fields) }
    }

    // The result is often of no use.
    /// Lets fields of a hash go away at a moment; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - time: The moment of the server's clock. One that is past deletes the fields.
    ///   - condition: What has to be the case for each field's expiry. Default: nothing.
    public static func hpexpireat(
        _ key: some CommandArgument, _ fields: [some CommandArgument], _ time: UnixTime,
        condition: ExpiryCondition? = nil
    ) -> Command where Response == [FieldExpiryResult] {
        Command(.hpexpireat) { $0.appendFieldExpiry(key, time.milliseconds, condition, fields) }
    }

    /// How long each of some fields is still there, in seconds. Since Redis 7.4 and Valkey 9.0.
    public static func httl(_ key: some CommandArgument, _ fields: [some CommandArgument]) -> Command
    where Response == [TimeToLive] {
        Command(.httl) { $0.appendFields(key, fields) }
    }

    /// How long each of some fields is still there, in milliseconds. Since Redis 7.4 and Valkey 9.0.
    public static func hpttl(_ key: some CommandArgument, _ fields: [some CommandArgument]) -> Command
    where Response == [TimeToLive] {
        Command(.hpttl, decode: TimeToLive.decodeMillisecondsList) { $0.appendFields(key, fields) }
    }

    /// When each of some fields goes away, in seconds. Since Redis 7.4 and Valkey 9.0.
    public static func hexpiretime(_ key: some CommandArgument, _ fields: [some CommandArgument]) -> Command
    where Response == [ExpiryTime] {
        Command(.hexpiretime) { $0.appendFields(key, fields) }
    }

    /// When each of some fields goes away, in milliseconds. Since Redis 7.4 and Valkey 9.0.
    public static func hpexpiretime(_ key: some CommandArgument, _ fields: [some CommandArgument]) -> Command
    where Response == [ExpiryTime] {
        Command(.hpexpiretime, decode: ExpiryTime.decodeMillisecondsList) { $0.appendFields(key, fields) }
    }

    // The result is often of no use.
    /// Lets fields of a hash stay for good; returns for each what became of it. Since Redis 7.4 and Valkey 9.0.
    public static func hpersist(_ key: some CommandArgument, _ fields: [some CommandArgument]) -> Command
    where Response == [FieldPersistResult] {
        Command(.hpersist) { $0.appendFields(key, fields) }
    }

    /// The values of several fields, whose expiry is set; nil for fields that aren't there. Since Redis 8.0 and
    /// Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - expiry: When the fields go away.
    ///   - type: What each value is read as.
    public static func hgetex<Value: RESPDecodable>(
        _ key: some CommandArgument, _ fields: [some CommandArgument], expiry: Expiry, as type: Value.Type
    ) -> Command where Response == [Value?] {
        Command(.hgetex) {
            $0.appendOne(key)
            expiry.append(to: &$0, never: "PERSIST", unchanged: nil)
            $0.append("FIELDS")
            $0.appendCounted(fields)
        }
    }

    // The result is often of no use.
    /// Sets fields of a hash with one expiry, all or none, and says whether it did. Since Redis 8.0 and Valkey 9.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields with their values.
    ///   - expiry: When the fields go away. Default: never, whatever was set before.
    ///   - condition: What has to be the case for all these fields. Default: nothing.
    public static func hsetex<Field: CommandArgument, Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: some Collection<(key: Field, value: Value)>, expiry: Expiry = .never,
        condition: Presence? = nil
    ) -> Command where Response == Bool {
        Command(.hsetex) {
            $0.appendOne(key)
            if let condition { $0.append("F\(condition.rawValue)") }
            expiry.append(to: &$0, never: nil, unchanged: "KEEPTTL")
            $0.append("FIELDS")
            $0.append(fields.count)
            $0.appendPairs(fields)
        }
    }

    /// The values of several fields, which are deleted, and the hash with its last one; nil for fields that aren't
    /// there. Since Redis 8.0 and Valkey 9.1.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - fields: The fields.
    ///   - type: What each value is read as.
    public static func hgetdel<Value: RESPDecodable>(
        _ key: some CommandArgument, _ fields: [some CommandArgument], as type: Value.Type
    ) -> Command where Response == [Value?] {
        Command(.hgetdel) { $0.appendFields(key, fields) }
    }
}

extension CommandArguments {
    fileprivate mutating func appendFields(_ key: some CommandArgument, _ fields: [some CommandArgument]) {
        appendWords(key, "FIELDS")
        appendCounted(fields)
    }

    fileprivate mutating func appendFieldExpiry(
        _ key: some CommandArgument, _ number: Int, _ condition: ExpiryCondition?, _ fields: [some CommandArgument]
    ) {
        appendWords(key, number)
        if let condition { append(condition.rawValue) }
        append("FIELDS")
        appendCounted(fields)
    }
}
