extension RedisClient {
    /// Begins to track what is read, with connections of its own.
    ///
    /// ```swift
    /// let tracking = client.tracking { event in near.apply(event) }
    /// let name = try await tracking.read(.get("user:7:name")) { reply in near.store(reply) }
    /// ```
    ///
    /// Needs RESP3. Until ``Tracking/close()`` or the client's end.
    ///
    /// - Parameters:
    ///   - mode: Which keys servers tell about. No server takes prefixes of ``TrackingMode/broadcast(prefixes:)`` that
    ///     overlap: then none is asked, nothing is ever told, and all reads fail with
    ///     ``ClientError/Code/invalidArgument``.
    ///   - onEvent: Is told of invalidations and of what else ends what was read, mostly on event loops and perhaps on
    ///     several threads at a time: it must be quick. See ``Tracking`` for the order.
    /// - Returns: what reads are made with.
    public func tracking(
        _ mode: TrackingMode = .optIn, onEvent: @escaping @Sendable (TrackingEvent) -> Void
    ) -> Tracking {
        let tracking = Tracking(executor: executor, factory: factory, mode: mode, onEvent: onEvent) { [weak self] in
            self?.remove($0)
        }
        add(tracking)
        return tracking
    }
}
