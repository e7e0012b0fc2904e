internal import NIOCore
internal import Synchronization

/// A connection that one borrower has for itself.
final class LeasedConnection: Sendable {
    let connection: Connection
    private let outbox: Outbox
    private let state = Mutex(State())

    private struct State {
        /// Whether something happened to it that the next borrower must not find.
        var isSoiled = false
        var onPush: (@Sendable (RESPPush) -> Void)?
        var onClose: (@Sendable (ClientError) -> Void)?
    }

    init(_ connection: Connection, limits: QueueLimits) {
        self.connection = connection
        outbox = Outbox(limits: limits)
        outbox.withMachine { $0.connected() }
    }

    /// Takes the connection over, and says who is told of pushes and of its end.
    func begin(
        onPush: (@Sendable (RESPPush) -> Void)? = nil, onClose: (@Sendable (ClientError) -> Void)? = nil
    ) {
        state.withLock { state in
            state.onPush = onPush
            state.onClose = onClose
        }
        connection.eventLoop.execute {
            self.connection.onLoop.attach(self.outbox, delegate: self)
        }
    }

    /// Whether the next borrower can have it.
    var isReusable: Bool { connection.channel.isActive && !state.withLock { $0.isSoiled } }

    /// Keeps it from being lent again.
    func soil() {
        state.withLock { $0.isSoiled = true }
    }

    /// Sends commands and waits for their replies. A caller that leaves early soils the connection.
    ///
    /// - Parameters:
    ///   - batch: The commands.
    ///   - expectation: What to wait for; nil for a reply to each command.
    ///   - deadline: When to give up.
    func send(
        _ batch: CommandBatch, expecting expectation: Expectation? = nil, deadline: NIODeadline
    ) async throws(ClientError) -> Replies {
        let pending = PendingReply(batch, expecting: expectation, deadline: deadline, connectDeadline: deadline)
        let enqueued = try outbox.enqueue(pending)
        if enqueued.wake {
            connection.eventLoop.execute { self.connection.onLoop.flush() }
        }
        do throws(ClientError) {
            return try await outbox.replies(to: pending)
        } catch {
            soil()
            throw error
        }
    }

    /// Hands in commands without waiting.
    func post(_ pending: PendingReply) throws(ClientError) {
        if try outbox.enqueue(pending).wake {
            connection.eventLoop.execute { self.connection.onLoop.flush() }
        }
    }

    func close(_ error: ClientError) {
        soil()
        outbox.close(error)
        connection.close(error)
    }
}

extension LeasedConnection: ConnectionDelegate {
    func connection(_ id: ConnectionID, received push: RESPPush) {
        state.withLock { $0.onPush }?(push)
    }

    func connectionReceivesLargeReply(_ id: ConnectionID) {}

    func connectionStalled(_ id: ConnectionID) {}

    func connectionDrained(_ id: ConnectionID) {}

    func connection(_ id: ConnectionID, closed error: ClientError) {
        outbox.close(error)
        state.withLock { $0.onClose }?(error)
    }
}
