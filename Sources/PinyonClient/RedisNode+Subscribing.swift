extension RedisNode {
    /// Subscribes to channels and patterns of this server for as long as a closure runs.
    ///
    /// For what a server tells only those who are connected to it: keyspace notifications of its own keys, or the
    /// channels of a Sentinel.
    ///
    /// ```swift
    /// for node in client.nodes where node.role != .replica {
    ///     try await node.withSubscription(to: [.pattern("__keyevent@0__:*")]) { events in … }
    /// }
    /// ```
    ///
    /// The server has confirmed the subscription when the closure begins. All subscriptions to a server through its
    /// client share one connection, which is made again when it breaks: then ``SubscriptionEvent/gap(_:)`` says that
    /// messages may be missing. When the server leaves the cluster or group, or has another role there, reading fails
    /// with ``ClientError/Code/connectionClosed``.
    ///
    /// - Parameters:
    ///   - targets: What to subscribe to. Shard channels are for
    ///     ``RedisClient/withSubscription(to:buffering:_:)``, which follows them.
    ///   - buffering: What becomes of messages that come faster than they are read.
    ///   - body: Reads the events.
    /// - Returns: what the closure returns.
    /// - Throws: ``ClientError`` if the server refuses, or doesn't confirm within
    ///   ``RedisConfiguration/connectTimeout``, with ``ClientError/Code/invalidArgument`` for no targets or shard
    ///   channels; and what the closure throws.
    public func withSubscription<Result>(
        to targets: [SubscriptionTarget], buffering: SubscriptionBuffering = SubscriptionBuffering(),
        _ body: (Subscription) async throws -> Result
    ) async throws -> Result {
        try await subscriptions.whileSubscribed(
            to: targets, on: node, buffering: buffering, within: executor.times.connect, body)
    }
}
