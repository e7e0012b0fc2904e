internal import DequeModule
package import NIOCore

/// Which connections of a pool are idle, how many there are, and who waits for one.
///
/// Generic over the connection, so that it can be tested without any.
package struct LeasePoolStateMachine<Connection: AnyObject & Sendable> {
    package typealias LeaseWaiter = Waiter<Connection>

    /// What to do for somebody who wants a connection.
    package enum Lease {
        case use(Connection)
        /// Make one; the waiter is in the queue.
        case make
        /// Wait for one to come back; the waiter is in the queue.
        case wait
        case refuse(ClientError)
    }

    private struct Idle {
        let connection: Connection
        let since: NIODeadline
    }

    private let limit: Int
    private let waiterLimit: Int
    /// Fewer than the limit after the server said that it has too many clients.
    package private(set) var currentLimit: Int
    private var idle: [Idle] = []
    private var onLoan: [ObjectIdentifier: Connection] = [:]
    private var waiters: Deque<LeaseWaiter> = []
    /// Connections that are idle, on loan, or being made.
    package private(set) var count = 0
    /// Connections that are being made.
    private var making = 0
    private var closed: ClientError?

    package init(limit: Int, waiterLimit: Int) {
        self.limit = max(1, limit)
        self.waiterLimit = waiterLimit
        currentLimit = self.limit
    }

    package var idleCount: Int { idle.count }
    package var waiterCount: Int { waiters.count }

    package mutating func lease(_ waiter: LeaseWaiter) -> Lease {
        if let closed { return .refuse(closed) }
        if let last = idle.popLast() {
            onLoan[ObjectIdentifier(last.connection)] = last.connection
            return .use(last.connection)
        }
        waiters.removeAll { $0.isFinished }
        guard waiters.count < waiterLimit else {
            return .refuse(
                ClientError(
                    .queueFull,
                    "all \(currentLimit) connections for blocking commands and transactions are on loan, and "
                        + "\(waiters.count) callers wait for one already"))
        }
        waiters.append(waiter)
        // Those that are being made may still find nobody who waits for them, if callers left.
        guard count < currentLimit, waiters.count > making else { return .wait }
        count += 1
        making += 1
        return .make
    }

    /// Takes a connection that was made or came back.
    ///
    /// - Returns: who waits for it; the connection is idle if nobody does. It is to be closed if the pool is.
    package mutating func offer(_ connection: Connection, now: NIODeadline) -> (waiter: LeaseWaiter?, close: Bool) {
        onLoan[ObjectIdentifier(connection)] = nil
        if closed != nil {
            count -= 1
            return (nil, true)
        }
        while let waiter = waiters.popFirst() {
            guard !waiter.isFinished else { continue }
            onLoan[ObjectIdentifier(connection)] = connection
            return (waiter, false)
        }
        guard count <= currentLimit else {
            count -= 1
            return (nil, true)
        }
        idle.append(Idle(connection: connection, since: now))
        return (nil, false)
    }

    /// Notes that a new connection was made, so that the server takes more.
    package mutating func made() {
        making -= 1
        currentLimit = min(limit, currentLimit + 1)
    }

    /// Notes that a connection is gone.
    ///
    /// - Returns: whether to make another for those who wait.
    package mutating func lost(_ connection: Connection) -> Bool {
        onLoan[ObjectIdentifier(connection)] = nil
        count -= 1
        return wantsAnother()
    }

    /// Notes that a connection couldn't be made.
    ///
    /// - Returns: who has waited longest, and whether to make another for the rest.
    package mutating func failed() -> (waiter: LeaseWaiter?, again: Bool) {
        count -= 1
        making -= 1
        waiters.removeAll { $0.isFinished }
        let waiter = waiters.popFirst()
        return (waiter, wantsAnother())
    }

    /// Keeps fewer connections, because the server has too many clients: no more than are on loan.
    ///
    /// - Returns: the idle ones, to be closed.
    package mutating func shrink() -> [Connection] {
        currentLimit = max(1, count - idle.count - making)
        return removeIdle { _ in true }
    }

    /// The connections that have been idle since before a time, to be closed.
    package mutating func trim(idleSince limit: NIODeadline) -> [Connection] {
        removeIdle { $0.since <= limit }
    }

    /// Lends nothing any more.
    ///
    /// - Returns: the idle connections, and who waits.
    package mutating func close(_ error: ClientError) -> (idle: [Connection], waiters: [LeaseWaiter]) {
        closed = error
        defer { waiters = [] }
        return (removeIdle { _ in true }, Array(waiters))
    }

    /// The connections that are on loan.
    var loans: [Connection] { Array(onLoan.values) }

    private mutating func wantsAnother() -> Bool {
        waiters.removeAll { $0.isFinished }
        guard closed == nil, waiters.count > making, count < currentLimit else { return false }
        count += 1
        making += 1
        return true
    }

    private mutating func removeIdle(where isChosen: (Idle) -> Bool) -> [Connection] {
        let chosen = idle.filter(isChosen)
        idle.removeAll(where: isChosen)
        count -= chosen.count
        return chosen.map(\.connection)
    }
}
