package import Logging
internal import NIOCore
internal import Synchronization

/// What happened to a client's connections.
public struct ConnectionEvent: Sendable, CustomStringConvertible {
    /// What kind of thing happened.
    public enum Kind: Sendable, Equatable {
        /// A connection was made and is ready for commands.
        case connected
        /// A connection could not be made.
        case failed
        /// A connection has ended.
        case closed
    }

    /// What kind of thing happened.
    public let kind: Kind
    /// The server.
    public let address: ServerAddress
    /// Why, if it failed or ended for a reason.
    public let error: ClientError?

    /// What happened, where and why.
    public var description: String { "\(kind) \(address)" + (error.map { ": \($0.message)" } ?? "") }
}

/// Tells whoever wants to know what happens to a client's connections.
package final class ConnectionObserver: Sendable {
    /// Is told of servers that can't be reached or that end connections.
    typealias FailureHandler = @Sendable (ServerAddress, ClientError) -> Void

    private struct State {
        var onFailure: FailureHandler?
        var listeners: [Int: AsyncStream<ConnectionEvent>.Continuation] = [:]
        var lastListener = 0
        var openConnections = 0
        var isFinished = false
    }

    private let logger: Logger
    private let state = Mutex(State())
    private let ignored = Atomic(0)

    package init(logger: Logger) {
        self.logger = logger
    }

    /// How many connections are open.
    var openConnections: Int { state.withLock { $0.openConnections } }

    /// How many messages of unknown kinds came.
    var ignoredPushes: Int { ignored.load(ordering: .relaxed) }

    /// Counts a message of a kind that the client doesn't know, which isn't given to anybody.
    func ignored(_ push: RESPPush, from address: ServerAddress) {
        ignored.add(1, ordering: .relaxed)
        logger.debug(
            "a message of an unknown kind was ignored",
            metadata: ["server.address": "\(address)", "pinyon.push.kind": "\(push.kindForLogs)"])
    }

    /// Says who is told of failures besides the listeners.
    func onFailure(_ handler: @escaping FailureHandler) {
        state.withLock { $0.onFailure = handler }
    }

    /// All events from now on, until ``finish()``. Those that aren't read in time are dropped, the oldest first.
    func events() -> AsyncStream<ConnectionEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ConnectionEvent.self, bufferingPolicy: .bufferingNewest(1_000))
        let number: Int? = state.withLock { state in
            guard !state.isFinished else { return nil }
            state.lastListener += 1
            state.listeners[state.lastListener] = continuation
            return state.lastListener
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
        }
        return stream
    }

    func connected(_ connection: Connection) {
        state.withLock { $0.openConnections += 1 }
        logger.debug(
            "connected",
            metadata: [
                "server.address": "\(connection.address)", "pinyon.connection.id": "\(connection.id)",
                "db.system.name": "\(connection.server.name ?? "unknown")",
            ])
        tell(ConnectionEvent(kind: .connected, address: connection.address, error: nil))
        // The handler has told why by then, and this is called on the connection's event loop.
        connection.channel.closeFuture.whenComplete { _ in
            self.closed(connection.address, connection.onLoop.failure)
        }
    }

    /// Tells that a connection could not be made.
    ///
    /// - Parameter concernsServer: Whether others would fare the same. Default: yes.
    func failed(_ address: ServerAddress, _ error: ClientError, concernsServer: Bool = true) {
        logger.debug("connecting failed", metadata: Self.metadata(address, error))
        tell(ConnectionEvent(kind: .failed, address: address, error: error))
        if concernsServer { state.withLock { $0.onFailure }?(address, error) }
    }

    /// Ends all streams of events, also those that are asked for later.
    func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            defer { state.listeners = [:] }
            return state.listeners
        }
        for listener in listeners.values { listener.finish() }
    }

    private func closed(_ address: ServerAddress, _ reason: ClientError?) {
        state.withLock { $0.openConnections -= 1 }
        logger.debug("connection closed", metadata: Self.metadata(address, reason))
        tell(ConnectionEvent(kind: .closed, address: address, error: reason))
        let error = reason ?? ClientError(.connectionClosed, "the connection ended", node: "\(address)")
        state.withLock { $0.onFailure }?(address, error)
    }

    private static func metadata(_ address: ServerAddress, _ error: ClientError?) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["server.address": "\(address)"]
        if let error {
            metadata["error.type"] = "\(error.code)"
            metadata["error.message"] = "\(error.message)"
        }
        return metadata
    }

    private func tell(_ event: ConnectionEvent) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(event) }
    }
}
