/// Tells one task that a connection has ended.
final class ConnectionEnd: Sendable {
    private let waiter = Waiter<ClientError>()

    func reach(_ error: ClientError) {
        waiter.finish(.success(error))
    }

    /// Waits for the end.
    ///
    /// - Returns: why it ended; nil if the task was cancelled before.
    func reason() async -> ClientError? {
        let outcome = await withTaskCancellationHandler {
            await waiter.outcome()
        } onCancel: {
            waiter.finish(.failure(ClientError(.cancelled, "the client was shut down")))
        }
        return try? outcome.get()
    }
}
