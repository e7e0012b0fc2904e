internal import NIOCore
internal import Synchronization

/// A connection for subscriptions to one place, shared by all who subscribe there, and made again when it breaks.
final class SubscriptionHub: Sendable {
    /// Finds the server to connect to; asked again after each failure.
    typealias Locate = @Sendable (NIODeadline) async throws(ClientError) -> Connector

    private enum Phase {
        case idle
        case connecting
        case connected(LeasedConnection)
        case closed(ClientError)
    }

    private struct State {
        var machine = SubscriptionStateMachine<Subscription>()
        var phase = Phase.idle
        var waiters: [Waiter<LeasedConnection>] = []
        var lastFailure: ClientError?
        var connector: Connector?
        /// Whether a piece of work sees to it that there is a connection. A second one would make a second connection.
        var isKeptConnected = false
        /// What the server has confirmed on the connection that stands.
        var confirmed: Set<SubscriptionTarget> = []
        /// What the server has ended since the newest connection was begun: perhaps right behind its confirmation.
        var endedEarly: Set<SubscriptionTarget> = []
        /// Ends the pause after a failure that only people can mend.
        var pause: Waiter<Void>?
        /// Whether nobody has lost anything by what happened to connections before.
        var isFirst = true

        /// Takes the connection away if nobody wants anything any more.
        mutating func takeUnwanted() -> LeasedConnection? {
            guard machine.isEmpty, case .connected(let connection) = phase else { return nil }
            phase = .idle
            isFirst = true
            return connection
        }
    }

    /// A connection that ends sooner is taken for a failed attempt, even if subscriptions were confirmed on it: behind
    /// the address is somebody who accepts connections and ends them. One that lasts longer needs no pause.
    private static let leastLife = TimeAmount.seconds(1)

    private let settings: ConnectionSettings
    private let group: any EventLoopGroup
    private let work: WorkQueue
    private let locate: Locate
    private let isInUse: @Sendable (Connector) -> Bool
    private let onWithdrawn: @Sendable (SubscriptionTarget) -> Void
    private let state = Mutex(State())

    /// A hub; nothing is connected before somebody subscribes.
    ///
    /// - Parameters:
    ///   - settings: How connections are watched.
    ///   - group: Where they live.
    ///   - work: Where they are made.
    ///   - locate: Finds the server.
    ///   - isInUse: Whether a server that was found still is the right one. Default: it always is.
    ///   - onWithdrawn: Is told of shard channels that the server doesn't serve any more, on the event loop.
    init(
        settings: ConnectionSettings, group: any EventLoopGroup, work: WorkQueue, locate: @escaping Locate,
        isInUse: @escaping @Sendable (Connector) -> Bool = { _ in true },
        onWithdrawn: @escaping @Sendable (SubscriptionTarget) -> Void = { _ in }
    ) {
        self.settings = settings
        self.group = group
        self.work = work
        self.locate = locate
        self.isInUse = isInUse
        self.onWithdrawn = onWithdrawn
    }

    /// Whether anybody subscribes to anything here.
    var isEmpty: Bool { state.withLock { $0.machine.isEmpty } }

    /// What made the connection that stands or stood last.
    var connector: Connector? { state.withLock { $0.connector } }

    /// All that is subscribed to here.
    var targets: [SubscriptionTarget] { state.withLock { $0.machine.targets } }

    /// Subscribes, and returns when the server has confirmed it.
    ///
    /// - Returns: whether the subscription didn't have all of the targets here already.
    @discardableResult
    func add(_ subscription: Subscription, to targets: [SubscriptionTarget], until deadline: NIODeadline)
        async throws(ClientError) -> Bool
    {
        let fresh = state.withLock { state in
            let fresh = targets.filter { !state.machine.wants(subscription, $0) }
            _ = state.machine.add(subscription, to: targets)
            return fresh
        }
        do throws(ClientError) {
            let connection = try await connection(until: deadline)
            let missing = state.withLock { state in targets.filter { !state.confirmed.contains($0) } }
            try await connection.subscribe(to: missing, until: deadline)
            confirm(missing, by: subscription, on: connection)
            return !fresh.isEmpty
        } catch {
            if error.code == .server {
                // It is subscribed to nothing of a shard channel that it doesn't serve, and refuses to be told so.
                for target in fresh where target.kind == .shard { release(subscription, from: target) }
            }
            remove(subscription, from: fresh)
            throw error
        }
    }

