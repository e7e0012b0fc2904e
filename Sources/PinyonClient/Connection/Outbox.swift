internal import NIOCore
internal import Synchronization

/// The queue between callers on any thread and the event loop of their connection.
package final class Outbox: Sendable {
    private let machine: Mutex<OutboxStateMachine>
    /// Counts how often commands were taken to be written; nil if nobody asks.
    let traffic: SmallTraffic?

    package init(limits: QueueLimits, traffic: SmallTraffic? = nil) {
        machine = Mutex(OutboxStateMachine(limits: limits))
        self.traffic = traffic
    }

    /// Works on the queue's state.
    package func withMachine<Result>(_ body: (inout OutboxStateMachine) -> sending Result) -> sending Result {
        machine.withLock { body(&$0) }
    }

    /// Hands in a command.
    package func enqueue(_ pending: PendingReply) throws(ClientError) -> OutboxStateMachine.Enqueued {
        try machine.withLock { machine throws(ClientError) in try machine.enqueue(pending) }
    }

    /// The replies to a command that was handed in; see ``outcome(of:)``.
    package func replies(to pending: PendingReply) async throws(ClientError) -> Replies {
        try await outcome(of: pending).get()
    }

    /// Waits until a command that was handed in has its replies. A caller that is cancelled leaves at once.
    package func outcome(of pending: PendingReply) async -> PendingReply.Outcome {
        await withTaskCancellationHandler {
            await pending.outcome()
        } onCancel: {
            let wasWritten = pending.denyMark()
            finish(pending, ClientError(.cancelled, "the calling task was cancelled", mayHaveRun: wasWritten))
        }
    }

    /// Ends a caller's wait, and frees its room if this was the first outcome.
    package func finish(_ pending: PendingReply, _ error: ClientError) {
        guard pending.finish(.failure(error)) else { return }
        machine.withLock { $0.release(pending) }
    }

    /// Ends it for good, together with everybody who waits.
    package func close(_ error: ClientError) {
        for pending in withMachine({ $0.close(error) }) { finish(pending, error.about(written: false)) }
    }

    /// Sends those who wait for a connection away, if there is none.
    package func turnAway(_ error: ClientError) {
        for pending in withMachine({ $0.removeUnconnected() }) { finish(pending, error) }
    }
}
