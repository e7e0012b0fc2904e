extension Command {
    /// The value of a string; nil if the key isn't there.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - type: What the value is read as.
    public static func get<Value: RESPDecodable>(_ key: some CommandArgument, as type: Value.Type) -> Command
    where Response == Value? {
        Command(.get) { $0.appendOne(key) }
    }

    // The result is often of no use.
    /// Sets a string, and says whether it did; without a condition it always does.
    ///
    /// - Parameters:
    ///   - key: The key. Whatever it held before is gone.
    ///   - value: The value.
    ///   - expiry: When the key goes away. Default: never, whatever was set before.
    ///   - condition: What has to be the case. Default: nothing.
    public static func set(
        _ key: some CommandArgument, _ value: some CommandArgument, expiry: Expiry = .never,
        condition: SetCondition? = nil
    ) -> Command where Response == Bool {
        Command(.set, decode: RESPValue.isOK) { $0.appendSet(key, value, expiry, condition) }
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
    public static func setGet<Value: RESPDecodable>(
        _ key: some CommandArgument, _ value: some CommandArgument, expiry: Expiry = .never,
        condition: SetCondition? = nil, as type: Value.Type
    ) -> Command where Response == Value? {
        Command(.set) {
            $0.appendSet(key, value, expiry, condition)
            $0.append("GET")
        }
    }

    /// Sets a string if the key isn't there, and says whether it did.
    public static func setnx(_ key: some CommandArgument, _ value: some CommandArgument) -> Command
    where Response == Bool {
        Command(.setnx) { $0.appendWords(key, value) }
    }

    /// Sets a string that goes away after a time.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - lifetime: How long it stays, in whole seconds; a part of one counts as one.
    ///   - value: The value.
    public static func setex(_ key: some CommandArgument, _ lifetime: Duration, _ value: some CommandArgument)
        -> Command where Response == Void
    {
        Command(.setex) { $0.appendWords(key, lifetime.wholeSeconds, value) }
    }

    /// Sets a string that goes away after a time.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - lifetime: How long it stays, in whole milliseconds; a part of one counts as one.
    ///   - value: The value.
    public static func psetex(_ key: some CommandArgument, _ lifetime: Duration, _ value: some CommandArgument)
        -> Command where Response == Void
    {
        Command(.psetex) { $0.appendWords(key, lifetime.wholeMilliseconds, value) }
    }

    /// Sets a string that never goes away by itself, and returns the value before; nil if the key wasn't there.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - value: The value.
    ///   - type: What the value before is read as.
    public static func getset<Value: RESPDecodable>(
        _ key: some CommandArgument, _ value: some CommandArgument, as type: Value.Type
    ) -> Command where Response == Value? {
        Command(.getset) { $0.appendWords(key, value) }
    }

    /// The value of a string, which is deleted; nil if the key isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - type: What the value is read as.
    public static func getdel<Value: RESPDecodable>(_ key: some CommandArgument, as type: Value.Type) -> Command
    where Response == Value? {
        Command(.getdel) { $0.appendOne(key) }
    }

    /// The value of a string, whose expiry is set; nil if the key isn't there. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - expiry: When the key goes away.
    ///   - type: What the value is read as.
    public static func getex<Value: RESPDecodable>(
        _ key: some CommandArgument, expiry: Expiry, as type: Value.Type
    ) -> Command where Response == Value? {
        Command(.getex) {
            $0.appendOne(key)
            expiry.append(to: &$0, never: "PERSIST", unchanged: nil)
        }
    }

    /// Deletes a key if it has a value, and says whether it did. Since Valkey 9.0; not in Redis, see
    /// ``delex(_:condition:)``.
    public static func delifeq(_ key: some CommandArgument, _ value: some CommandArgument) -> Command
    where Response == Bool {
        Command(.delifeq) { $0.appendWords(key, value) }
    }

    /// Deletes a key if it has a value or a digest, and says whether it did. Since Redis 8.4; not in Valkey, see
    /// ``delifeq(_:_:)``.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - condition: A comparison of its value or digest.
    public static func delex(_ key: some CommandArgument, condition: SetCondition) -> Command where Response == Bool {
        Command(.delex) {
            $0.appendOne(key)
            condition.append(to: &$0)
        }
    }

    /// The digest of a string, 16 hexadecimal digits; nil if the key isn't there. Since Redis 8.4; not in Valkey.
    public static func digest(_ key: some CommandArgument) -> Command where Response == String? {
        Command(.digest) { $0.appendOne(key) }
    }
}

extension CommandArguments {
    fileprivate mutating func appendSet(
        _ key: some CommandArgument, _ value: some CommandArgument, _ expiry: Expiry, _ condition: SetCondition?
    ) {
        appendOne(key)
        appendOne(value)
        condition?.append(to: &self)
        expiry.append(to: &self, never: nil, unchanged: "KEEPTTL")
    }
}

extension RESPValue {
    /// Whether a command was carried out that answers with OK, or with null if it wasn't.
    static func isOK(_ value: RESPValue) throws(RESPDecodingError) -> Bool {
        if case .null = value.unattributed { return false }
        guard let text = value.text, text.isWord("OK") else {
            throw RESPDecodingError(expected: "OK or null", found: value)
        }
        return true
    }
}
