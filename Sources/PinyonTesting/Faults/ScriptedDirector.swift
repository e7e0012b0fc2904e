internal import NIOCore
internal import Synchronization

/// Makes connections of accepted sockets, keeps the open ones, and knows what they answer.
final class ScriptedDirector: Sendable {
    struct Behaviour: Sendable {
        var handshake: ScriptedHandshake
        var greeting: ScriptedServer.Greeting
        var script: ScriptedServer.Script
    }

    let record = Watched(ScriptedServer.Record())
    private let behaviour: Mutex<Behaviour>
    private let sockets = Mutex<[Int: any Channel]>([:])
    private let clock = FaultClock()

    init(
        handshake: ScriptedHandshake, greeting: @escaping ScriptedServer.Greeting,
        script: @escaping ScriptedServer.Script
    ) {
        behaviour = Mutex(Behaviour(handshake: handshake, greeting: greeting, script: script))
    }

    func update(_ change: (inout Behaviour) -> Void) {
        behaviour.withLock { change(&$0) }
    }

    func push(_ bytes: [UInt8], to connection: Int) {
        guard let socket = sockets.withLock({ $0[connection] }) else { return }
        socket.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func end(_ connection: Int?, _ ending: FaultEnding) {
        let concerned = sockets.withLock { sockets in
            sockets.filter { connection == nil || $0.key == connection }.values
        }
        for socket in concerned {
            socket.eventLoop.execute { socket.end(ending) }
        }
    }

    /// Takes an accepted socket, on its event loop.
    func accept(_ socket: any Channel) {
        let number = record.update { record in
            let number = record.connections.count
            record.connections.append(ScriptedServer.ConnectionRecord(number: number))
            return number
        }
        sockets.withLock { $0[number] = socket }
        socket.closeFuture.whenComplete { _ in self.closed(number) }
        try? socket.pipeline.syncOperations.addHandler(
            ScriptedSocketHandler(number: number, director: self, clock: clock))
    }

    private func closed(_ number: Int) {
        _ = sockets.withLock { $0.removeValue(forKey: number) }
        record.update { $0.connections[number].isOpen = false }
    }

    func greeting(_ connection: Int) -> [ScriptedReply] {
        behaviour.withLock(\.greeting)(connection)
    }

    /// Records a command and answers it.
    func answer(_ command: ScriptedCommand, _ connection: Int) -> [ScriptedReply] {
        record.update { $0.connections[connection].commands.append(command) }
        let behaviour = behaviour.withLock(\.self)
        if let replies = behaviour.script(connection, command) { return replies }
        if let reply = behaviour.handshake.reply(to: command, connection: connection) { return [reply] }
        return [.error("ERR unknown command")]
    }

    /// Records that a connection brought something else than commands, and answers it.
    func answerMalformed(_ connection: Int) -> [ScriptedReply] {
        record.update { $0.connections[connection].isMalformed = true }
        return [.error("ERR Protocol error"), .close]
    }
}

/// The socket of one connection. What to do is decided by ``ScriptedConnectionStateMachine``; this does it.
final class ScriptedSocketHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let number: Int
    private let director: ScriptedDirector
    private let clock: FaultClock
    private var parser = CommandParser()
    private var machine = ScriptedConnectionStateMachine()
    private var isMalformed = false
    private var timer: Scheduled<Void>?
    private var lastWrite: EventLoopFuture<Void>?

    init(number: Int, director: ScriptedDirector, clock: FaultClock) {
        self.number = number
        self.director = director
        self.clock = clock
    }

    func channelActive(context: ChannelHandlerContext) {
        machine.answer(director.greeting(number))
        run(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isMalformed else { return }
        parser.feed(unwrapInboundIn(data))
        do {
            while let command = try parser.next() {
                machine.answer(director.answer(command, number))
                run(context)
            }
        } catch {
            isMalformed = true
            machine.answer(director.answerMalformed(number))
            run(context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return }
        machine.end()
        end(context, .close)
    }

    func channelInactive(context: ChannelHandlerContext) {
        machine.end()
        timer?.cancel()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The socket closes by itself.
    }

    private func run(_ context: ChannelHandlerContext) {
        while true {
            switch machine.next(at: clock.now) {
            case .write(let bytes): lastWrite = context.channel.writeAndFlush(ByteBuffer(bytes: bytes))
            case .end(let ending): end(context, ending)
            case .wait(let time): return wake(context, at: time)
            case .idle: return
            }
        }
    }

    private func wake(_ context: ChannelHandlerContext, at time: Duration) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: clock.deadline(time)) {
            self.run(context)
        }
    }

    private func end(_ context: ChannelHandlerContext, _ ending: FaultEnding) {
        let socket = context.channel
        guard let lastWrite else { return socket.end(ending) }
        lastWrite.whenComplete { _ in socket.end(ending) }
    }
}
