internal import PinyonClient

/// The sizes in which an allocator gives memory away: what is asked for is rounded up to one of them.
package enum AllocatorSizes: Sendable, Hashable {
    /// jemalloc, with a step between its smallest sizes of 8 bytes, as it comes with servers' sources, or of 16, as
    /// most systems build it.
    case jemalloc(step: Int)
    /// The C library's.
    case libc

    /// The sizes of a server's allocator; of one that doesn't tell, those of servers' own builds.
    package init(_ node: NodeFacts) {
        if node.info["mem_allocator"]?.hasPrefix("libc") == true {
            self = .libc
        } else {
            self = .jemalloc(step: node.allocatorQuantum.value == 16 ? 16 : 8)
        }
    }

    /// What is taken where some bytes are asked for.
    package subscript(bytes: Int) -> Int {
        switch self {
        case .libc: max(24, (bytes + 8 + 15) / 16 * 16 - 8)
        case .jemalloc(let step): Self.rounded(bytes, step)
        }
    }

    private static func rounded(_ bytes: Int, _ step: Int) -> Int {
        if bytes <= 8 { return 8 }
        if bytes <= (step == 8 ? 64 : 128) { return (bytes + step - 1) / step * step }
        // Four sizes between each power of two and the next.
        let power = Int.bitWidth - 1 - (bytes - 1).leadingZeroBitCount
        let distance = 1 << (power - 2)
        return (bytes + distance - 1) / distance * distance
    }
}
