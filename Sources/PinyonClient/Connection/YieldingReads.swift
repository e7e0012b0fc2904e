package import NIOCore
internal import Synchronization

/// How often commands of a client were taken to be written, but for those with large replies, all its servers together.
///
/// With two event loops they have one count: those of the other loop need the processor that this one shares.
package final class SmallTraffic: Sendable {
    private let count = Atomic(0)

    package init() {}

    package var writes: Int { count.load(ordering: .relaxed) }

    /// Notes that commands were taken.
    package func note() { count.add(1, ordering: .relaxed) }
}

/// The reads of a connection for large replies that shares its thread with others: short as long as small commands are
/// written, otherwise as long as elsewhere. What is encrypted is read and decrypted a record at a time all the same, of
/// 16 KiB as a rule.
package struct YieldingReads: RecvByteBufferAllocator {
    /// How much is read while small replies wait.
    private static let shortest = 2 << 10
    /// After so many reads without a small command, one or two milliseconds, nobody is thought to wait for a turn.
    private static let patience = 256

    private let traffic: SmallTraffic
    private var usual = Dialer.reads
    private var seen: Int
    private var undisturbed = 0

    package init(yieldingTo traffic: SmallTraffic) {
        self.traffic = traffic
        seen = traffic.writes
    }

    package func buffer(allocator: ByteBufferAllocator) -> ByteBuffer {
        let isShort = undisturbed < Self.patience || traffic.writes != seen
        let size = usual.nextBufferSize() ?? Self.shortest
        return allocator.buffer(capacity: isShort ? min(size, Self.shortest) : size)
    }

    package mutating func record(actualReadBytes: Int) -> Bool {
        let writes = traffic.writes
        undisturbed = writes == seen ? min(undisturbed + 1, Self.patience) : 0
        seen = writes
        _ = usual.record(actualReadBytes: actualReadBytes)
        // A buffer that is used again keeps its size, and the next one may have to be shorter.
        return true
    }
}
