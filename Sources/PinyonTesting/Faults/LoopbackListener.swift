internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Listens on a free port of the loopback interface, and can stop and begin again on the same one.
final class LoopbackListener: Sendable {
    let eventLoop: any EventLoop
    private let group: MultiThreadedEventLoopGroup
    private let reservation: PortReservation
    private let channel = Mutex<(any Channel)?>(nil)
    private let accept: @Sendable (any Channel) -> Void

    /// Reserves a port. All that `accept` is given happens on one event loop with a thread of its own.
    ///
    /// - Parameter accept: Takes an accepted socket before anything has been read from it.
    /// - Throws: ``FaultError/Code/cannotListen``.
    init(accept: @escaping @Sendable (any Channel) -> Void) throws(FaultError) {
        reservation = try PortReservation()
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        eventLoop = group.next()
        self.accept = accept
    }

    var port: Int { reservation.port }

    /// Begins to listen; does nothing while it listens already.
    ///
    /// - Parameter reads: Whether accepted sockets read by themselves.
    /// - Throws: ``FaultError/Code/cannotListen``.
    func listen(reads: Bool) async throws {
        guard channel.withLock({ $0 == nil }) else { return }
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: reads)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [accept] channel in
                accept(channel)
                return channel.eventLoop.makeSucceededVoidFuture()
            }
        do {
            let bound = try await bootstrap.bind(host: "127.0.0.1", port: port).get()
            channel.withLock { $0 = bound }
        } catch {
            throw FaultError(.cannotListen, "port \(port) of 127.0.0.1 can't be listened on: \(error)")
        }
    }

    /// Stops listening: connecting is refused.
    func refuse() async {
        let listening = channel.withLock { channel in
            defer { channel = nil }
            return channel
        }
        try? await listening?.close().get()
    }

    /// Closes every socket and ends the thread.
    func stop() async {
        await refuse()
        try? await group.shutdownGracefully()
    }
}
