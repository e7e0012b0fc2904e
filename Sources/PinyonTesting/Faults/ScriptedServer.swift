internal import NIOCore
internal import Synchronization

/// A server that answers RESP commands with whatever bytes a test wants: states and replies that no real server would
/// give, and a record of exactly what clients sent.
///
/// ```swift
/// try await withScriptedServer { server in
///     server.script { connection, command in
///         switch command.name {
///         case "GET": [.error("MOVED 1 127.0.0.1:1")]
///         case "INCR": [.delay(.milliseconds(20)), ":1\r\n", .reset]
///         default: nil
///         }
///     }
///     …
///     #expect(server.record.count(of: "INCR") == 1)
/// }
/// ```
///
/// It listens on a free port of 127.0.0.1, with a thread of its own; every method may be called from anywhere. Commands
/// must be arrays of bulk strings, as clients send them; anything else is answered with a protocol error and the end of
/// the connection.
public final class ScriptedServer: Sendable {
    /// Answers a command, on the server's thread, which it must not block.
    ///
    /// - Parameters:
    ///   - connection: The connection's number, of which the first is 0.
    ///   - command: The command.
    /// - Returns: What to do; `nil` to answer by the ``ScriptedHandshake``, or with `-ERR unknown command`.
    public typealias Script = @Sendable (_ connection: Int, _ command: ScriptedCommand) -> [ScriptedReply]?

    /// What to send on a connection that has just been accepted, on the server's thread.
    public typealias Greeting = @Sendable (_ connection: Int) -> [ScriptedReply]

    private let director: ScriptedDirector
    private let listener: LoopbackListener

    private init(director: ScriptedDirector, listener: LoopbackListener) {
        self.director = director
        self.listener = listener
    }

    /// Starts a server. It must be stopped.
    ///
    /// - Parameters:
    ///   - handshake: How to answer what the script doesn't. Default: ``ScriptedHandshake/resp3``.
    ///   - script: Answers each command. Default: leaves all to the handshake.
    ///   - greeting: What to send before any command has come. Default: nothing.
    /// - Throws: ``FaultError/Code/cannotListen``.
    public static func start(
        handshake: ScriptedHandshake = .resp3, script: @escaping Script = { _, _ in nil },
        greeting: @escaping Greeting = { _ in [] }
    ) async throws -> ScriptedServer {
        let director = ScriptedDirector(handshake: handshake, greeting: greeting, script: script)
        let listener = try LoopbackListener { director.accept($0) }
        do {
            try await listener.listen(reads: true)
        } catch {
            await listener.stop()
            throw error
        }
        return ScriptedServer(director: director, listener: listener)
    }

    /// The port of 127.0.0.1 on which the server listens, the same for its whole life.
    public var port: Int { listener.port }

    /// Closes every connection, stops listening and ends the thread. Whoever waits for a condition gets an error.
    public func stop() async {
        director.end(nil, .close)
        await listener.stop()
        director.record.close()
    }
}

// What the server does.
extension ScriptedServer {
    /// Answers differently from the next command on.
    public func script(_ script: @escaping Script) {
        director.update { $0.script = script }
    }

    /// Answers what the script doesn't differently from the next command on.
    public func setHandshake(_ handshake: ScriptedHandshake) {
        director.update { $0.handshake = handshake }
    }

    /// Sends something different on connections accepted from now on.
    public func setGreeting(_ greeting: @escaping Greeting) {
        director.update { $0.greeting = greeting }
    }

    /// Sends bytes that answer nothing, at once, in front of answers that are delayed. Nothing happens if the
    /// connection isn't open.
    public func push(_ bytes: [UInt8], to connection: Int) {
        director.push(bytes, to: connection)
    }

    /// Sends text that answers nothing, as ``push(_:to:)-([UInt8],_)`` does.
    public func push(_ text: String, to connection: Int) {
        push(Array(text.utf8), to: connection)
    }

    /// Ends every open connection at once.
    public func cutAll(_ ending: FaultEnding) {
        director.end(nil, ending)
    }

    /// Ends one connection at once.
    public func cut(connection: Int, by ending: FaultEnding) {
        director.end(connection, ending)
    }

    /// Stops listening, so that connecting is refused. Open connections stay.
    public func refuseConnections() async {
        await listener.refuse()
    }

    /// Listens again, on the same port.
    ///
    /// - Throws: ``FaultError/Code/cannotListen``.
    public func acceptConnections() async throws {
        try await listener.listen(reads: true)
    }
}

// What a test can see.
extension ScriptedServer {
    /// What the server has seen so far.
    public var record: Record { director.record.value }

    /// The commands of one connection, in the order in which they came, the handshake's included.
    public func commands(on connection: Int) -> [ScriptedCommand] {
        director.record.read { record in
            record.connections.indices.contains(connection) ? record.connections[connection].commands : []
        }
    }

    /// Waits until what the server has seen meets a condition.
    ///
    /// - Parameters:
    ///   - what: The condition in words, for the error.
    ///   - limit: How long to wait. Default: 5 s.
    ///   - condition: Is asked at once and at every change. It must not block, nor use the server.
    /// - Throws: ``FaultError/Code/timedOut``, ``FaultError/Code/stopped``, or `CancellationError`.
    public func waitUntil(
        _ what: String, within limit: Duration = .seconds(5), _ condition: @escaping @Sendable (Record) -> Bool
    ) async throws {
        try await director.record.wait(what, within: limit, until: condition)
    }
}

/// Starts a server that answers handshakes only, and stops it when the body has ended, whichever way.
///
/// - Parameters:
///   - handshake: How to answer what the script doesn't. Default: ``ScriptedHandshake/resp3``.
///   - body: Uses the server. ``ScriptedServer/script(_:)`` makes it answer more.
/// - Throws: ``FaultError/Code/cannotListen``, or what the body throws.
public func withScriptedServer<Result>(
    handshake: ScriptedHandshake = .resp3, _ body: (ScriptedServer) async throws -> Result
) async throws -> Result {
    let server = try await ScriptedServer.start(handshake: handshake)
    do {
        let result = try await body(server)
        await server.stop()
        return result
    } catch {
        await server.stop()
        throw error
    }
}
