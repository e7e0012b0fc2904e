internal import NIOCore
internal import NIOPosix
internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Listens on a free port of the loopback interface, and can stop and begin again on the same one.
final class LoopbackListener: Sendable {
    let eventLoop: any EventLoop
    private let group: MultiThreadedEventLoopGroup
    private let reservation: PortReservation
    private let state = Mutex(State())
    private let accept: @Sendable (any Channel) -> Void

    private struct State {
        var listening: Listening?
        var isStopped = false
    }

    /// How many connections may wait to be accepted: a thousand clients may come at once.
    private static let queue: Int32 = 1_024

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
        let (isListening, isStopped) = state.withLock { ($0.listening != nil, $0.isStopped) }
        guard !isListening else { return }
        guard !isStopped else { throw FaultError(.cannotListen, "port \(port) was given up: this was stopped") }
        let descriptor = try reservation.listeningSocket(queue: Self.queue)
        let bootstrap = ServerBootstrap(group: group)
            .childChannelOption(.autoRead, value: reads)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [accept] channel in
                accept(channel)
                return channel.eventLoop.makeSucceededVoidFuture()
            }
        do {
            let channel = try await bootstrap.withBoundSocket(descriptor).get()
            let listening = Listening(channel: channel, descriptor: descriptor)
            await listening.lengthenQueue(to: Self.queue)
            state.withLock { $0.listening = listening }
        } catch {
            throw FaultError(.cannotListen, "port \(port) of 127.0.0.1 can't be listened on: \(error)")
        }
    }

    /// Stops listening: connecting is refused.
    func refuse() async {
        let ended = state.withLock { $0.listening.take() }
        await ended?.end()
    }

    /// Closes every socket and ends the thread.
    func stop() async {
        state.withLock { $0.isStopped = true }
        await refuse()
        try? await group.shutdownGracefully()
    }
}

/// A socket that listens.
private struct Listening: Sendable {
    let channel: any Channel
    let descriptor: Int32

    /// Lets as many connections wait as before: a channel takes a socket with room for 128.
    func lengthenQueue(to count: Int32) async {
        let lengthened = channel.eventLoop.submit {
            if channel.isActive { _ = listen(descriptor, count) }
        }
        try? await lengthened.get()
    }

    /// Ends it.
    func end() async {
        let closed = channel.eventLoop.flatSubmit {
            // A program that this process is starting has the socket, too, until it runs: closing ours alone would let
            // connections in for as long.
            if channel.isActive { _ = shutdown(descriptor, CInt(SHUT_RD)) }
            return channel.close()
        }
        try? await closed.get()
    }
}
