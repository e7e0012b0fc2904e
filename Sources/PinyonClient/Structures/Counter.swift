/// A whole number that many count on, perhaps for a window of time.
///
/// ```swift
/// let attempts = Counter(client, key: "logins:\(address)", expiresAfter: .seconds(60))
/// guard try await attempts.increment() <= 5 else { throw TooManyAttempts() }
/// ```
///
/// With a lifetime it counts in a fixed window: the window opens with the first increment, isn't prolonged by later
/// ones, and the number is gone when it ends. A number that has no lifetime, because it was there before or because its
/// caller was lost in the very moment in which a window ended, gets one with the next increment.
///
/// Counting isn't idempotent, so that the client never repeats it on its own. If an error's ``ClientError/mayHaveRun``
/// is true, it is unknown whether the number has changed: whoever counts again may count twice, whoever doesn't may
/// count once too little. If it is false, nothing was counted.
///
/// A file that also imports swift-metrics, which has a class of this name, writes `PinyonClient.Counter`.
public struct Counter: Sendable {
    /// The client that it is kept by.
    public let client: RedisClient
    /// Its key.
    public let key: String
    /// How long the number stays after the first increment; nil for ever.
    public let lifetime: Duration?

    /// A counter. Nothing is sent.
    ///
    /// - Parameters:
    ///   - client: The client that it is kept by.
    ///   - key: Its key, which holds a whole number or isn't there.
    ///   - lifetime: How long the number stays after the first increment, above zero; a part of a millisecond counts as
    ///     one. Default: for ever.
    public init(_ client: RedisClient, key: String, expiresAfter lifetime: Duration? = nil) {
        self.client = client
        self.key = key
        self.lifetime = lifetime
    }

    /// Adds to the number, which is 0 if it isn't there, and returns the sum. O(1), one round trip; a second one if the
    /// number has no lifetime where it should have one.
    ///
    /// - Parameter amount: What is added; negative to subtract. Default: 1.
    /// - Throws: ``ClientError``. It is the server's if the sum doesn't fit into 64 bits; nothing has changed then.
    @discardableResult
    public func increment(by amount: Int = 1) async throws(ClientError) -> Int {
        try await change(.incrby(key, amount))
    }

    /// Subtracts from the number, which is 0 if it isn't there, and returns the difference. O(1), one round
    /// trip; a second one if the number has no lifetime where it should have one.
    ///
    /// - Parameter amount: What is subtracted. Default: 1.
    /// - Throws: ``ClientError``. It is the server's if the difference doesn't fit into 64 bits; nothing has changed
    ///   then.
    @discardableResult
    public func decrement(by amount: Int = 1) async throws(ClientError) -> Int {
        try await change(.decrby(key, amount))
    }

    /// The number; 0 if it isn't there. O(1), one round trip.
    public func value() async throws(ClientError) -> Int {
        try await client.get(key, as: Int.self) ?? 0
    }

    /// How long the number is still there. O(1), one round trip.
    public func timeToLive() async throws(ClientError) -> TimeToLive {
        try await client.pttl(key)
    }

    /// Lets the number begin at 0 again, in a new window, and returns what it was. O(1), one round trip. Since Redis
    /// 6.2.
    @discardableResult
    public func reset() async throws(ClientError) -> Int {
        try await client.getdel(key, as: Int.self) ?? 0
    }

    /// Changes the number. A window is opened before it, where there is none. If an old one ends right in between, the
    /// change makes a number without a lifetime: the last command sees that, and it gets one.
    private func change(_ command: Command<Int>) async throws(ClientError) -> Int {
        guard let lifetime else { return try await client.send(command) }
        try lifetime.checkIsLifetime(of: key)
        let opening = Command.set(key, 0, expiry: .after(lifetime), condition: .ifAbsent)
        let (_, changed, left) = await client.pipelineResults(
            opening, command, Command.pttl(key).atPrimary)
        let value = try changed.get()
        if case .success(.unlimited) = left {
            // Every later increment looks again, so that a failure isn't one of this increment.
            _ = try? await client.pexpire(key, after: lifetime)
        }
        return value
    }
}