    /// Ends a subscription's part here.
    ///
    /// - Parameters:
    ///   - subscription: The subscription.
    ///   - targets: What it doesn't want any more; nil for everything.
    func remove(_ subscription: Subscription, from targets: [SubscriptionTarget]? = nil) {
        let unwanted: LeasedConnection? = state.withLock { state in
            let left = state.machine.remove(subscription, from: targets)
            if let unwanted = state.takeUnwanted() { return unwanted }
            guard !left.isEmpty, case .connected(let connection) = state.phase else { return nil }
            state.machine.leave(left)
            state.confirmed.subtract(left)
            // Before the lock is given up: whoever wants one of them again must subscribe behind this, not before it.
            connection.unsubscribe(from: left, until: .now() + TimeAmount(settings.connectTimeout))
            return nil
        }
        unwanted?.close(Self.unwanted)
    }

    private static let leftMeanwhile = ClientError(
        .connectionClosed, "the node left while the connection for subscriptions was made")
    private static let unwanted = ClientError(.connectionClosed, "nobody subscribes any more")

    /// Forgets a target that the server withdrew.
    ///
    /// - Returns: who wanted it.
    func takeOut(_ target: SubscriptionTarget) -> [Subscription] {
        let (subscribers, unwanted) = state.withLock { state in
            state.confirmed.remove(target)
            return (state.machine.takeOut(target), state.takeUnwanted())
        }
        unwanted?.close(Self.unwanted)
        return subscribers
    }

    /// Who wants a target.
    func subscribers(of target: SubscriptionTarget) -> [Subscription] {
        state.withLock { $0.machine.subscribers(of: target) }
    }

    /// Whether a subscriber has a target here.
    func has(_ subscription: Subscription, _ target: SubscriptionTarget) -> Bool {
        state.withLock { $0.machine.wants(subscription, target) }
    }

    /// Lets go of a subscriber whose target is served elsewhere now. The server isn't told: it ends such a subscription
    /// by itself, and refuses commands about it.
    func release(_ subscription: Subscription, from target: SubscriptionTarget) {
        let unwanted = state.withLock { state in
            if !state.machine.remove(subscription, from: [target]).isEmpty { state.confirmed.remove(target) }
            return state.takeUnwanted()
        }
        unwanted?.close(Self.unwanted)
    }

    /// Moves to where the server is now: the connection is made again, and everybody is told of the gap.
    func relocate(_ error: ClientError) {
        let connection: LeasedConnection? = state.withLock { state in
            guard case .connected(let connection) = state.phase else { return nil }
            // So that its end isn't taken for the server's doing.
            state.phase = .connecting
            return connection
        }
        connection?.close(error)
    }

    /// Ends it for good; whoever comes now is told so.
    ///
    /// - Parameters:
    ///   - error: Why.
    ///   - endsSubscriptions: Whether that is the end of the subscriptions, too, or they are taken elsewhere.
    func close(_ error: ClientError, endsSubscriptions: Bool = true) {
        let (connection, waiters, subscribers) = state.withLock { state in
            var connection: LeasedConnection?
            if case .connected(let current) = state.phase { connection = current }
            state.phase = .closed(error)
            defer { state.waiters = [] }
            return (connection, state.waiters, state.machine.subscribers)
        }
        connection?.close(error)
        for waiter in waiters { waiter.finish(.failure(error)) }
        guard endsSubscriptions else { return }
        for subscriber in subscribers { subscriber.finish(error) }
    }

    private func connection(until deadline: NIODeadline) async throws(ClientError) -> LeasedConnection {
        let waiter = Waiter<LeasedConnection>()
        let (connection, start, pause): (LeasedConnection?, Bool, Waiter<Void>?) = try state.withLock {
            state throws(ClientError) in
            switch state.phase {
            case .connected(let connection): return (connection, false, nil)
            case .closed(let error): throw error
            case .connecting:
                state.waiters.append(waiter)
                defer { state.pause = nil }
                return (nil, false, state.pause)
            case .idle:
                state.waiters.append(waiter)
                state.phase = .connecting
                defer { state.isKeptConnected = true }
                return (nil, !state.isKeptConnected, nil)
            }
        }
        if let connection { return connection }
        if start { work.submit { await self.keepConnected() } }
        pause?.finish(.success(()))
        return try await outcome(of: waiter, until: deadline)
    }

