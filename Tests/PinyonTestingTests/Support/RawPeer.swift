import NIOCore
import NIOPosix
import Synchronization

/// What one socket saw.
struct SocketRecord: Sendable {
    /// What each read gave.
    var reads: [[UInt8]] = []
    /// The orderly end of the peer's stream.
    var hasEnded = false
    /// An error: a reset, as a rule.
    var error: IOError?
    var isClosed = false

    var count: Int { reads.reduce(0) { $0 + $1.count } }
    var bytes: [UInt8] { reads.flatMap(\.self) }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var wasReset: Bool { error?.errnoCode == 104 || error?.errnoCode == 54 }
}

/// A socket whose reads are recorded, and which stays open when the peer ends its stream.
final class RawPeer: Sendable {
    private let channel: any Channel
    private let record: Recorder

    private init(channel: any Channel, record: Recorder) {
        self.channel = channel
        self.record = record
    }

    static func connect(port: Int, reads: Bool = true) async throws -> RawPeer {
        let record = Recorder()
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: reads)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RecordingHandler(record, echoes: false))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawPeer(channel: channel, record: record)
    }

    var seen: SocketRecord { record.value }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Sends without waiting for the socket to take it.
    func post(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func startReading() async throws { try await channel.setOption(.autoRead, value: true).get() }

    func endOutput() async throws { try await channel.close(mode: .output).get() }

    func close() async { try? await channel.close().get() }

    func reset() async { await channel.reset() }

    var isWritable: Bool { channel.isWritable }
}

/// Laid out as the system's `linger`.
private struct Linger: Sendable {
    let isOn: CInt
    let seconds: CInt
}

extension Channel {
    /// Closes with a reset.
    func reset() async {
        let provider = self as? any SocketOptionProvider
        let now = Linger(isOn: 1, seconds: 0)
        try? await provider?.unsafeSetSocketOption(level: .socket, name: .so_linger, value: now).get()
        try? await close().get()
    }
}

final class Recorder: Sendable {
    private let state = Mutex(SocketRecord())

    var value: SocketRecord { state.withLock { $0 } }

    func update(_ change: (inout SocketRecord) -> Void) {
        state.withLock { change(&$0) }
    }
}

/// Records what happens on a socket.
final class RecordingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let record: Recorder
    private let echoes: Bool

    init(_ record: Recorder, echoes: Bool) {
        self.record = record
        self.echoes = echoes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        record.update { $0.reads.append(Array(buffer: bytes)) }
        if echoes { context.writeAndFlush(data, promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return }
        record.update { $0.hasEnded = true }
        if echoes { context.close(mode: .output, promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        record.update { $0.error = error as? IOError }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        record.update { $0.isClosed = true }
    }
}
