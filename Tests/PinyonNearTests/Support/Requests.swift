import PinyonNear
import Testing

/// Asks for keys one after the other, as an application does: what is missing is stored.
extension CheckedTier where Value == Int {
    /// Asks once; true for a hit.
    @discardableResult
    func ask(_ key: Key) -> Bool {
        if value(for: key) != nil { return true }
        store(0, for: key)
        return false
    }

    /// How many of the requests missed.
    @discardableResult
    func misses(asking keys: some Sequence<Key>) -> Int { keys.count { !ask($0) } }
}

extension CheckedTier where Key == Character, Value == Int {
    /// Asks for each character; the answer has `+` for a hit and `.` for a miss.
    func ask(_ keys: String) -> String { String(keys.map { ask($0) ? "+" : "." }) }

    /// Which of the characters from `a` to `z` are there.
    var contents: String {
        String("abcdefghijklmnopqrstuvwxyz".filter { peek($0) != nil })
    }
}

/// A tier for single letters, in one shard, so that a policy can be followed by hand.
func lettersTier(
    _ policy: NearPolicy, capacity: Int, origin: SourceLocation = #_sourceLocation
) -> CheckedTier<Character, Int> {
    let options = NearOptions<Character, Int>.entries(capacity).policy(policy)
    return makeTier(options.with { $0.shards = 1 }, origin: origin)
}

/// A tier for numbers, in one shard, as simulations use it.
func numbersTier(
    _ policy: NearPolicy, capacity: Int, origin: SourceLocation = #_sourceLocation
) -> CheckedTier<Int, Int> {
    let options = NearOptions<Int, Int>.entries(capacity).policy(policy)
    return makeTier(options.with { $0.shards = 1 }, origin: origin)
}
