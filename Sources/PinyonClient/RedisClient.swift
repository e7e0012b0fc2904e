public import NIOCore
public import NIOPosix
internal import ServiceLifecycle
internal import Synchronization

/// A client of Redis and Valkey servers.
///
/// ```swift
/// let client = try RedisClient("redis://localhost")
/// async let running: Void = client.run()
/// try await client.set("greeting", "hello")
/// let greeting = try await client.get("greeting")
/// ```
///
/// All tasks of a process share one client. Their commands go over one connection to a server, as many as there are at
/// a time with one write, and each reply goes to the task that asked. A task that is cancelled leaves at once and
/// disturbs nobody. Commands that would keep others waiting have connections of their own: large values, commands that
/// block, transactions, subscriptions.
///
/// Connections are made while ``run()`` runs. Commands that come earlier wait for it, at most for the connect timeout.
///
/// ## What is repeated
///
/// A command is sent again on its own if the server refused it without doing it, if it was never written, and, after a
/// broken connection, if it only reads or is marked with ``Command/idempotent()``. After any other loss the error's
/// ``ClientError/mayHaveRun`` is true, and the caller decides. All of it takes no longer than the command's time limit,
/// ``RedisConfiguration/commandTimeout`` or ``Command/timeout(_:)``. Commands that wait on the server have the
/// time that they wait there besides, and no limit if they wait for ever.
///
/// ## Logs, metrics and traces
///
/// The process's metrics backend and tracer are looked up when a client is made: set them up before. Commands are
/// measured as `db.client.operation.duration` and traced with OpenTelemetry's names; nothing of it holds a value.
public final class RedisClient: Sendable {
    let configuration: RedisConfiguration
    let executor: CommandExecutor
    let topology: any Topology
    let observer: ConnectionObserver
    private let telemetry: ClientTelemetry
    let subscriptions: SubscriptionCenter
    package let factory: NodeFactory
    private let work = WorkQueue()
    private let state = Mutex(RunState.created)
    private let trackings = Mutex<[Tracking]>([])

    private enum RunState {
        case created
        case running
        case ended
    }

    /// A client. Nothing is connected before ``run()``.
    ///
    /// - Parameters:
    ///   - configuration: Where the servers are, and how to talk to them.
    ///   - eventLoopGroup: The threads that its connections live on; by default NIO's, which all libraries share.
    public init(
        _ configuration: RedisConfiguration, eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.configuration = configuration
        observer = ConnectionObserver(logger: configuration.logger)
        telemetry = ClientTelemetry(
            logger: configuration.logger, database: configuration.database, metrics: configuration.metrics,
            tracer: configuration.tracer)
        factory = NodeFactory(configuration, group: eventLoopGroup, work: work, observer: observer)
        switch configuration.topology {
        case .standalone(let address):
            topology = StandaloneTopology(address: address, factory: factory)
        case .sentinel(let group):
            topology = SentinelTopologyMap(group, factory: factory)
        case .cluster(let seeds):
            topology = ClusterTopology(seeds: seeds, factory: factory)
        }
        subscriptions = SubscriptionCenter(topology: topology, factory: factory)
        executor = CommandExecutor(
            topology: topology,
            times: CallTimes(
                command: TimeAmount(bounded: configuration.commandTimeout),
                connect: TimeAmount(bounded: configuration.connectTimeout)),
            readPreference: configuration.readPreference, telemetry: telemetry)
    }

    /// Keeps the client's connections until the task is cancelled or ``shutDown()`` is called. Commands that come
    /// afterwards fail with ``ClientError/Code/shutDown``.
    ///
    /// - Throws: ``ClientError/Code/refused`` if it was called before, or after ``shutDown()``.
    public func run() async throws(ClientError) {
        let previous = state.withLock { state in
            defer { if case .created = state { state = .running } }
            return state
        }
        guard case .created = previous else {
            throw ClientError(.refused, "run() was called twice, or after the client was shut down")
        }
        topology.onChange { [weak self] slots in self?.nodesChanged(slots) }
        topology.start()
        await cancelWhenGracefulShutdown { await self.work.run() }
        shutDown()
    }

    func add(_ tracking: Tracking) {
        trackings.withLock { $0.append(tracking) }
        if case .ended = state.withLock({ $0 }) {
            tracking.close(ClientError(.shutDown, "the client was shut down"))
        } else {
            tracking.watchAll()
        }
    }

    func remove(_ tracking: Tracking) {
        trackings.withLock { $0.removeAll { $0 === tracking } }
    }

    private func nodesChanged(_ slots: [HashSlot]) {
        subscriptions.nodesChanged(slots)
        for tracking in trackings.withLock({ $0 }) { tracking.nodesChanged(slots) }
    }

    /// Ends all connections. Commands that wait fail with ``ClientError/Code/shutDown``.
    public func shutDown() {
        let previous = state.withLock { state in
            defer { state = .ended }
            return state
        }
        if case .ended = previous { return }
        work.close()
        let error = ClientError(.shutDown, "the client was shut down")
        subscriptions.close(error)
        for tracking in trackings.withLock({ $0 }) { tracking.close(error) }
        topology.close(error)
        observer.finish()
    }
}

extension RedisClient: CommandSender {
    /// Sends a command and waits for its reply.
    @specialized(where Response == String?)
    public func send<Response>(_ command: Command<Response>) async throws(ClientError) -> Response {
        let request = command.request
        // In the one case that has to be fast, nothing stands between the caller and the lane.
        guard !telemetry.isSilent else { return try command.read(try await executor.execute(request)) }
        return try await executor.send(command)
    }
}

extension RedisClient: PipelineSender {
    /// Sends commands together, with one write for each node they go to.
    public func sendAll(_ commands: [ErasedCommand]) async -> [Result<RESPValue, ClientError>] {
        await executor.sendAll(commands)
    }
}

extension Command {
    /// The reply as its type.
    func read(_ reply: RESPValue) throws(ClientError) -> Response {
        do {
            return try decode(reply)
        } catch {
            throw ClientError(
                .unexpectedReply, "the reply isn't what the command promises: \(error)", command: name,
                underlying: error)
        }
    }
}
