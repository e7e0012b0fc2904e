internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// The two sockets of one connection. What to do is decided by ``FaultConnectionStateMachine``; this does it.
final class FaultConnection: Sendable {
    /// The bytes that may wait for their time before the proxy stops reading.
    private static let queueLimit = 1 << 20
    /// The pieces written before others have their turn.
    private static let writesInARow = 16

    private struct State {
        var machine: FaultConnectionStateMachine
        var server: (any Channel)?
        var timers: [FaultDirection: Scheduled<Void>] = [:]
        var lastWrite: [FaultDirection: EventLoopFuture<Void>] = [:]
        var endedInputs: Set<FaultDirection> = []
        /// The sockets that are open or about to be.
        var openSides: Int
        var isClosing = false
    }

    let number: Int
    let client: any Channel
    private let closesWithClient: Bool
    private let clock: FaultClock
    private let monitor: FaultMonitor
    private let onClosed: @Sendable () -> Void
    private let state: Mutex<State>

    /// Makes a connection of an accepted socket, which reads nothing by itself.
    ///
    /// - Parameters:
    ///   - number: The connection's number.
    ///   - client: The accepted socket.
    ///   - machine: What happens to the bytes.
    ///   - closesWithClient: Whether the client's end is the connection's, since there is no server.
    ///   - clock: The proxy's time.
    ///   - monitor: The proxy's counters.
    ///   - onClosed: Is called when both sockets are closed.
    init(
        number: Int, client: any Channel, machine: FaultConnectionStateMachine, closesWithClient: Bool,
        clock: FaultClock, monitor: FaultMonitor, onClosed: @escaping @Sendable () -> Void
    ) {
        self.number = number
        self.client = client
        self.closesWithClient = closesWithClient
        self.clock = clock
        self.monitor = monitor
        self.onClosed = onClosed
        state = Mutex(State(machine: machine, openSides: closesWithClient ? 1 : 2))
        client.closeFuture.whenComplete { _ in self.sideClosed() }
    }

    private var eventLoop: any EventLoop { client.eventLoop }

    /// Changes one direction's faults. Bytes read after the return are under the new ones.
    func set(_ faults: [Fault], on direction: FaultDirection) {
        state.withLock { state in
            state.machine.change(direction) { $0.set(faults, at: clock.now) }
        }
        onLoop { $0.proceed(direction) }
    }

    /// Ends the connection at once.
    func end(_ ending: FaultEnding) {
        state.withLock { $0.machine.end() }
        onLoop { $0.close(ending) }
    }

    private func onLoop(_ work: @escaping @Sendable (FaultConnection) -> Void) {
        if eventLoop.inEventLoop { work(self) } else { eventLoop.execute { work(self) } }
    }
}

// What the sockets tell. All of it happens on the event loop.
extension FaultConnection {
    /// The client's socket is there.
    func begin() {
        proceed(.toServer)
        proceed(.toClient)
    }

    /// The server's socket is there.
    func connected(to server: any Channel) {
        let isClosing = state.withLock { state in
            state.server = server
            return state.isClosing
        }
        server.closeFuture.whenComplete { _ in self.sideClosed() }
        if isClosing { return server.close(promise: nil) }
        proceed(.toServer)
        proceed(.toClient)
    }

    /// The server could not be reached.
    func failedToConnect() {
        if !state.withLock(\.isClosing) { monitor.targetUnreachable() }
        sideClosed()
        end(.reset)
    }

    func received(_ bytes: ByteBuffer, _ direction: FaultDirection) {
        var rest = bytes
        repeat {
            let step = monitor.arrived(rest, direction, connection: number)
            if let part = rest.readSlice(length: step.count) {
                state.withLock { state in
                    state.machine.change(direction) { $0.receive(part, at: clock.now) }
                }
            }
            run(direction)
            for hook in step.due { hook.perform(number) }
        } while rest.readableBytes > 0
    }

    /// The sender has ended its stream.
    func receivedEnd(_ direction: FaultDirection) {
        ended(direction) { $0.change(direction) { $0.receiveEnd(at: self.clock.now) } }
    }

    /// The sender is gone.
    func lost(_ direction: FaultDirection) {
        ended(direction) { $0.lose(direction, at: self.clock.now) }
    }

    private func ended(_ direction: FaultDirection, _ change: (inout FaultConnectionStateMachine) -> Void) {
        state.withLock { state in
            state.endedInputs.insert(direction)
            change(&state.machine)
        }
        run(direction)
        monitor.ended(direction, connection: number)
        if closesWithClient { end(.close) }
    }

    /// Does what there is to do in a direction, and reads on from its sender if that is wanted.
    func proceed(_ direction: FaultDirection) {
        run(direction)
        readOn(direction)
    }

