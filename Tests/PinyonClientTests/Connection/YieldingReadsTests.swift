import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// How much of large replies is read at once, where small ones need the same thread.
struct YieldingReadsTests {
    private let traffic = SmallTraffic()

    /// How much the next read takes.
    private func next(_ reads: some RecvByteBufferAllocator) -> Int {
        reads.buffer(allocator: ByteBufferAllocator()).writableBytes
    }

    /// Reads from a server that always has more, and tells how much the next read takes.
    @discardableResult
    private func read(_ reads: inout some RecvByteBufferAllocator, times: Int) -> Int {
        for _ in 0..<times { _ = reads.record(actualReadBytes: next(reads)) }
        return next(reads)
    }

    @Test func readsAreShortUntilNobodyHasWantedATurnForAWhile() {
        var reads = YieldingReads(yieldingTo: traffic)
        #expect(read(&reads, times: 255) == 2 << 10)
        #expect(read(&reads, times: 10) == 16 << 10)
        #expect(read(&reads, times: 1_000) == 16 << 10)
    }

    @Test func aSmallCommandMakesTheVeryNextReadShort() {
        var reads = YieldingReads(yieldingTo: traffic)
        read(&reads, times: 300)
        traffic.note()
        #expect(next(reads) == 2 << 10)
        #expect(read(&reads, times: 200) == 2 << 10)
        traffic.note()
        #expect(read(&reads, times: 200) == 2 << 10)
        #expect(read(&reads, times: 100) == 16 << 10)
    }

    @Test func smallRepliesTakeNoLargeBuffers() {
        var reads = YieldingReads(yieldingTo: traffic)
        for _ in 0..<300 { _ = reads.record(actualReadBytes: 20) }
        #expect(next(reads) == 512)
    }

    @Test func theLanesOfAClientWithOneThreadKnowEachOther() async throws {
        let eventLoop = NIOAsyncTestingEventLoop()
        let configuration = RedisConfiguration(.standalone(.host("virtual", port: 1)))
        let factory = NodeFactory(
            configuration, group: eventLoop, work: WorkQueue(),
            observer: ConnectionObserver(logger: configuration.logger))
        let nodes = [1, 2].map { port in
            factory.node(at: .host("virtual", port: port), NodeFactory.Purpose(), namedFrom: nil)
        }
        func connect(_ lane: Lane) async throws -> VirtualConnection {
            let connection = try await VirtualConnection(isAttached: false, on: eventLoop)
            #expect(await lane.attach(connection.connection()))
            return connection
        }
        let large = try await connect(nodes[0].bulk)
        let option = large.channel.options.last { $0.option is ChannelOptions.Types.RecvAllocatorOption }
        var reads = try #require(option?.value as? YieldingReads)
        #expect(read(&reads, times: 300) == 16 << 10)
        // Also those of another server: they share the thread.
        let small = try await connect(nodes[1].small)
        _ = try nodes[1].small.outbox.enqueue(PendingReply("GET", "a"))
        try await small.turn()
        #expect(next(reads) == 2 << 10)
        #expect(read(&reads, times: 300) == 16 << 10)
        _ = try nodes[0].bulk.outbox.enqueue(PendingReply("GET", "b"))
        try await large.turn()
        #expect(next(reads) == 16 << 10)
    }
}
