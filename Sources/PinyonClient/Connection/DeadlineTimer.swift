package import NIOCore

/// One timer of an event loop that rings at the earliest of the times it was asked for.
package struct DeadlineTimer {
    private var scheduled: Scheduled<Void>?
    /// When it rings; nil if it wasn't asked to.
    package private(set) var time: NIODeadline?

    package init() {}

    /// Asks for a ring; nothing happens if it rings earlier anyway.
    package mutating func ring(
        at deadline: NIODeadline, on eventLoop: any EventLoop, _ body: @escaping @Sendable () -> Void
    ) {
        if let time, time <= deadline { return }
        scheduled?.cancel()
        time = deadline
        scheduled = eventLoop.scheduleTask(deadline: deadline, body)
    }

    /// Notes that it rang.
    package mutating func rang() {
        time = nil
        scheduled = nil
    }

    package mutating func cancel() {
        scheduled?.cancel()
        rang()
    }
}