    private func outcome(
        of waiter: Waiter<LeasedConnection>, until deadline: NIODeadline
    ) async throws(ClientError) -> LeasedConnection {
        let timer = group.any().scheduleTask(deadline: deadline) {
            let failure = self.state.withLock { $0.lastFailure }
            waiter.finish(
                .failure(failure ?? ClientError(.notRunning, "there was no connection in time, and none was tried")))
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            await waiter.outcome()
        } onCancel: {
            waiter.finish(.failure(ClientError(.cancelled, "the calling task was cancelled")))
        }.get()
    }

    /// Connects, again and again, until nobody wants to.
    private func keepConnected() async {
        var failures = 0
        while !Task.isCancelled, isWanted() {
            do throws(ClientError) {
                try await holdConnection()
                failures = 0
            } catch {
                failures += 1
                guard await rest(after: error, failures: failures) else { return }
            }
        }
    }

    /// Makes a connection, and returns when it has ended.
    ///
    /// - Throws: why there was none, or why it ended so soon that it was good for nothing.
    private func holdConnection() async throws(ClientError) {
        let (connection, end) = try await connect()
        let began = NIODeadline.now()
        let reason = await end.reason()
        // Nobody else may hold the connection any more; it has to be there to tell of its end.
        withExtendedLifetime(connection) {}
        guard let reason, noteEnd(of: connection), NIODeadline.now() - began < Self.leastLife else { return }
        throw ClientError(
            .connectionFailed, "the connection for subscriptions ended as soon as it was made: \(reason.message)",
            node: "\(connection.connection.address)", serverError: reason.serverError)
    }

    /// Notes that a connection has ended.
    ///
    /// - Returns: whether it wasn't ended from here.
    private func noteEnd(of connection: LeasedConnection) -> Bool {
        state.withLock { state in
            guard case .connected(let current) = state.phase, current === connection else { return false }
            // Whoever comes now waits for the next one.
            state.phase = .connecting
            return true
        }
    }

    /// Pauses after an attempt to connect that failed.
    ///
    /// - Returns: whether to go on afterwards.
    private func rest(after error: ClientError, failures: Int) async -> Bool {
        let isTerminal = error.code == .authentication
        let delay = settings.backoff.delay(
            afterFailures: failures, isTerminal: isTerminal, fraction: .random(in: 0...1))
        guard !isTerminal else {
            await pause(for: delay, after: error)
            return true
        }
        state.withLock { $0.lastFailure = error }
        do { try await Task.sleep(for: delay) } catch { return false }
        return true
    }

    /// Tells those who wait what only people can mend, and waits until somebody else comes, or for some time.
    ///
    /// Whoever comes may want what is allowed, and the server isn't asked twice about a password that it refused.
    private func pause(for delay: Duration, after error: ClientError) async {
        let pause = Waiter<Void>()
        let waiters = state.withLock { state in
            state.lastFailure = error
            state.pause = pause
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.finish(.failure(error)) }
        let timer = group.any().scheduleTask(in: TimeAmount(delay)) { _ = pause.finish(.success(())) }
        defer { timer.cancel() }
        _ = await withTaskCancellationHandler {
            await pause.outcome()
        } onCancel: {
            pause.finish(.success(()))
        }
    }

    /// Whether to connect; if not, the next subscriber starts anew.
    private func isWanted() -> Bool {
        state.withLock { state in
            state.machine.disconnected()
            state.confirmed = []
            if case .closed = state.phase { return false }
            state.waiters.removeAll { $0.isFinished }
            let isWanted = !state.machine.isEmpty || !state.waiters.isEmpty
            state.phase = isWanted ? .connecting : .idle
            state.isKeptConnected = isWanted
            if !isWanted { state.isFirst = true }
            return isWanted
        }
    }

    /// Makes a connection and subscribes to all that is wanted.
    ///
    /// - Returns: the connection, and what tells of its end.
    private func connect() async throws(ClientError) -> (LeasedConnection, ConnectionEnd) {
        let connector = try await locate(.now() + TimeAmount(settings.connectTimeout))
        state.withLock { state in
            state.connector = connector
            state.endedEarly = []
        }
        let connection = LeasedConnection(
            try await connector.connect(on: group.next()), limits: settings.queue, traffic: connector.traffic)
        let end = ConnectionEnd()
        connection.listen(settings) { [weak self] push in
            self?.received(push)
        } onClose: { error in
            end.reach(error)
        }
        let deadline = NIODeadline.now() + TimeAmount(settings.connectTimeout)
        do throws(ClientError) {
            hand(out: connection, try await subscribeAgain(on: connection, until: deadline))
        } catch {
            connection.close(error)
            throw error
        }
        // Whoever said before that it no longer is found no connection to end.
        if !isInUse(connector) { relocate(Self.leftMeanwhile) }
        return (connection, end)
    }

