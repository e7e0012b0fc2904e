import NIOCore
import NIOPosix
import PinyonTesting
import Synchronization

/// Sends back what it gets, ends its stream when the peer does, and records what each socket saw.
final class EchoServer: Sendable {
    private let listener: any Channel
    private let sockets: Sockets

    private init(listener: any Channel, sockets: Sockets) {
        self.listener = listener
        self.sockets = sockets
    }

    static func start(unixSocket path: String? = nil) async throws -> EchoServer {
        let sockets = Sockets()
        let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = RecordingHandler(sockets.add(channel), echoes: true)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
        let bound =
            if let path {
                bootstrap.bind(unixDomainSocketPath: path)
            } else {
                bootstrap.bind(host: "127.0.0.1", port: 0)
            }
        return EchoServer(listener: try await bound.get(), sockets: sockets)
    }

    var port: Int { listener.localAddress?.port ?? 0 }

    /// What the sockets saw, in the order in which they were accepted.
    var seen: [SocketRecord] { sockets.all.map(\.record.value) }

    var allAreClosed: Bool { seen.allSatisfy { $0.isClosed } }

    /// Sends on a socket, on its own account.
    func send(_ text: String, on index: Int = 0) async throws {
        try await sockets.all[index].channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Sends without waiting for the socket to take it.
    func post(_ bytes: [UInt8], on index: Int = 0) {
        sockets.all[index].channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func close(_ index: Int = 0) async { try? await sockets.all[index].channel.close().get() }

    func reset(_ index: Int = 0) async { await sockets.all[index].channel.reset() }

    func stop() async {
        try? await listener.close().get()
        for socket in sockets.all { try? await socket.channel.close().get() }
    }
}

extension EchoServer {
    private final class Sockets: Sendable {
        private let state = Mutex<[(channel: any Channel, record: Recorder)]>([])

        var all: [(channel: any Channel, record: Recorder)] { state.withLock { $0 } }

        func add(_ channel: any Channel) -> Recorder {
            let record = Recorder()
            state.withLock { $0.append((channel, record)) }
            return record
        }
    }
}

/// Runs a body with an echo server and a proxy in front of it, and stops both.
func withEcho(
    seed: UInt64 = 0, recordsBytes: Bool = false, _ body: (FaultProxy, EchoServer) async throws -> Void
) async throws {
    let server = try await EchoServer.start()
    do {
        try await withFaultProxy(
            target: .hostPort("127.0.0.1", server.port), seed: seed, recordsBytes: recordsBytes
        ) { try await body($0, server) }
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}
