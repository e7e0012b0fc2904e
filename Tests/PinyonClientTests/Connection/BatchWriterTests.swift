import NIOCore
import PinyonClient
import Testing

/// How the commands of a turn become buffers.
struct BatchWriterTests {
    private func write(_ batches: PendingReply...) -> [ByteBuffer] {
        var writer = BatchWriter(allocator: ByteBufferAllocator(), expecting: batches)
        for pending in batches {
            if let batch = pending.beginWriting() { writer.write(batch) }
        }
        return writer.finish()
    }

    private func text(_ parts: [ByteBuffer]) -> String { parts.map { String(buffer: $0) }.joined() }

    @Test func smallCommandsShareABuffer() {
        let parts = write(PendingReply("GET", "a"), PendingReply(several: "MULTI", "EXEC"), PendingReply("PING"))
        #expect(parts.count == 1)
        #expect(text(parts) == wire("GET a", "MULTI", "EXEC", "PING"))
    }

    @Test func nothingIsNoBuffer() {
        #expect(write().isEmpty)
    }

    @Test func aLargeCommandStandsBetweenItsNeighboursWithoutBeingCopied() {
        let value = String(repeating: "x", count: 20_000)
        let arguments = command(["SET", "key", value])
        let large = PendingReply(.one(arguments), deadline: .distantFuture, connectDeadline: .distantFuture)
        let parts = write(PendingReply("GET", "a"), large, PendingReply("GET", "b"), PendingReply("GET", "c"))
        #expect(parts.count == 3)
        #expect(text(parts) == wire("GET a", "SET key \(value)", "GET b", "GET c"))
        #expect(parts[1].storage == arguments.bytes.storage, "the large arguments were copied")
    }

    @Test func largeCommandsNextToEachOtherAreWhole() {
        let value = String(repeating: "y", count: 16 << 10)
        let parts = write(PendingReply("SET", "a", value), PendingReply("SET", "b", value))
        #expect(text(parts) == wire("SET a \(value)", "SET b \(value)"))
        #expect(parts.count == 4)
    }

    @Test func aLargeCommandInABatchIsPassedOnToo() {
        let value = String(repeating: "z", count: 30_000)
        let batch = PendingReply(
            .several([command(["ASKING"]), command(["SET", "a", value]), command(["PING"])]),
            deadline: .distantFuture, connectDeadline: .distantFuture)
        let parts = write(batch)
        #expect(text(parts) == wire("ASKING", "SET a \(value)", "PING"))
        #expect(parts.count == 3)
    }

    @Test func sizesAroundTheLimitAreWrittenAsTheyAre() {
        for size in 16_300...16_400 {
            let value = String(repeating: "v", count: size)
            #expect(
                text(write(PendingReply("SET", "k", value), PendingReply("PING"))) == wire("SET k \(value)", "PING"))
        }
    }

    @Test func argumentsMayBeEmptyAndMany() {
        #expect(text(write(PendingReply("SET", "", ""))) == "*3\r\n$3\r\nSET\r\n$0\r\n\r\n$0\r\n\r\n")
        let keys = (0..<1_000).map { "k\($0)" }
        let many = PendingReply(
            .one(command(["DEL"] + keys)), deadline: .distantFuture, connectDeadline: .distantFuture)
        #expect(text(write(many)) == wire("DEL " + keys.joined(separator: " ")))
    }
}

extension ByteBuffer {
    /// Where the bytes lie, to tell a copy from the original.
    var storage: UnsafeRawPointer? { withUnsafeReadableBytes { $0.baseAddress } }
}
