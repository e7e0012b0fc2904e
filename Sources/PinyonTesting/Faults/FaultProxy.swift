/// A TCP proxy on a free port of the loopback interface that does to a connection what networks and dying servers do.
///
/// ```swift
/// try await withFaultProxy(target: .hostPort("127.0.0.1", server.port), seed: 7) { proxy in
///     let client = try await connect(port: proxy.port)
///     proxy.set(.delay(.milliseconds(50)), on: .toClient)
///     …
///     proxy.cutAll(.reset)
///     try await proxy.waitUntil("the client is back") { $0.accepted == 2 && $0.open == 1 }
/// }
/// ```
///
/// Faults are set for a direction, for all connections or for one, at any time; ``script(_:)`` chooses them for each
/// new connection. What is random comes from the seed, so a run can be repeated. Times are real time; everything else
/// counts bytes. A proxy has one thread, and every method may be called from anywhere.
public final class FaultProxy: Sendable {
    /// Where a proxy's connections lead.
    public enum Target: Hashable, Sendable {
        /// A name or an address, and a TCP port.
        case hostPort(String, Int)
        /// The path of a Unix domain socket.
        case unixSocket(String)
    }

    /// Where everything random comes from.
    public let seed: UInt64
    private let acceptor: FaultAcceptor
    private let listener: LoopbackListener

    private init(seed: UInt64, acceptor: FaultAcceptor, listener: LoopbackListener) {
        self.seed = seed
        self.acceptor = acceptor
        self.listener = listener
    }

    /// Starts a proxy without faults. It must be stopped.
    ///
    /// - Parameters:
    ///   - target: Where connections lead. It needn't be reachable yet: a connection for which it isn't is reset.
    ///   - seed: Where everything random comes from. Default: 0.
    ///   - recordsBytes: Whether to keep what the peers sent for ``observedBytes(_:connection:)``, all of it in
    ///     memory. Default: no.
    /// - Throws: ``FaultError/Code/cannotListen``.
    public static func start(
        target: Target, seed: UInt64 = 0, recordsBytes: Bool = false
    ) async throws -> FaultProxy {
        let acceptor = FaultAcceptor(target: target, seed: seed, recordsBytes: recordsBytes)
        let listener = try LoopbackListener { acceptor.accept($0) }
        do {
            try await listener.listen(reads: false)
        } catch {
            await listener.stop()
            throw error
        }
        return FaultProxy(seed: seed, acceptor: acceptor, listener: listener)
    }

    /// The port of 127.0.0.1 on which the proxy listens, the same for its whole life.
    public var port: Int { listener.port }

    /// Closes every connection, stops listening and ends the thread. Whoever waits for a condition gets an error.
    public func stop() async {
        acceptor.end(nil, .close)
        await listener.stop()
        acceptor.monitor.statistics.close()
    }
}

// What happens to the bytes.
extension FaultProxy {
    /// Replaces the faults of a direction. They are in effect when this returns.
    ///
    /// - Parameters:
    ///   - faults: The faults, in the order in which they work; none, or ``Fault/pass``, for none.
    ///   - direction: The direction.
    ///   - connection: The number of an open connection. Default: all that are open, and all to come.
    public func set(_ faults: Fault..., on direction: FaultDirection, connection: Int? = nil) {
        set(faults, on: direction, connection: connection)
    }

    /// Replaces the faults of a direction. They are in effect when this returns.
    ///
    /// - Parameters:
    ///   - faults: The faults, in the order in which they work.
    ///   - direction: The direction.
    ///   - connection: The number of an open connection. Default: all that are open, and all to come.
    public func set(_ faults: [Fault], on direction: FaultDirection, connection: Int? = nil) {
        acceptor.set(faults, on: direction, connection: connection)
    }

    /// Takes all faults away, in both directions, of the connections that are open and of those to come.
    public func heal() {
        for direction in FaultDirection.allCases { set([], on: direction) }
    }

