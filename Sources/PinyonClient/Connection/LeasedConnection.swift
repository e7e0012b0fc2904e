package import NIOCore
internal import Synchronization

/// A connection that one borrower has for itself.
package final class LeasedConnection: Sendable {
    package let connection: Connection
    private let outbox: Outbox
    private let state = Mutex(State())

    private struct State {
        /// Whether something happened to it that the next borrower must not find.
        var isSoiled = false
        var onPush: (@Sendable (RESPPush) -> Void)?
        var onStalled: (@Sendable () -> Void)?
        var onClose: (@Sendable (ClientError) -> Void)?
    }

    package init(_ connection: Connection, limits: QueueLimits, traffic: SmallTraffic? = nil) {
        self.connection = connection
        outbox = Outbox(limits: limits, traffic: traffic)
        outbox.withMachine { $0.connected() }
    }

    /// Takes the connection over for commands. The server is asked for no sign of life on it: what a borrower has begun
    /// there, such as a transaction, is nobody else's business.
    ///
    /// - Parameters:
    ///   - settings: How long commands may wait without a byte.
    ///   - onStalled: Is told, again and again, that one without a time limit has waited for longer, on the event loop.
    func begin(watching settings: ConnectionSettings, onStalled: @escaping @Sendable () -> Void) {
        state.withLock { $0.onStalled = onStalled }
        connection.eventLoop.execute {
            self.connection.onLoop.watch(stallLimit: TimeAmount(settings.stallLimit), idleLimit: nil)
            self.connection.onLoop.attach(self.outbox, delegate: self)
        }
    }

    /// Takes what the server sends without having been asked.
    ///
    /// - Parameters:
    ///   - body: Is told of replies that answer no command, on the event loop.
    ///   - onClose: Is told of the connection's end, on the event loop.
    func takeUnsolicited(_ body: @escaping @Sendable (RESPValue) -> Void, onClose: @escaping @Sendable () -> Void) {
        state.withLock { $0.onClose = { _ in onClose() } }
        connection.eventLoop.execute {
            self.connection.onLoop.takeLongLines()
            self.connection.onLoop.onUnsolicited = body
        }
    }

    /// Takes the connection over for messages: asks for signs of life when there are none.
    ///
    /// - Parameters:
    ///   - settings: How long to wait for signs of life.
    ///   - onPush: Is told of messages, on the event loop.
    ///   - onClose: Is told of the connection's end, on the event loop.
    package func listen(
        _ settings: ConnectionSettings, onPush: @escaping @Sendable (RESPPush) -> Void,
        onClose: @escaping @Sendable (ClientError) -> Void
    ) {
        state.withLock { state in
            state.onPush = onPush
            state.onClose = onClose
        }
        let isOld = connection.server.protocolVersion < 3
        connection.eventLoop.execute {
            self.connection.onLoop.readsMessagesFromArrays = isOld
            self.connection.onLoop.attach(self.outbox, delegate: self)
            self.connection.onLoop.watch(settings)
            // It may have broken before anybody listened.
            if !self.connection.channel.isActive { onClose(ClientError(.connectionClosed, "it broke at once")) }
        }
    }

    /// Whether the next borrower can have it.
    package var isReusable: Bool { connection.channel.isActive && !state.withLock { $0.isSoiled } }

    /// Keeps it from being lent again.
    package func soil() {
        state.withLock { $0.isSoiled = true }
    }

    /// Sends commands and waits for their replies. A caller that leaves after they were written soils the connection.
    ///
    /// - Parameters:
    ///   - batch: The commands.
    ///   - expectation: What to wait for; nil for a reply to each command.
    ///   - deadline: When to give up.
    package func send(
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
            if error.mayHaveRun { soil() }
            throw error
        }
    }

    /// Hands in commands without waiting.
    package func post(_ pending: PendingReply) throws(ClientError) {
        if try outbox.enqueue(pending).wake {
            connection.eventLoop.execute { self.connection.onLoop.flush() }
        }
    }

    /// Closes it if a command waits that may wait for ever, and nothing has come for long.
    func closeIfStalled(_ error: ClientError) {
        connection.eventLoop.execute { self.connection.onLoop.closeIfStalled(error) }
    }

    package func close(_ error: ClientError) {
        soil()
        outbox.close(error)
        connection.close(error)
    }
}

extension LeasedConnection: ConnectionDelegate {
    package func connection(_ id: ConnectionID, received push: RESPPush) {
        state.withLock { $0.onPush }?(push)
    }

    package func connectionReceivesLargeReply(_ id: ConnectionID) {}

    package func connectionStalled(_ id: ConnectionID) {
        if let onStalled = state.withLock({ $0.onStalled }) {
            onStalled()
            return
        }
        close(
            ClientError(
                .connectionClosed, "the connection was given up: nothing came on it any more",
                node: "\(connection.address)", mayHaveRun: true))
    }

    package func connectionDrained(_ id: ConnectionID) {}

    package func connection(_ id: ConnectionID, closed error: ClientError) {
        outbox.close(error)
        state.withLock { $0.onClose }?(error)
    }
}
