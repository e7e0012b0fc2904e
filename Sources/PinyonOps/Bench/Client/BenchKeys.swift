internal import PinyonClient

/// The keys of a benchmark, under a prefix of their own, and the value that they all have.
struct BenchKeys: Sendable {
    /// How many keys there are.
    static let count = 1_000

    private static let digits = 12
    /// Without a common divisor with the number of keys, so that a walk with such hops meets all of them.
    private static let hop = 617
    private static let batches = 10
    private static let keysAtATime = 100

    /// What every key begins with; no other run has the same.
    let prefix: String
    /// The value of every key.
    let value: String
    /// The key of the large value.
    let largeKey: String
    private let keys: [String]
    private let batched: [[String]]

    /// Keys under a prefix that is drawn at random.
    ///
    /// - Parameters:
    ///   - size: The bytes of a value.
    ///   - batch: How many keys are asked for together.
    init(size: Int, batch: Int) {
        let prefix = "pinyon:bench:\(String(UInt32.random(in: .min ... .max), radix: 36)):"
        // Twelve digits, as `redis-benchmark` writes its random numbers into keys.
        let keys = (0..<Self.count).map { number in
            prefix + String(repeating: "0", count: Self.digits - "\(number)".count) + "\(number)"
        }
        batched = (0..<Self.batches).map { start in
            (0..<batch).map { keys[(start * batch + $0) % Self.count] }
        }
        self.prefix = prefix
        self.keys = keys
        value = String(repeating: "x", count: size)
        largeKey = prefix + "large"
    }

    /// The key of a step. Neighbouring steps have keys far from each other.
    func key(_ step: Int) -> String { keys[(step &* Self.hop) % Self.count] }

    /// The keys of a step that asks for several.
    func batch(_ step: Int) -> [String] { batched[step % Self.batches] }

    /// Refuses a value that isn't the one that was set.
    func check(_ found: String?, of key: String) throws(OpsError) {
        if let found, found.utf8.count == value.utf8.count { return }
        throw OpsError(
            .serverUnavailable,
            """
            the key \(key) has \(found == nil ? "no" : "another") value any more: the server evicts, or somebody else \
            changes the keys of this benchmark
            """)
    }

    /// Sets all keys.
    func store(with client: RedisClient) async throws(ClientError) {
        for start in stride(from: 0, to: Self.count, by: Self.keysAtATime) {
            let commands = keys[start..<min(start + Self.keysAtATime, Self.count)].map { Command.set($0, value) }
            for result in await client.pipelineResults(commands) { _ = try result.get() }
        }
    }

    /// Removes all keys, the large value's too.
    func remove(with client: RedisClient) async throws(ClientError) {
        for start in stride(from: 0, to: Self.count, by: Self.keysAtATime) {
            let some = keys[start..<min(start + Self.keysAtATime, Self.count)]
            try await client.unlink(Array(some))
        }
        try await client.unlink([largeKey])
    }
}
