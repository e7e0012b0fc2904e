internal import NIOCore
internal import Synchronization

/// Lends connections to one server, each to one borrower at a time: for commands that block, and for transactions.
///
/// They are made when they are asked for, and closed when nobody has wanted them for a while. When making them fails,
/// there are pauses between attempts, however many wait.
///
/// A command that may wait for ever is given up with its connection when the server doesn't answer on another one. When
/// it does, but the network swallows what it says on this one without an end, nothing tells that from a command that
/// still waits: only a time limit helps.
final class LeasePool: Sendable {
    private static let idleLimit = TimeAmount.seconds(30)
    private static let waiterLimit = 10_000

    private let connector: Connector
    private let group: any EventLoopGroup
    private let work: WorkQueue
    private let machine: Mutex<LeasePoolStateMachine<LeasedConnection>>
    private let watch: Mutex<LeaseWatch>

    init(connector: Connector, group: any EventLoopGroup, work: WorkQueue, limit: Int) {
        self.connector = connector
        self.group = group
        self.work = work
        machine = Mutex(LeasePoolStateMachine(limit: limit, waiterLimit: Self.waiterLimit))
        watch = Mutex(
            LeaseWatch(
                stallLimit: TimeAmount(connector.settings.stallLimit), silentLimit: connector.settings.silentProbes))
    }

    /// How many connections there are, idle, on loan or being made.
    var count: Int { machine.withLock { $0.count } }

    /// Lends a connection.
    ///
    /// - Parameter deadline: When to give up waiting for one.
    func lease(until deadline: NIODeadline) async throws(ClientError) -> LeasedConnection {
        let waiter = Waiter<LeasedConnection>()
        switch machine.withLock({ $0.lease(waiter, now: .now()) }) {
        case .use(let connection):
            if connection.isReusable { return connection }
            discard(connection)
            return try await lease(until: deadline)
        case .refuse(let error): throw error
        case .make: make()
        case .wait: break
        }
        return try await outcome(of: waiter, until: deadline)
    }

    /// Takes a connection back. Nothing happens if it isn't on loan, so that nobody gets it twice.
    func giveBack(_ connection: LeasedConnection) {
        guard machine.withLock({ $0.lends(connection) }) else { return }
        if connection.isReusable { offer(connection) } else { discard(connection) }
    }

    func close(_ error: ClientError) {
        let unsent = error.about(written: false)
        let (idle, loans, waiters) = machine.withLock { $0.close(unsent) }
        for connection in idle + loans { connection.close(error) }
        for waiter in waiters { waiter.finish(.failure(unsent)) }
    }

    /// Lends the connections of before no more: they may lead to somebody else by now.
    func renew() {
        let (idle, loans) = machine.withLock { $0.renew() }
        let error = ClientError(.connectionClosed, "another connection took its place")
        for connection in idle { connection.close(error) }
        for connection in loans { connection.soil() }
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
                let leased = LeasedConnection(
                    connection, limits: self.connector.settings.queue, traffic: self.connector.traffic)
                leased.begin(watching: self.connector.settings) { [weak self] in self?.stalled() }
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
            for connection in machine.withLock({ $0.shrink(now: .now()) }) { connection.close(error) }
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
            let (offered, isFirstIdle) = machine.withLock { machine in
                (machine.offer(connection, now: .now()), machine.wantsLooking())
            }
            if offered.close { connection.close(ClientError(.shutDown, "the connection isn't needed any more")) }
            if isFirstIdle { lookForIdle(at: .now() + Self.idleLimit) }
            guard let waiter = offered.waiter, !waiter.finish(.success(connection)) else { return }
        }
    }

    /// Closes a connection on loan instead of lending it again.
    private func discard(_ connection: LeasedConnection) {
        connection.close(ClientError(.connectionClosed, "the connection isn't used any more"))
        if machine.withLock({ $0.lost(connection) }) { make() }
    }

    /// Closes what is idle for too long by then, and looks again for as long as there is something.
    private func lookForIdle(at deadline: NIODeadline) {
        group.any().scheduleTask(deadline: deadline) { [weak self] in
            guard let self else { return }
            let (idle, next) = self.machine.withLock { $0.look(forIdle: Self.idleLimit, now: .now()) }
            for connection in idle {
                connection.close(ClientError(.connectionClosed, "the connection was idle for long"))
            }
            if let next { self.lookForIdle(at: next) }
        }
    }

    /// Asks the server whether it lives, because nothing has come for long for a command that may wait for ever.
    private func stalled() {
        guard watch.withLock({ $0.stalled(now: .now()) }) else { return }
        work.submit {
            let answer = await self.connector.probe(on: self.group.next())
            guard self.watch.withLock({ $0.asked(answer.asSignOfLife, now: .now()) }) else { return }
            let error = ClientError(
                .connectionClosed, answer.explanation, node: "\(self.connector.address)", mayHaveRun: true)
            for connection in self.machine.withLock({ $0.loans }) { connection.closeIfStalled(error) }
        }
    }
}

extension Connector.Probe {
    fileprivate var asSignOfLife: LeaseWatch.Answer {
        switch self {
        case .answered: .answered
        case .silent, .unreachable: .silent
        case .unknown: .unknown
        }
    }
}
