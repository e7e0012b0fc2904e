internal import NIOCore
internal import Synchronization

/// Lends connections to one server, each to one borrower at a time: for commands that block, and for transactions.
///
/// They are made when they are asked for, and closed when nobody has wanted them for a while. When making them fails,
/// there are pauses between attempts, however many wait.
final class LeasePool: Sendable {
    private static let idleLimit = TimeAmount.seconds(30)
    private static let waiterLimit = 10_000

    private let connector: Connector
    private let group: any EventLoopGroup
    private let work: WorkQueue
    private let machine: Mutex<LeasePoolStateMachine<LeasedConnection>>

    init(connector: Connector, group: any EventLoopGroup, work: WorkQueue, limit: Int) {
        self.connector = connector
        self.group = group
        self.work = work
        machine = Mutex(LeasePoolStateMachine(limit: limit, waiterLimit: Self.waiterLimit))
    }

    /// How many connections there are, idle, on loan or being made.
    var count: Int { machine.withLock { $0.count } }

    /// Lends a connection.
    ///
    /// - Parameter deadline: When to give up waiting for one.
    func lease(until deadline: NIODeadline) async throws(ClientError) -> LeasedConnection {
        let waiter = Waiter<LeasedConnection>()
        switch machine.withLock({ $0.lease(waiter) }) {
        case .use(let connection):
            if connection.isReusable { return connection }
            lost(connection)
            return try await lease(until: deadline)
        case .refuse(let error): throw error
        case .make: make()
        case .wait: break
        }
        return try await outcome(of: waiter, until: deadline)
    }

    /// Takes a connection back.
    func giveBack(_ connection: LeasedConnection) {
        guard connection.isReusable else {
            connection.close(ClientError(.connectionClosed, "the connection isn't used any more"))
            lost(connection)
            return
        }
        offer(connection)
        let eventLoop = connection.connection.eventLoop
        eventLoop.scheduleTask(in: Self.idleLimit) { [weak self] in self?.trim(now: eventLoop.now) }
    }

    func close(_ error: ClientError) {
        let unsent = error.about(written: false)
        let loans = machine.withLock { $0.loans }
        let (idle, waiters) = machine.withLock { $0.close(unsent) }
        for connection in idle + loans { connection.close(error) }
        for waiter in waiters { waiter.finish(.failure(unsent)) }
    }

    /// Lends the connections of before no more: they may lead to somebody else by now.
    func renew() {
        let error = ClientError(.connectionClosed, "another connection took its place")
        for connection in machine.withLock({ $0.trim(idleSince: .distantFuture) }) { connection.close(error) }
        for connection in machine.withLock({ $0.loans }) { connection.soil() }
    }

    private func outcome(
        of waiter: Waiter<LeasedConnection>, until deadline: NIODeadline
    ) async throws(ClientError) -> LeasedConnection {
        let address = "\(connector.address)"
        let timer = group.any().scheduleTask(deadline: deadline) {
            let failure = self.machine.withLock { $0.lastFailure }
            self.leave(
                waiter,
                failure
                    ?? ClientError(
                        .timedOut, "no connection for a blocking command or a transaction became free in time",
                        node: address))
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            await waiter.outcome()
        } onCancel: {
            leave(waiter, ClientError(.cancelled, "the calling task was cancelled"))
        }.get()
    }

    private func leave(_ waiter: Waiter<LeasedConnection>, _ error: ClientError) {
        guard waiter.finish(.failure(error)) else { return }
        machine.withLock { $0.left(waiter) }
    }

    /// Sends those who wait away, if there is no connection that could come back to them.
    func turnAway(_ error: ClientError) {
        for waiter in machine.withLock({ $0.turnAway() }) { waiter.finish(.failure(error)) }
    }

    private func make() {
        work.submit {
            do throws(ClientError) {
                let connection = try await self.connector.connect(on: self.group.next())
                let leased = LeasedConnection(connection, limits: self.connector.settings.queue)
                leased.begin()
                self.machine.withLock { $0.made() }
                self.offer(leased)
                self.make(self.machine.withLock { $0.wanted() })
            } catch {
                self.failed(error)
            }
        }
    }

    private func make(_ number: Int) {
        for _ in 0..<number { make() }
    }

    private func failed(_ error: ClientError) {
        if error.serverError?.message.contains("max number of clients") == true {
            for connection in machine.withLock({ $0.shrink() }) { connection.close(error) }
        }
        // A password that was refused isn't sent again, and another one is tried at once: the connector sees to that.
        let failure = machine.withLock { $0.failed(error, pauses: !error.isTerminal) }
        for waiter in failure.told { waiter.finish(.failure(error)) }
        if failure.again { make() }
        guard let failures = failure.pausesAfter else { return }
        let delay = connector.settings.backoff.delay(
            afterFailures: failures, isTerminal: false, fraction: .random(in: 0...1))
        group.any().scheduleTask(in: TimeAmount(delay)) { [weak self] in
            guard let self else { return }
            self.make(self.machine.withLock { $0.resume() })
        }
    }

    private func offer(_ connection: LeasedConnection) {
        while true {
            let (waiter, close) = machine.withLock { $0.offer(connection, now: .now()) }
            if close { connection.close(ClientError(.shutDown, "the connection isn't needed any more")) }
            guard let waiter, !waiter.finish(.success(connection)) else { return }
        }
    }

    private func lost(_ connection: LeasedConnection) {
        if machine.withLock({ $0.lost(connection) }) { make() }
    }

    private func trim(now: NIODeadline) {
        for connection in machine.withLock({ $0.trim(idleSince: now - Self.idleLimit) }) {
            connection.close(ClientError(.connectionClosed, "the connection was idle for long"))
        }
    }
}
