/// What a ``FaultProxy`` does to the bytes that travel in one direction.
///
/// ```swift
/// proxy.set(.split(into: .bytes(1)), .delay(.milliseconds(50)), on: .toClient)
/// ```
///
/// Faults combine: they work one behind the other, each on what the one before it lets through. Offsets and counts
/// begin at 0 with the first byte that reaches the fault after it was set, which is the connection's first byte if it
/// was set before the connection was accepted; a negative one counts as 0. A fault that waits for a number of bytes
/// that have already passed, such as ``cut(after:by:)`` with 0, acts at once.
public struct Fault: Hashable, Sendable {
    /// The sizes of the pieces into which ``Fault/split(into:gap:)`` takes the bytes apart.
    public struct PieceSize: Hashable, Sendable {
        package let range: ClosedRange<Int>

        /// Every piece has this many bytes; less than 1 counts as 1.
        public static func bytes(_ count: Int) -> PieceSize { random(count...count) }

        /// Every piece's size is drawn from the range, from the proxy's seed; less than 1 counts as 1.
        public static func random(_ range: ClosedRange<Int>) -> PieceSize {
            PieceSize(range: max(1, range.lowerBound)...max(1, range.upperBound))
        }
    }

    package indirect enum Kind: Hashable, Sendable {
        case pass
        case delay(Duration, jitter: Duration)
        case throttle(bytesPerSecond: Int)
        case split(PieceSize, gap: Duration)
        case coalesce(bytes: Int, limit: Duration?)
        case duplicateChunk(Int)
        case duplicateRange(Range<Int>)
        case corrupt(offset: Int, mask: UInt8?)
        case inject([UInt8], offset: Int)
        case cutAfter(Int, FaultEnding)
        case cutBefore(Int, FaultEnding)
        case halfClose(after: Int)
        case silence
        case hold
        case blackhole
        case after(Int, [Fault])
    }

    package let kind: Kind
}

extension Fault {
    /// Nothing: the bytes pass as they are.
    public static let pass = Fault(kind: .pass)

    /// Everything, the end of the stream too, arrives later; the order stays.
    ///
    /// What is under way keeps its time when the faults change.
    ///
    /// - Parameters:
    ///   - duration: How much later.
    ///   - jitter: Up to how much more, drawn for every chunk from the proxy's seed. Default: 0.
    public static func delay(_ duration: Duration, jitter: Duration = .zero) -> Fault {
        Fault(kind: .delay(max(.zero, duration), jitter: max(.zero, jitter)))
    }

    /// No more than this many bytes a second pass, in pieces of a fiftieth of that. Less than 1 counts as 1.
    ///
    /// The sender feels it: with a mebibyte waiting the proxy stops reading from it.
    public static func throttle(bytesPerSecond: Int) -> Fault {
        Fault(kind: .throttle(bytesPerSecond: max(1, bytesPerSecond)))
    }

    /// Takes the bytes apart. Each piece is a write of its own, without Nagle's algorithm, which costs some
    /// microseconds; a receiver that is slow to read may still find several of them together, unless a gap keeps them
    /// apart.
    ///
    /// - Parameters:
    ///   - size: The sizes of the pieces. A piece also ends where what the sender sent at once ends.
    ///   - gap: The least time between two pieces. Default: 0.
    public static func split(into size: PieceSize, gap: Duration = .zero) -> Fault {
        Fault(kind: .split(size, gap: max(.zero, gap)))
    }

    /// Collects bytes and delivers them in one write.
    ///
    /// - Parameters:
    ///   - bytes: How many bytes to wait for.
    ///   - limit: How long the first of them waits at most. Default: until the bytes are there, the stream ends or the
    ///     faults change.
    public static func coalesce(bytes: Int, within limit: Duration? = nil) -> Fault {
        Fault(kind: .coalesce(bytes: bytes, limit: limit))
    }

    /// Delivers a chunk twice. A chunk is what one read from the sender's socket gave.
    ///
    /// - Parameter index: Which chunk, counted from 0.
    public static func duplicate(chunk index: Int) -> Fault { Fault(kind: .duplicateChunk(index)) }

    /// Delivers a range of bytes a second time, right behind its last byte.
    public static func duplicate(_ range: Range<Int>) -> Fault {
        Fault(kind: .duplicateRange(range.clamped(to: 0..<Int.max)))
    }

    /// Flips bits of one byte.
    ///
    /// - Parameters:
    ///   - offset: Which byte.
    ///   - mask: The bits to flip. Default: one bit or more, drawn from the proxy's seed.
    public static func corrupt(at offset: Int, flipping mask: UInt8? = nil) -> Fault {
        Fault(kind: .corrupt(offset: max(0, offset), mask: mask))
    }

    /// Delivers bytes that nobody sent, as soon as `offset` bytes have passed.
    public static func inject(_ bytes: [UInt8], at offset: Int = 0) -> Fault {
        Fault(kind: .inject(bytes, offset: max(0, offset)))
    }

    /// Ends the connection as soon as `count` bytes have been delivered.
    public static func cut(after count: Int, by ending: FaultEnding) -> Fault {
        Fault(kind: .cutAfter(max(0, count), ending))
    }

    /// Ends the connection when the byte behind the first `count` bytes arrives, in place of it.
    ///
    /// On ``FaultDirection/toClient`` with 0 a request is delivered and carried out, and the connection is cut in
    /// place of its reply.
    public static func cut(before count: Int, by ending: FaultEnding) -> Fault {
        Fault(kind: .cutBefore(max(0, count), ending))
    }

    /// Ends one direction (FIN) as soon as `count` bytes have been delivered, and keeps the other one. What is still
    /// sent in this direction is read and lost.
    public static func halfClose(after count: Int = 0) -> Fault { Fault(kind: .halfClose(after: max(0, count))) }

    /// Reads and delivers nothing, not even the end of the stream; what arrives is lost. The sockets stay open.
    public static let silence = Fault(kind: .silence)

    /// Reads, and keeps everything until the faults change; then it counts as arriving at that moment.
    public static let hold = Fault(kind: .hold)

    /// Stops reading, so that the sender's buffers fill up, and keeps everything until the faults change, as a broken
    /// network would. The sockets stay open.
    public static let blackhole = Fault(kind: .blackhole)

    /// Lets `count` bytes pass and then applies faults to the rest, whose offsets begin there.
    public static func after(_ count: Int, _ faults: Fault...) -> Fault { Fault(kind: .after(max(0, count), faults)) }
}
