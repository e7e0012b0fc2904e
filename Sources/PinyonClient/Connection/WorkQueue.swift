/// Work that is to go on in the background while a client runs.
///
/// Every piece of it is a child of the task that called ``run(_:)``: when that one is cancelled, all end, and it
/// returns when all have ended.
package final class WorkQueue: Sendable {
    typealias Work = @Sendable () async -> Void

    private let stream: AsyncStream<Work>
    private let continuation: AsyncStream<Work>.Continuation

    package init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    /// Starts work now, or when the client runs.
    func submit(_ work: @escaping Work) {
        continuation.yield(work)
    }

    /// Does all work until the task is cancelled or the queue is closed, then waits for what is under way.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await work in stream {
                group.addTask { await work() }
            }
            group.cancelAll()
        }
    }

    /// Takes no more work.
    func close() {
        continuation.finish()
    }
}