    /// Reads from the sender of a direction if that is wanted.
    func readOn(_ direction: FaultDirection) {
        let sender = state.withLock { state -> (any Channel)? in
            guard !state.endedInputs.contains(direction), closesWithClient || state.server != nil,
                state.machine.wantsBytes(direction, limit: Self.queueLimit)
            else { return nil }
            let (sender, receiver) = sockets(direction, state)
            return receiver?.isWritable ?? true ? sender : nil
        }
        sender?.read()
    }

    private func sockets(
        _ direction: FaultDirection, _ state: borrowing State
    ) -> (sender: (any Channel)?, receiver: (any Channel)?) {
        direction == .toServer ? (client, state.server) : (state.server, client)
    }

    private func sideClosed() {
        let isLast = state.withLock { state in
            state.openSides -= 1
            guard state.openSides == 0 else { return false }
            state.machine.end()
            for timer in state.timers.values { timer.cancel() }
            return true
        }
        guard isLast else { return }
        monitor.closed(number)
        onClosed()
    }
}

// What the machine asks for. All of it happens on the event loop.
extension FaultConnection {
    private func run(_ direction: FaultDirection) {
        var writes = 0
        while true {
            guard writes < Self.writesInARow else { return eventLoop.execute { self.proceed(direction) } }
            let (action, receiver) = state.withLock { state in
                let receiver = sockets(direction, state).receiver
                // Until the server is there, what is meant for it waits.
                guard receiver != nil || closesWithClient else {
                    return (FaultConnectionStateMachine.Action.idle, receiver)
                }
                return (state.machine.next(direction, at: clock.now), receiver)
            }
            switch action {
            case .write(let bytes):
                write(bytes, direction, to: receiver)
                writes += 1
            case .finish: afterWrites(direction) { _ in receiver?.close(mode: .output, promise: nil) }
            case .cut(let ending): afterWrites(direction) { $0.close(ending) }
            case .close: afterWrites(.toServer) { $0.afterWrites(.toClient) { $0.close(.close) } }
            case .wait(let time): return wake(direction, at: time)
            case .idle: return
            }
        }
    }

    private func write(_ bytes: ByteBuffer, _ direction: FaultDirection, to receiver: (any Channel)?) {
        guard let receiver else { return }
        let written = receiver.writeAndFlush(bytes)
        written.whenFailure { error in
            if error is IOError { self.lost(direction.opposite) }
        }
        state.withLock { $0.lastWrite[direction] = written }
        monitor.delivered(bytes.readableBytes, direction, connection: number)
    }

    private func afterWrites(_ direction: FaultDirection, _ work: @escaping @Sendable (FaultConnection) -> Void) {
        guard let last = state.withLock({ $0.lastWrite[direction] }) else { return work(self) }
        last.whenComplete { _ in work(self) }
    }

    private func wake(_ direction: FaultDirection, at time: Duration) {
        let timer = eventLoop.scheduleTask(deadline: clock.deadline(time)) { self.proceed(direction) }
        let previous = state.withLock { state in
            defer { state.timers[direction] = timer }
            return state.timers[direction]
        }
        previous?.cancel()
    }

    private func close(_ ending: FaultEnding) {
        let sockets = state.withLock { state -> [any Channel] in
            guard !state.isClosing else { return [] }
            state.isClosing = true
            return [client, state.server].compactMap(\.self)
        }
        for socket in sockets { socket.end(ending) }
    }
}

/// Laid out as the system's `linger`, whose own initializer only NIO's C modules see.
private struct Linger: Sendable {
    let isOn: CInt
    let seconds: CInt
}

extension Channel {
    /// Closes both ways. For an orderly end the peer is told first, since a socket that is closed with unread bytes
    /// would send a reset instead.
    func end(_ ending: FaultEnding) {
        switch ending {
        case .close: close(mode: .output, promise: nil)
        case .reset:
            _ = (self as? any SocketOptionProvider)?
                .unsafeSetSocketOption(level: .socket, name: .so_linger, value: Linger(isOn: 1, seconds: 0))
        }
        close(promise: nil)
    }
}

/// The time since a proxy started.
struct FaultClock: Sendable {
    private let start = NIODeadline.now()

    var now: Duration { .nanoseconds((NIODeadline.now() - start).nanoseconds) }

    func deadline(_ time: Duration) -> NIODeadline { start + TimeAmount(time) }
}

/// Tells a connection what happens on one of its sockets.
final class FaultSocketHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let connection: FaultConnection
    /// The direction in which this socket sends.
    private let direction: FaultDirection
    private var hasFailed = false

    init(_ connection: FaultConnection, _ direction: FaultDirection) {
        self.connection = connection
        self.direction = direction
    }

    func channelActive(context: ChannelHandlerContext) {
        if direction == .toServer { connection.begin() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.received(unwrapInboundIn(data), direction)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        connection.readOn(direction)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        connection.readOn(direction.opposite)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { connection.receivedEnd(direction) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        // A socket both of whose ways have ended in order closes without an error.
        if hasFailed { connection.lost(direction) } else { connection.receivedEnd(direction) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The socket closes by itself.
        hasFailed = true
    }
}