    /// Notes what need not be asked for again as long as the connection stands and somebody wants it.
    private func confirm(
        _ targets: [SubscriptionTarget], by subscription: Subscription, on connection: LeasedConnection
    ) {
        state.withLock { state in
            guard case .connected(let current) = state.phase, current === connection else { return }
            // What it has left meanwhile may have been unsubscribed from since it was confirmed.
            let wanted = targets.filter { state.machine.wants(subscription, $0) }
            state.confirmed.formUnion(wanted)
            state.machine.confirmed(wanted)
        }
    }

    /// Subscribes to all that is wanted. What the server refuses keeps nothing else waiting.
    ///
    /// - Returns: what was confirmed.
    private func subscribeAgain(
        on connection: LeasedConnection, until deadline: NIODeadline
    ) async throws(ClientError) -> Set<SubscriptionTarget> {
        var confirmed: Set<SubscriptionTarget> = []
        for batch in SubscriptionBatch.batches(state.withLock { $0.machine.targets }) {
            do throws(ClientError) {
                try await connection.subscribe(to: batch, until: deadline)
                confirmed.formUnion(batch.targets)
            } catch {
                guard Self.isRefusal(error, of: batch.kind) else { throw error }
                // On a first connection those who wait for it ask themselves, and are told why not, or where to go.
                if state.withLock({ $0.isFirst }) { continue }
                confirmed.formUnion(try await subscribeAgain(toEachOf: batch, on: connection, until: deadline))
            }
        }
        return confirmed
    }

    /// Finds out which targets of a batch the server refuses, and sees to those who want them.
    ///
    /// - Returns: what was confirmed.
    private func subscribeAgain(
        toEachOf batch: SubscriptionBatch, on connection: LeasedConnection, until deadline: NIODeadline
    ) async throws(ClientError) -> [SubscriptionTarget] {
        let failures = await connection.subscribe(toEachOf: batch, until: deadline)
        for (target, failure) in failures {
            guard Self.isRefusal(failure, of: target.kind) else { throw failure }
            if failure.isNotPermitted { refuse(target, failure) } else { onWithdrawn(target) }
        }
        return batch.targets.filter { failures[$0] == nil }
    }

    /// Whether an error is about some targets, so that others can still be subscribed to on the same connection.
    private static func isRefusal(_ error: ClientError, of kind: SubscriptionTarget.Kind) -> Bool {
        error.isNotPermitted || (kind == .shard && error.code == .server)
    }

    /// Ends the subscriptions to a target that the user may not have any more.
    private func refuse(_ target: SubscriptionTarget, _ error: ClientError) {
        let subscribers = state.withLock { $0.machine.takeOut(target) }
        for subscriber in subscribers { subscriber.finish(error) }
    }

    private func hand(out connection: LeasedConnection, _ confirmed: Set<SubscriptionTarget>) {
        let (waiters, subscribers, isUnwanted) = state.withLock { state in
            // While the connection was made, all may have left. Those who wait still ask for what they want.
            var isUnwanted = state.machine.isEmpty && state.waiters.allSatisfy(\.isFinished)
            if case .closed = state.phase { isUnwanted = true }
            if !isUnwanted { state.phase = .connected(connection) }
            // Those who left meanwhile were not unsubscribed; the server's messages for them are dropped.
            state.confirmed = confirmed.subtracting(state.endedEarly)
            state.lastFailure = nil
            defer {
                state.waiters = []
                state.isFirst = false
            }
            return (state.waiters, state.isFirst ? [] : state.machine.subscribers, isUnwanted)
        }
        if isUnwanted { connection.close(Self.unwanted) }
        for subscriber in subscribers { subscriber.add(.gap(.reconnected)) }
        for waiter in waiters { waiter.finish(.success(connection)) }
    }

    private func received(_ push: RESPPush) {
        typealias Machine = SubscriptionStateMachine<Subscription>
        if let (target, message) = Machine.message(push) {
            for subscriber in state.withLock({ $0.machine.subscribers(of: target) }) {
                subscriber.add(.message(message))
            }
        } else if let target = Machine.ended(push) {
            let isWithdrawn = state.withLock { state in
                state.confirmed.remove(target)
                if case .connecting = state.phase { state.endedEarly.insert(target) }
                return state.machine.withdrawn(push) != nil
            }
            if isWithdrawn { onWithdrawn(target) }
        }
    }
}
