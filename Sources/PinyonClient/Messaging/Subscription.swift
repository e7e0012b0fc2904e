internal import Synchronization

/// The messages of some channels, for one reader.
///
/// ```swift
/// try await client.withSubscription(to: [.channel("news"), .pattern("weather.*")]) { events in
///     for try await event in events { … }
/// }
/// ```
public final class Subscription: AsyncSequence, Sendable {
    /// Delivers the events one by one.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let subscription: Subscription

        /// The next event; nil when the subscription has ended or the task is cancelled.
        ///
        /// - Throws: ``ClientError`` if the subscription ended because of it.
        public mutating func next() async throws -> SubscriptionEvent? {
            try await subscription.next()
        }
    }

    private struct State {
        var buffer: SubscriptionBufferStateMachine
        /// Those that wait for something to read; all of them look when something comes.
        var readers: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    package init(_ limits: SubscriptionBuffering) {
        state = Mutex(State(buffer: SubscriptionBufferStateMachine(limits: limits)))
    }

    /// The events. They are shared by all iterators: each goes to one of them.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(subscription: self) }

    /// Whether it has ended.
    package var isFinished: Bool { state.withLock { $0.buffer.isFinished } }

    package func add(_ event: SubscriptionEvent) {
        change { $0.add(event) }
    }

    package func finish(_ error: ClientError?) {
        change { $0.finish(error) }
    }

    private func change(_ body: (inout SubscriptionBufferStateMachine) -> Void) {
        let readers = state.withLock { state in
            body(&state.buffer)
            defer { state.readers = [] }
            return state.readers
        }
        for reader in readers { reader.resume() }
    }

    private func next() async throws -> SubscriptionEvent? {
        while !Task.isCancelled {
            switch state.withLock({ $0.buffer.next() }) {
            case .event(let event): return event
            case .end(let error?): throw error
            case .end(nil): return nil
            case .wait: await wait()
            }
        }
        return nil
    }

    private func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayWait = state.withLock { state in
                    guard state.buffer.isWaiting, !Task.isCancelled else { return false }
                    state.readers.append(continuation)
                    return true
                }
                if !mayWait { continuation.resume() }
            }
        } onCancel: {
            change { _ in }
        }
    }
}
