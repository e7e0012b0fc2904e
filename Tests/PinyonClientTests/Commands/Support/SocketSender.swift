import NIOCore
import NIOPosix
import PinyonClient
import Testing

/// The simplest sender of commands: one connection, a command at a time.
///
/// Of every command that it sends it also asks the server which arguments are keys, and notes an issue if the command's
/// traits say something else.
struct SocketSender: CommandSender {
    let release: ServerRelease
    /// 2 or 3.
    let protocolVersion: Int
    /// The database that it has for itself; nil for none, as a Sentinel has no databases.
    let database: Int?
    private let handler: NIOLoopBound<ReplyHandler>
    private let channel: any Channel

    /// Connects to a server's unix socket, and selects a database.
    init(path: String, release: ServerRelease, protocolVersion: Int, database: Int?) async throws {
        self.release = release
        self.protocolVersion = protocolVersion
        self.database = database
        (channel, handler) = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = ReplyHandler()
                    try channel.pipeline.syncOperations.addHandler(handler)
                    return (channel, NIOLoopBound(handler, eventLoop: channel.eventLoop))
                }
            }
        _ = try await reply(to: ["HELLO", "\(protocolVersion)"])
        if let database { _ = try await reply(to: ["SELECT", "\(database)"]) }
    }

    func close() async throws { try await channel.close() }

    func send<Response>(_ command: Command<Response>) async throws(ClientError) -> Response {
        if let refusal = command.traits.refusal { throw refusal }
        if let problem = command.arguments.problem {
            throw ClientError(.invalidArgument, problem, command: command.name)
        }
        try await checkKeys(of: command)
        let reply = try await reply(to: command.arguments.words)
        do throws(RESPDecodingError) {
            return try command.decode(reply)
        } catch {
            throw ClientError(.unexpectedReply, "\(error)", command: command.name)
        }
    }

    /// The reply to words that are sent as they are.
    func reply(to words: [String]) async throws(ClientError) -> RESPValue {
        try await reply(to: words.map { ByteBuffer(string: $0) })
    }

    /// Sends words without waiting for anything.
    func send(unanswered words: [String]) {
        var bytes = ByteBuffer(string: "*\(words.count)\r\n")
        for word in words { bytes.writeString("$\(word.utf8.count)\r\n\(word)\r\n") }
        channel.writeAndFlush(bytes, promise: nil)
    }

    private func reply(to words: [ByteBuffer]) async throws(ClientError) -> RESPValue {
        let value: RESPValue
        do {
            value = try await rawReply(to: words)
        } catch {
            throw ClientError(.connectionClosed, "\(error)", command: words.first.map { String(buffer: $0) })
        }
        if case .error(let error) = value {
            throw ClientError(.server, "\(error)", command: words.first.map { String(buffer: $0) }, serverError: error)
        }
        return value
    }

    private func rawReply(to words: [ByteBuffer]) async throws -> RESPValue {
        var bytes = ByteBuffer(string: "*\(words.count)\r\n")
        for word in words {
            bytes.writeString("$\(word.readableBytes)\r\n")
            bytes.writeImmutableBuffer(word)
            bytes.writeString("\r\n")
        }
        let promise = channel.eventLoop.makePromise(of: RESPValue.self)
        channel.eventLoop.execute { [handler, channel, bytes] in
            guard channel.isActive else {
                promise.fail(ChannelError.ioOnClosedChannel)
                return
            }
            handler.value.waiting.append(promise)
            channel.writeAndFlush(bytes, promise: nil)
        }
        // A test that fails, or whose time is up, must not wait for a reply that never comes.
        return try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    /// Commands whose keys servers don't count, although they belong to slots: a channel, and a key to find faults in.
    private static let uncounted: Set<String> = ["SPUBLISH", "DEBUG OBJECT"]

    /// Which arguments the server takes for keys is what the traits say.
    private func checkKeys<Response>(of command: Command<Response>) async throws(ClientError) {
        guard !command.arguments.words.isEmpty, !Self.uncounted.contains(command.name) else { return }
        let words = ["COMMAND", "GETKEYS"].map { ByteBuffer(string: $0) } + command.arguments.words
        let mine = command.arguments.keys(at: command.traits.keys)
        let answer: RESPValue
        do throws(ClientError) {
            answer = try await reply(to: words)
        } catch {
            guard let refusal = error.serverError else { throw error }
            // A server that doesn't know the command, or finds its arguments wrong, will say so to the command itself.
            if refusal.message.contains("no key") { #expect(mine == [], "keys of \(command.name) on \(release)") }
            return
        }
        let theirs: [ByteBuffer]
        do throws(RESPDecodingError) {
            theirs = try [ByteBuffer].decode(answer)
        } catch {
            Issue.record(error, "keys of \(command.name) on \(release)")
            return
        }
        // Modules tell servers only of the first key.
        let known = command.name.contains(".") ? Array(mine.prefix(theirs.count)) : mine
        if release == .redis62, case .firstAndCounted = command.traits.keys {
            // It names the key that is written last.
            #expect(known.count == theirs.count && Set(known) == Set(theirs), "keys of \(command.name)")
        } else {
            #expect(known == theirs, "keys of \(command.name) on \(release)")
        }
    }
}

/// Gives replies to those who wait, in order.
private final class ReplyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    var waiting: [EventLoopPromise<RESPValue>] = []
    private var decoder = RESPDecoder()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data))
        do throws(WireError) {
            while let frame = try decoder.next() {
                guard case .reply(let value) = frame, !waiting.isEmpty else { continue }
                waiting.removeFirst().succeed(value)
            }
        } catch {
            fail(error)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { fail(ChannelError.eof) }

    private func fail(_ error: any Error) {
        for promise in waiting { promise.fail(error) }
        waiting = []
    }
}
