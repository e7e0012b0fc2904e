extension Command {
    /// How long a key is still there, in seconds, rounded to the nearest.
    public static func ttl(_ key: some CommandArgument) -> Command where Response == TimeToLive {
        Command(.ttl) { $0.appendOne(key) }
    }

    /// How long a key is still there, in milliseconds.
    public static func pttl(_ key: some CommandArgument) -> Command where Response == TimeToLive {
        Command(.pttl, decode: TimeToLive.decodeMilliseconds) { $0.appendOne(key) }
    }

    /// When a key goes away, in seconds. Since Redis 7.0.
    public static func expiretime(_ key: some CommandArgument) -> Command where Response == ExpiryTime {
        Command(.expiretime) { $0.appendOne(key) }
    }

    /// When a key goes away, in milliseconds. Since Redis 7.0.
    public static func pexpiretime(_ key: some CommandArgument) -> Command where Response == ExpiryTime {
        Command(.pexpiretime, decode: ExpiryTime.decodeMilliseconds) { $0.appendOne(key) }
    }

    // The result is often of no use.
    /// Lets a key go away after a time, and says whether it will: not if it isn't there or the condition doesn't hold.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - lifetime: How long it stays, in whole seconds; a part of one counts as one. 0 deletes it.
    ///   - condition: What has to be the case for the key's expiry. Default: nothing. Since Redis 7.0.
    public static func expire(
        _ key: some CommandArgument, after lifetime: Duration, condition: ExpiryCondition? = nil
    ) -> Command where Response == Bool {
        Command(.expire) { $0.appendExpiry(key, lifetime.wholeSeconds, condition) }
    }

    // The result is often of no use.
    /// Lets a key go away after a time, and says whether it will: not if it isn't there or the condition doesn't hold.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - lifetime: How long it stays, in whole milliseconds; a part of one counts as one. 0 deletes it.
    ///   - condition: What has to be the case for the key's expiry. Default: nothing. Since Redis 7.0.
    public static func pexpire(
        _ key: some CommandArgument, after lifetime: Duration, condition: ExpiryCondition? = nil
    ) -> Command where Response == Bool {
        Command(.pexpire) { $0.appendExpiry(key, lifetime.wholeMilliseconds, condition) }
    }

    // The result is often of no use.
    /// Lets a key go away at a moment, and says whether it will: not if it isn't there or the condition doesn't hold.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - time: The moment of the server's clock, in whole seconds, rounded up. One that is past deletes the key.
    ///   - condition: What has to be the case for the key's expiry. Default: nothing. Since Redis 7.0.
    public static func expireat(
        _ key: some CommandArgument, _ time: UnixTime, condition: ExpiryCondition? = nil
    ) -> Command where Response == Bool {
        Command(.expireat) { $0.appendExpiry(key, time.seconds, condition) }
    }

    // The result is often of no use.
    /// Lets a key go away at a moment, and says whether it will: not if it isn't there or the condition doesn't hold.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - time: The moment of the server's clock. One that is past deletes the key.
    ///   - condition: What has to be the case for the key's expiry. Default: nothing. Since Redis 7.0.
    public static func pexpireat(
        _ key: some CommandArgument, _ time: UnixTime, condition: ExpiryCondition? = nil
    ) -> Command where Response == Bool {
        Command(.pexpireat) { $0.appendExpiry(key, time.milliseconds, condition) }
    }

    // The result is often of no use.
    /// Lets a key stay for good, and says whether it would have gone away by itself.
    public static func persist(_ key: some CommandArgument) -> Command where Response == Bool {
        Command(.persist) { $0.appendOne(key) }
    }
}

extension CommandArguments {
    fileprivate mutating func appendExpiry(
        _ key: some CommandArgument, _ number: Int, _ condition: ExpiryCondition?
    ) {
        appendWords(key, number)
        if let condition { append(condition.rawValue) }
    }
}
