extension Command {
    // The result is often of no use.
    /// Adds 1 to a number, which is 0 if the key isn't there, and returns the sum.
    public static func incr(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.incr) { $0.appendOne(key) }
    }

    // The result is often of no use.
    /// Subtracts 1 from a number, which is 0 if the key isn't there, and returns the difference.
    public static func decr(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.decr) { $0.appendOne(key) }
    }

    // The result is often of no use.
    /// Adds to a number, which is 0 if the key isn't there, and returns the sum.
    public static func incrby(_ key: some CommandArgument, _ amount: Int) -> Command where Response == Int {
        Command(.incrby) { $0.appendWords(key, amount) }
    }

    // The result is often of no use.
    /// Subtracts from a number, which is 0 if the key isn't there, and returns the difference.
    public static func decrby(_ key: some CommandArgument, _ amount: Int) -> Command where Response == Int {
        Command(.decrby) { $0.appendWords(key, amount) }
    }

    // The result is often of no use.
    /// Adds to a number with a fraction, which is 0 if the key isn't there, and returns the sum.
    public static func incrbyfloat(_ key: some CommandArgument, _ amount: Double) -> Command where Response == Double {
        Command(.incrbyfloat) { $0.appendWords(key, amount) }
    }
}