    /// Calls back when the next bytes have arrived from the sender of a direction. The faults have had them by then,
    /// and no byte behind them is looked at before the closure returns: faults that it sets begin right there.
    ///
    /// - Parameters:
    ///   - count: How many bytes. Less than 1 counts as 1.
    ///   - direction: The direction.
    ///   - connection: The connection whose bytes count. Default: those of all together.
    ///   - perform: Is called once, on the proxy's thread, with the number of the connection that brought the last of
    ///     the bytes. It must not block.
    public func afterNext(
        _ count: Int, _ direction: FaultDirection, connection: Int? = nil,
        perform: @escaping @Sendable (_ connection: Int) -> Void
    ) {
        acceptor.monitor.addHook(
            FaultHooks.Hook(
                direction: direction, connection: connection, remaining: max(1, count), perform: perform))
    }
}

// What happens to connections.
extension FaultProxy {
    /// Chooses what happens to each connection accepted from now on.
    ///
    /// - Parameter plan: Is called on the proxy's thread with the number of the connection, of which the first is 0.
    public func script(_ plan: @escaping @Sendable (_ connection: Int) -> FaultPlan) {
        acceptor.script(plan)
    }

    /// Sends the connections accepted from now on elsewhere.
    public func retarget(to target: Target) {
        acceptor.retarget(to: target)
    }

    /// Ends every open connection at once; what is under way is lost.
    public func cutAll(_ ending: FaultEnding) {
        acceptor.end(nil, ending)
    }

    /// Ends one connection at once; what is under way is lost.
    public func cut(connection: Int, by ending: FaultEnding) {
        acceptor.end(connection, ending)
    }

    /// Stops listening, so that connecting is refused as by a server that isn't there. Open connections stay.
    public func refuseConnections() async {
        await listener.refuse()
    }

    /// Listens again, on the same port.
    ///
    /// - Throws: ``FaultError/Code/cannotListen``.
    public func acceptConnections() async throws {
        try await listener.listen(reads: false)
    }
}

// What a test can see.
extension FaultProxy {
    /// The counters.
    public var statistics: Statistics { acceptor.monitor.statistics.value }

    /// Waits until the counters meet a condition.
    ///
    /// - Parameters:
    ///   - what: The condition in words, for the error.
    ///   - limit: How long to wait. Default: 5 s.
    ///   - condition: Is asked at once and at every change. It must not block, nor use the proxy.
    /// - Throws: ``FaultError/Code/timedOut``, ``FaultError/Code/stopped``, or `CancellationError`.
    public func waitUntil(
        _ what: String, within limit: Duration = .seconds(5),
        _ condition: @escaping @Sendable (Statistics) -> Bool
    ) async throws {
        try await acceptor.monitor.statistics.wait(what, within: limit, until: condition)
    }

    /// What arrived from the sender of a direction, before any fault; empty unless the proxy records bytes.
    ///
    /// - Parameters:
    ///   - direction: The direction.
    ///   - connection: The number of the connection, open or not.
    public func observedBytes(_ direction: FaultDirection, connection: Int) -> [UInt8] {
        acceptor.monitor.observed(direction, connection: connection)
    }
}

extension FaultProxy {
    /// The commands of ``observedBytes(_:connection:)`` from the client, as far as they are complete and are arrays of
    /// bulk strings: which came, how often, and what stood next to what.
    ///
    /// - Parameter connection: The number of the connection, open or not.
    public func observedCommands(connection: Int) -> [ScriptedCommand] {
        CommandParser.commands(in: observedBytes(.toServer, connection: connection))
    }
}

/// Starts a proxy without faults, and stops it when the body has ended, whichever way.
///
/// - Parameters:
///   - target: Where connections lead.
///   - seed: Where everything random comes from. Default: 0.
///   - recordsBytes: Whether to keep what the peers sent. Default: no.
///   - body: Uses the proxy.
/// - Throws: ``FaultError/Code/cannotListen``, or what the body throws.
public func withFaultProxy<Result>(
    target: FaultProxy.Target, seed: UInt64 = 0, recordsBytes: Bool = false,
    _ body: (FaultProxy) async throws -> Result
) async throws -> Result {
    let proxy = try await FaultProxy.start(target: target, seed: seed, recordsBytes: recordsBytes)
    do {
        let result = try await body(proxy)
        await proxy.stop()
        return result
    } catch {
        await proxy.stop()
        throw error
    }
}
