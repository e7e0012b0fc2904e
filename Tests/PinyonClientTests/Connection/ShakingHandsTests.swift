import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// A handshake on a connection that may break at any moment.
struct ShakingHandsTests {
    private let welcome = "%2\r\n+server\r\n+valkey\r\n+proto\r\n:3\r\n"

    /// A connection and a handshake on it, which has said hello.
    private func begin(until limit: TimeAmount = .seconds(2)) async throws -> (VirtualConnection, Handshake) {
        let connection = try await VirtualConnection(isAttached: false)
        connection.outbox.withMachine { $0.connected() }
        try await connection.onLoop { [outbox = connection.outbox] in $0.attach(outbox, delegate: nil) }
        return (connection, Handshake(connection, until: connection.now + limit))
    }

    private struct Handshake {
        let task: Task<Result<ServerIdentity, ClientError>, Never>

        init(_ connection: VirtualConnection, until deadline: NIODeadline) {
            task = Task {
                do throws(ClientError) {
                    return .success(
                        try await Connector.shakeHands(
                            HandshakeStateMachine.Goal(), on: connection.channel, outbox: connection.outbox,
                            handler: connection.handler, usesTLS: false, until: deadline))
                } catch {
                    return .failure(error)
                }
            }
        }

        var result: String {
            get async {
                switch await task.value {
                case .success(let server): "\(server.name ?? "?") RESP\(server.protocolVersion)"
                case .failure(let error): error.kind
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func itEndsWithWhatTheServerSays() async throws {
        let (connection, handshake) = try await begin()
        #expect(try await connection.nextWrite() == wire("HELLO 3"))
        try await connection.receive(welcome)
        #expect(try await connection.nextWrite() == wire("CLIENT SETINFO LIB-NAME pinyon"))
        try await connection.receive("+OK\r\n")
        #expect(await handshake.result == "valkey RESP3")
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0) }
    }

    @Test(.timeLimit(.minutes(1))) func aConnectionThatBrokeBeforeHelloEndsIt() async throws {
        let connection = try await VirtualConnection(isAttached: false)
        connection.outbox.withMachine { $0.connected() }
        try await connection.onLoop { [outbox = connection.outbox] in $0.attach(outbox, delegate: nil) }
        try await connection.channel.close().get()
        let handshake = Handshake(connection, until: .distantFuture)
        #expect(await handshake.result == "connectionFailed")
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("-ERR max number of clients reached\r\n", "connectionFailed"),
            ("-DENIED Redis is running in protected mode\r\n", "authentication"),
            ("-NOAUTH Authentication required.\r\n", "authentication"),
            ("+OK\r\n", "connectionFailed"),
            ("\u{15}\u{3}\u{1}", "connectionFailed"),
        ])
    func whatAServerSaysBeforeItWasAskedIsItsReason(_ line: String, _ expected: String) async throws {
        let connection = try await VirtualConnection(isAttached: false)
        connection.outbox.withMachine { $0.connected() }
        try await connection.onLoop { [outbox = connection.outbox] in $0.attach(outbox, delegate: nil) }
        try await connection.receive(line)
        let handshake = Handshake(connection, until: .distantFuture)
        #expect(await handshake.result == expected)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("-ERR max number of clients reached\r\n", "connectionFailed"), ("-WRONGPASS no\r\n", "authentication"),
            ("HTTP/1.1 400 Bad Request\r\n", "connectionFailed"),
        ])
    func anAnswerThatRefusesEndsIt(_ line: String, _ expected: String) async throws {
        let (connection, handshake) = try await begin()
        _ = try await connection.nextWrite()
        try await connection.receive(line)
        #expect(await handshake.result == expected)
    }

    @Test(.timeLimit(.minutes(1))) func aConnectionThatBreaksInBetweenEndsIt() async throws {
        let (connection, handshake) = try await begin()
        _ = try await connection.nextWrite()
        try await connection.receive(welcome)
        _ = try await connection.nextWrite()
        try await connection.channel.close().get()
        #expect(await handshake.result == "connectionFailed")
    }

    @Test(.timeLimit(.minutes(1))) func aSilentServerEndsItInTime() async throws {
        let (connection, handshake) = try await begin(until: .seconds(2))
        _ = try await connection.nextWrite()
        await connection.pass(.seconds(2))
        let outcome = await handshake.task.value
        #expect(throws: ClientError.self) { try outcome.get() }
        guard case .failure(let error) = outcome else { return }
        #expect(error.code == .connectionFailed && error.isSilence)
    }

    @Test(.timeLimit(.minutes(1))) func itEndsWithTheTaskThatWantsIt() async throws {
        let (connection, handshake) = try await begin(until: .hours(1))
        _ = try await connection.nextWrite()
        handshake.task.cancel()
        #expect(await handshake.result == "cancelled")
    }
}
