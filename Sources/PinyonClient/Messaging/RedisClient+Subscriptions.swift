internal import NIOCore

extension RedisClient {
    /// Subscribes to channels for as long as a closure runs.
    ///
    /// ```swift
    /// try await client.withSubscription(to: [.channel("news"), .pattern("weather.*")]) { events in
    ///     for try await event in events {
    ///         if case .message(let message) = event { print(message.channel, message.text) }
    ///     }
    /// }
    /// ```
    ///
    /// The servers have confirmed the subscription when the closure begins. All subscriptions of a client share one
    /// connection, apart from commands. When it breaks it is made again, everything is subscribed to again, and
    /// ``SubscriptionEvent/gap(_:)`` says that messages may be missing. If the user may no longer have one of its
    /// channels then, reading fails with ``ClientError/Code/authentication``; other subscriptions go on.
    ///
    /// - Parameters:
    ///   - targets: What to subscribe to.
    ///   - buffering: What becomes of messages that come faster than they are read.
    ///   - body: Reads the events.
    /// - Returns: what the closure returns.
    /// - Throws: ``ClientError`` if a server refuses, or doesn't confirm within
    ///   ``RedisConfiguration/connectTimeout``; and what the closure throws.
    public func withSubscription<Result>(
        to targets: [SubscriptionTarget], buffering: SubscriptionBuffering = SubscriptionBuffering(),
        _ body: (Subscription) async throws -> Result
    ) async throws -> Result {
        try await subscriptions.whileSubscribed(
            to: targets, buffering: buffering, within: executor.times.connect, body)
    }
}

extension SubscriptionCenter {
    /// Subscribes to targets for as long as a closure runs.
    ///
    /// - Parameters:
    ///   - targets: What to subscribe to.
    ///   - node: The one server whose channels are meant; nil for whichever has them.
    ///   - buffering: What becomes of messages that come faster than they are read.
    ///   - limit: How long the servers may take to confirm it.
    ///   - body: Is called when they have.
    func whileSubscribed<Result>(
        to targets: [SubscriptionTarget], on node: Node? = nil, buffering: SubscriptionBuffering,
        within limit: TimeAmount, _ body: (Subscription) async throws -> Result
    ) async throws -> Result {
        let deadline = NIODeadline.now() + limit
        let subscription: Subscription
        if let node {
            subscription = try await subscribe(to: targets, on: node, buffering: buffering, until: deadline)
        } else {
            subscription = try await subscribe(to: targets, buffering: buffering, until: deadline)
        }
        defer { end(subscription) }
        return try await body(subscription)
    }
}
