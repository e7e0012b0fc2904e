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

    /// What follows from a failed attempt to make a connection.
    package struct Failure: Sendable {
        /// Who is to be told of it.
        package var told: [LeaseWaiter] = []
        /// Whether to make another connection at once.
        package var again = false
        /// Whether to wait before that, and after how many failures in a row.
        package var pausesAfter: Int?
    }

    /// How making connections goes.
    private enum Health {
        case good
        /// The last attempt failed: there are no further ones beside those that are under way, and then one at a time.
        case failing
        /// There are no attempts until the pause is over.
        case pausing
    }

    private struct Idle {
        let connection: Connection
        let since: NIODeadline
    }

    private let limit: Int
    private let waiterLimit: Int
    /// Fewer than the limit after the server said that it has too many clients.
    package private(set) var currentLimit: Int
    /// Before then the server isn't asked for more than that.
    private var growsAt = NIODeadline.uptimeNanoseconds(0)
    private var idle: [Idle] = []
    private var onLoan: [ObjectIdentifier: Connection] = [:]
    private var waiters: Deque<LeaseWaiter> = []
    /// Those in the queue who haven't left.
    private var waiting: Set<ObjectIdentifier> = []
    /// Connections that are idle, on loan, or being made.
    package private(set) var count = 0
    /// Connections that are being made.
    private var making = 0
    private var health = Health.good
    /// How often all attempts of a time failed, since one succeeded.
    private var failures = 0
    /// Why the last attempt failed; nil if it succeeded.
    package private(set) var lastFailure: ClientError?
    private var closed: ClientError?
    /// Whether somebody is going to look for connections that are idle for too long.
    private var isLookedAfter = false

    package init(limit: Int, waiterLimit: Int) {
        self.limit = max(1, limit)
        self.waiterLimit = waiterLimit
        currentLimit = self.limit
    }

    package var idleCount: Int { idle.count }
    package var waiterCount: Int { waiting.count }

    /// Asks for a connection.
    ///
    /// - Parameters:
    ///   - waiter: Who gets it if there is none now.
    ///   - now: When it is.
    package mutating func lease(_ waiter: LeaseWaiter, now: NIODeadline) -> Lease {
        if let closed { return .refuse(closed) }
        if let last = idle.popLast() {
            onLoan[ObjectIdentifier(last.connection)] = last.connection
            return .use(last.connection)
        }
        guard waiting.count < waiterLimit else {
            return .refuse(
                ClientError(
                    .queueFull,
                    "all \(currentLimit) connections for blocking commands and transactions are on loan, and "
                        + "\(waiting.count) callers wait for one already"))
        }
        waiters.append(waiter)
        waiting.insert(ObjectIdentifier(waiter))
        growIfPossible(now: now)
        return wantsAnother() ? .make : .wait
    }

    /// Tries one connection more than the server took when it had too many clients, when that is some time ago.
    private mutating func growIfPossible(now: NIODeadline) {
        guard currentLimit < limit, count >= currentLimit, making == 0, growsAt <= now else { return }
        currentLimit += 1
    }

    /// Notes that somebody doesn't wait any more.
    package mutating func left(_ waiter: LeaseWaiter) {
        guard waiting.remove(ObjectIdentifier(waiter)) != nil else { return }
        // Rarely enough that it costs everybody who leaves a few steps, however many wait.
        guard waiters.count > 64, waiters.count > 2 * waiting.count else { return }
        let waiting = waiting
        waiters.removeAll { !waiting.contains(ObjectIdentifier($0)) }
    }

    /// Whether a connection is on loan, so that it can come back: twice it can't.
    package func lends(_ connection: Connection) -> Bool { onLoan[ObjectIdentifier(connection)] != nil }

    /// Takes a connection that was made or came back.
    ///
    /// - Returns: who waits for it; the connection is idle if nobody does. It is to be closed if the pool is.
    package mutating func offer(_ connection: Connection, now: NIODeadline) -> (waiter: LeaseWaiter?, close: Bool) {
        onLoan[ObjectIdentifier(connection)] = nil
        if closed != nil {
            count -= 1
            return (nil, true)
        }
        if let waiter = nextWaiter() {
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
        health = .good
        failures = 0
        lastFailure = nil
    }

    /// How many connections to make for those who wait, after one was made.
    package mutating func wanted() -> Int {
        var number = 0
        while wantsAnother() { number += 1 }
        return number
    }

    /// Notes that the pause after a failure is over.
    ///
    /// - Returns: how many connections to make.
    package mutating func resume() -> Int {
        if health == .pausing { health = .failing }
        return wanted()
    }

    /// Notes that a connection on loan is gone.
    ///
    /// - Returns: whether to make another for those who wait.
    package mutating func lost(_ connection: Connection) -> Bool {
        guard onLoan.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return false }
        count -= 1
        return wantsAnother()
    }

    /// Notes that a connection couldn't be made.
    ///
    /// Who has waited longest learns of it. The others wait for what comes back or is being made; if nothing can, they
    /// learn of it, too, because they may do better elsewhere. Who comes during the pause afterwards waits for its end.
    ///
    /// - Parameters:
    ///   - error: Why.
    ///   - pauses: Whether the next attempt is to wait, so that a server that can't be reached isn't tried for each
    ///     caller.
    package mutating func failed(_ error: ClientError, pauses: Bool) -> Failure {
        count -= 1
        making -= 1
        guard closed == nil else { return Failure() }
        lastFailure = error
        var failure = Failure(told: count == 0 ? removeWaiters() : [nextWaiter()].compactMap { $0 })
        guard pauses else {
            failure.again = wantsAnother()
            return failure
        }
        health = making == 0 ? .pausing : .failing
        if making == 0 {
            failures += 1
            failure.pausesAfter = failures
        }
        return failure
    }

    /// Takes out all who wait, if there is no connection that could come back to them.
    package mutating func turnAway() -> [LeaseWaiter] {
        count == making ? removeWaiters() : []
    }

    /// Keeps fewer connections, because the server has too many clients: no more than are on loan. After a second it is
    /// asked for another when one is wanted.
    ///
    /// - Returns: the idle ones, to be closed.
    package mutating func shrink(now: NIODeadline) -> [Connection] {
        growsAt = now + .seconds(1)
        currentLimit = max(1, count - idle.count - making)
        return removeIdle { _ in true }
    }

    /// Whether somebody has to begin to look for connections that are idle for too long. One is enough for all.
    package mutating func wantsLooking() -> Bool {
        guard !idle.isEmpty, !isLookedAfter else { return false }
        isLookedAfter = true
        return true
    }

    /// Looks for connections that are idle for too long.
    ///
    /// - Parameters:
    ///   - limit: How long they may be.
    ///   - now: When it is.
    /// - Returns: those that are, to be closed, and when to look again; never if no others are idle.
    package mutating func look(
        forIdle limit: TimeAmount, now: NIODeadline
    ) -> (idle: [Connection], next: NIODeadline?) {
        let chosen = removeIdle { $0.since + limit <= now }
        // The one that came back first is lent last, so that none is idle for longer.
        let next = idle.first.map { $0.since + limit }
        isLookedAfter = next != nil
        return (chosen, next)
    }

    /// Lends the connections that there are no more.
    ///
    /// - Returns: the idle ones, to be closed, and those on loan, which must not come back.
    package mutating func renew() -> (idle: [Connection], loans: [Connection]) {
        (removeIdle { _ in true }, loans)
    }

    /// Lends nothing any more.
    ///
    /// - Returns: the idle connections, those on loan, and who waits.
    package mutating func close(
        _ error: ClientError
    ) -> (idle: [Connection], loans: [Connection], waiters: [LeaseWaiter]) {
        closed = error
        return (removeIdle { _ in true }, loans, removeWaiters())
    }

    /// The connections that are on loan.
    package var loans: [Connection] { Array(onLoan.values) }

    private mutating func wantsAnother() -> Bool {
        // Those that are being made may still find nobody who waits for them, if callers left.
        guard closed == nil, mayMake, waiting.count > making, count < currentLimit else { return false }
        count += 1
        making += 1
        return true
    }

    private var mayMake: Bool {
        switch health {
        case .good: true
        case .failing: making == 0
        case .pausing: false
        }
    }

    private mutating func nextWaiter() -> LeaseWaiter? {
        while let waiter = waiters.popFirst() {
            if waiting.remove(ObjectIdentifier(waiter)) != nil { return waiter }
        }
        return nil
    }

    private mutating func removeWaiters() -> [LeaseWaiter] {
        defer {
            waiters = []
            waiting = []
        }
        return waiters.filter { waiting.contains(ObjectIdentifier($0)) }
    }

    private mutating func removeIdle(where isChosen: (Idle) -> Bool) -> [Connection] {
        let chosen = idle.filter(isChosen)
        idle.removeAll(where: isChosen)
        count -= chosen.count
        return chosen.map(\.connection)
    }
}
