internal import NIOCore

extension Waiter {
    /// Waits for what goes on by itself, whether anybody waits or not.
    ///
    /// - Parameters:
    ///   - deadline: When to give up.
    ///   - eventLoop: Where waiting ends then.
    ///   - failure: What to throw then.
    /// - Throws: the outcome's error, or ``ClientError/Code/cancelled`` if the task that connects is cancelled.
    func outcome(
        until deadline: NIODeadline, on eventLoop: any EventLoop,
        orFailingWith failure: @escaping @Sendable () -> ClientError
    ) async throws(ClientError) -> Value {
        let timer = eventLoop.scheduleTask(deadline: deadline) { _ = self.finish(.failure(failure())) }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            await self.outcome()
        } onCancel: {
            self.finish(.failure(ClientError(.cancelled, "connecting was cancelled")))
        }.get()
    }
}
