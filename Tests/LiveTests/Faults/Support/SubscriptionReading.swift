import PinyonClient

extension Subscription {
    /// The next message, whatever gaps are before it; nil when the subscription has ended.
    func nextMessage() async throws -> SubscriptionMessage? {
        for try await event in self {
            if case .message(let message) = event { return message }
        }
        return nil
    }

    /// Reads it to its end.
    ///
    /// - Returns: the error that it ended with; nil if it ended without.
    func ending() async throws -> ClientError? {
        try await clientError {
            for try await _ in self {}
        }
    }
}
