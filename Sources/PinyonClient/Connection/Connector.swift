package import NIOCore
internal import Synchronization

/// Makes connections to one server that are ready for commands: dials, says hello, and checks the answers.
package final class Connector: Sendable {
    let address: ServerAddress
    let settings: ConnectionSettings
    private let lookup: AddressLookup
    let tls: TLSSource?
    let credentials: CredentialsProvider
    let goal: HandshakeStateMachine.Goal
    /// How many connections may be begun by the whole client.
    let rate: ConnectRate
    /// How many of them to this server.
    private let share: ConnectRate
    let filter: AddressFilter?
    let observer: ConnectionObserver

    /// Credentials that the server refused, and until when they aren't tried again.
    private struct Refusal {
        var credentials: RedisCredentials?
        var error: ClientError
        var end: NIODeadline
    }

    private let refusal = Mutex<Refusal?>(nil)
    private static let lastNumber = Atomic(0)
    /// How long others are asked first after connecting has failed.
    private static let suspicion = TimeAmount.seconds(1)
    private let suspectUntil = Atomic<UInt64>(0)
    /// Counts the small commands of all connections that share the client's threads; nil if there are enough threads.
    let traffic: SmallTraffic?
    private let last = Mutex<(network: NetworkKind?, server: ServerIdentity?)>((nil, nil))

    /// Which network the server was in when it was last connected to; a private one before.
    var networkKind: NetworkKind { last.withLock { $0.network } ?? .privateNetwork }

    /// Whether connecting failed a short while ago, so that others are asked first if there are any.
    var isSuspect: Bool { NIODeadline.now().uptimeNanoseconds < suspectUntil.load(ordering: .relaxed) }

    /// What the server last said about itself; nil if it was never connected to.
    var server: ServerIdentity? { last.withLock { $0.server } }

    init(
        address: ServerAddress, settings: ConnectionSettings, resolver: any AddressResolver, tls: TLSSource?,
        credentials: @escaping CredentialsProvider, goal: HandshakeStateMachine.Goal, rate: ConnectRate,
        filter: AddressFilter?, observer: ConnectionObserver, traffic: SmallTraffic?
    ) {
        self.address = address
        self.settings = settings
        lookup = AddressLookup(resolver: resolver)
        self.tls = tls
        self.credentials = credentials
        self.goal = goal
        self.rate = rate
        share = rate.share()
        self.filter = filter
        self.observer = observer
        self.traffic = traffic
    }

    /// Makes a connection.
    ///
    /// - Parameters:
    ///   - eventLoop: Where it lives.
    ///   - preparations: Commands that have to succeed before it is used, and whose effect is told by pushes.
    /// - Throws: ``ClientError``, within the connect timeout, whatever takes long. Credentials that the server has just
    ///   refused are refused without asking it again, whoever wants to connect: servers and those who watch them count
    ///   failed logins. A preparation that it refuses concerns nobody else: the server counts as reached, and only the
    ///   caller is told.
    func connect(on eventLoop: any EventLoop, preparations: [CommandArguments] = []) async throws(ClientError)
        -> Connection
    {
        let deadline = deadline
        let credentials = try await admission(on: eventLoop, until: deadline)
        do throws(ClientError) {
            let connection = try await makeConnection(
                credentials, on: eventLoop, preparations: preparations, until: deadline)
            wasReached()
            observer.connected(connection)
            return connection
        } catch {
            // Others need no such preparation, and the server took the connection.
            guard !error.refusesPreparation else {
                wasReached()
                observer.failed(address, error, concernsServer: false)
                throw error.asPreparationAnswer
            }
            if error.refusesCredentials { note(error, credentials) }
            suspect()
            tell(error)
            throw error
        }
    }

    /// When to give up what begins now.
    var deadline: NIODeadline { .now() + TimeAmount(bounded: settings.connectTimeout) }

    /// Waits for what a connection takes before its server is asked: the credentials, and its turn.
    ///
    /// - Throws: what is wrong on this side and may be over soon, or what the server has said of these credentials.
    private func admission(
        on eventLoop: any EventLoop, until deadline: NIODeadline
    ) async throws(ClientError) -> RedisCredentials? {
        let credentials: RedisCredentials?
        do throws(ClientError) {
            credentials = try await currentCredentials(on: eventLoop, until: deadline)
        } catch {
            tell(error)
            throw error
        }
        if let refused = refusal.withLock({ $0 }), refused.credentials == credentials, .now() < refused.end {
            throw refused.error
        }
        do throws(ClientError) {
            try await pass(until: deadline)
        } catch {
            tell(error)
            throw error
        }
        return credentials
    }

    /// Forgets what spoke against the server and the credentials.
    private func wasReached() {
        refusal.withLock { $0 = nil }
        suspectUntil.store(0, ordering: .relaxed)
    }

    private func note(_ error: ClientError, _ credentials: RedisCredentials?) {
        // The shortest pause that is made after such a failure, so that whoever made it may try again.
        let end = NIODeadline.now() + TimeAmount(bounded: settings.backoff.terminal.bounded / 2)
        refusal.withLock { $0 = Refusal(credentials: credentials, error: error, end: end) }
    }

    /// Has others asked first for a while.
    func suspect() {
        suspectUntil.store((NIODeadline.now() + Self.suspicion).uptimeNanoseconds, ordering: .relaxed)
    }

    /// Tells that no connection was made. That nobody wants one any more is no failure.
    func tell(_ error: ClientError) {
        guard error.code != .cancelled else { return }
        observer.failed(address, error)
    }

    /// Waits until a connection may be begun: first for this server's turn, then for the client's, so that a server
    /// that is tried over and over takes nobody else's.
    func pass(until deadline: NIODeadline) async throws(ClientError) {
        let now = NIODeadline.now()
        // The other half of the time is for the connection itself.
        let limit = now + .nanoseconds((deadline - now).nanoseconds / 2)
        do throws(ClientError) {
            try await share.pass(until: limit)
            try await rate.pass(until: limit)
        } catch {
            throw error.about(node: "\(address)")
        }
    }

    private func makeConnection(
        _ credentials: RedisCredentials?, on eventLoop: any EventLoop, preparations: [CommandArguments],
        until deadline: NIODeadline
    ) async throws(ClientError) -> Connection {
        var goal = goal
        goal.preparations += preparations
        goal.needsPushes = !preparations.isEmpty
        goal.credentials = credentials
        let dialer = dialer(on: eventLoop)
        let way = try await dialer.way(to: address, until: deadline)
        let socket = try await openSocket(way, by: dialer, until: deadline)
        if let remote = socket.channel.remoteAddress { last.withLock { $0.network = NetworkKind(remote) } }
        let (handler, server) = try await greet(goal, on: socket, until: deadline)
        last.withLock { $0.server = server }
        return Connection(id: socket.id, address: address, channel: socket.channel, server: server, handler: handler)
    }

    /// A socket that is open, and on which nothing was said yet.
    struct OpenSocket {
        let id: ConnectionID
        let channel: any Channel
        let outbox: Outbox
    }

    func dialer(on eventLoop: any EventLoop) -> Dialer {
        Dialer(
            eventLoop: eventLoop, lookup: lookup, tls: tls, filter: filter,
            unacknowledgedMilliseconds: settings.unacknowledgedMilliseconds)
    }

    /// Opens a socket to the server.
    func openSocket(
        _ way: Dialer.Way, by dialer: Dialer, until deadline: NIODeadline
    ) async throws(ClientError) -> OpenSocket {
        let id = ConnectionID(number: Self.lastNumber.add(1, ordering: .relaxed).newValue)
        let outbox = Outbox(limits: QueueLimits())
        let (settings, node) = (settings, "\(address)")
        let (observer, address) = (observer, address)
        let channel = try await dialer.dial(way, until: deadline) {
            ConnectionHandler(id: id, node: node, settings: settings, outbox: outbox, now: .now()) { push in
                observer.ignored(push, from: address)
            }
        }
        return OpenSocket(id: id, channel: channel, outbox: outbox)
    }

    /// Says hello on a socket, and closes it if that fails.
    func greet(
        _ goal: HandshakeStateMachine.Goal, on socket: OpenSocket, until deadline: NIODeadline
    ) async throws(ClientError) -> (NIOLoopBound<ConnectionHandler>, ServerIdentity) {
        do throws(ClientError) {
            let handler = try await handler(of: socket.channel, outbox: socket.outbox)
            let server = try await Self.shakeHands(
                goal, on: socket.channel, outbox: socket.outbox, handler: handler, usesTLS: tls != nil, until: deadline)
            return (handler, server)
        } catch {
            socket.channel.close(promise: nil)
            throw error.about(node: "\(address)")
        }
    }

    private func currentCredentials(
        on eventLoop: any EventLoop, until deadline: NIODeadline
    ) async throws(ClientError) -> RedisCredentials? {
        let waiter = Waiter<RedisCredentials?>()
        // A task that nobody waits for: a provider that hangs may take no notice of being cancelled.
        let asking = Task { waiter.finish(await self.askForCredentials()) }
        defer { asking.cancel() }
        return try await waiter.outcome(until: deadline, on: eventLoop) {
            ClientError(
                .connectionFailed, "the provider of the credentials did not give any in time", node: "\(self.address)")
        }
    }

    /// Asks the provider. That it fails says nothing about the credentials: it may give them the next time.
    private func askForCredentials() async -> Result<RedisCredentials?, ClientError> {
        do {
            return .success(try await credentials())
        } catch {
            return .failure(
                ClientError(
                    .connectionFailed, "the credentials could not be had: \(type(of: error))", node: "\(address)",
                    underlying: error))
        }
    }

    private func handler(of channel: any Channel, outbox: Outbox) async throws(ClientError)
        -> NIOLoopBound<ConnectionHandler>
    {
        do {
            return try await channel.eventLoop.submit {
                let handler = try channel.pipeline.syncOperations.handler(type: ConnectionHandler.self)
                outbox.withMachine { $0.connected() }
                handler.begin()
                return NIOLoopBound(handler, eventLoop: channel.eventLoop)
            }.get()
        } catch {
            // It ended before anything was said; what it ended with says more.
            if case .closed(let failure) = outbox.withMachine({ $0.phase }) {
                throw Self.handshakeFailure(failure, usesTLS: tls != nil)
            }
            throw ClientError(.connectionFailed, "the connection closed at once", underlying: error)
        }
    }

    /// Says hello on a channel whose handler takes commands from a queue.
    package static func shakeHands(
        _ goal: HandshakeStateMachine.Goal, on channel: any Channel, outbox: Outbox,
        handler: NIOLoopBound<ConnectionHandler>, usesTLS: Bool, until deadline: NIODeadline
    ) async throws(ClientError) -> ServerIdentity {
        var machine = HandshakeStateMachine(goal)
        var action = machine.start()
        while true {
            switch action {
            case .send(let commands):
                let pending = PendingReply(.several(commands), deadline: deadline, connectDeadline: deadline)
                do throws(ClientError) {
                    _ = try outbox.enqueue(pending)
                    channel.eventLoop.execute { handler.value.flush() }
                    action = machine.received(try await outbox.replies(to: pending).all)
                } catch {
                    throw handshakeFailure(error, usesTLS: usesTLS)
                }
            case .done(let server):
                return server
            case .fail(let error):
                throw error
            }
        }
    }

    private static func handshakeFailure(_ error: ClientError, usesTLS: Bool) -> ClientError {
        // A server that turns clients away says so without being asked.
        if let refusal = error.serverError { return HandshakeStateMachine.refusal(refusal) }
        return switch error.code {
        case .cancelled:
            // Hello may have been said, but no command of the caller's.
            ClientError(.cancelled, error.message)
        case .timedOut where error.mayHaveRun:
            ClientError(.connectionFailed, ClientError.silence + (usesTLS ? " Or does it speak no TLS there?" : ""))
        case .connectionClosed where !usesTLS:
            ClientError(
                .connectionFailed, "\(error.message). If it speaks TLS only, use rediss://",
                underlying: error.underlying)
        default:
            ClientError(.connectionFailed, error.message, underlying: error.underlying)
        }
    }
}

/// Gives the credentials for a new connection; it is asked each time, so that passwords and tokens can change.
public typealias CredentialsProvider = @Sendable () async throws -> RedisCredentials?
