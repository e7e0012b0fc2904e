package import NIOCore
internal import Synchronization

/// How often commands of a client were written on lanes for small ones, all its servers together.
package final class SmallTraffic: Sendable {
    private let count = Atomic(0)

    package init() {}

    package var writes: Int { count.load(ordering: .relaxed) }

    /// Notes that commands were written.
    package func note() { count.add(1, ordering: .relaxed) }
}

/// The reads of a connection for large replies that shares its thread with lanes for small ones: short as long as small
/// commands are written, otherwise as long as elsewhere.
package struct YieldingReads: RecvByteBufferAllocator {
    /// The most bytes that small replies wait for.
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
