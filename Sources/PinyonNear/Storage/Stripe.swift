public import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One of a shard's reader locks.
///
/// A reader takes the one lock of its thread, so that readers on different cores don't pull a cache line back and
/// forth; a writer takes all locks.
///
/// The lock is a value of its own and not a part of the ``Stripe`` that it guards: whoever waits for it has access to
/// all of the value it belongs to, and to Swift that access must not overlap with changes that the holder makes.
///
/// Its methods are never inlined: where `unlock` was, the copy of a value read under the lock could be made after it.
@usableFromInline
struct StripeLock: ~Copyable {
    /// 1 while taken.
    @usableFromInline let word: Atomic<UInt32>

    @usableFromInline
    init() {
        word = Atomic(0)
    }

    /// Takes the lock, waiting for whoever has it.
    @usableFromInline
    @inline(never)
    func lock() {
        if word.compareExchange(expected: 0, desired: 1, ordering: .acquiring).exchanged { return }
        lockSlowly()
    }

    /// Takes the lock if it is free.
    @usableFromInline
    @inline(never)
    func tryLock() -> Bool {
        word.compareExchange(expected: 0, desired: 1, ordering: .acquiring).exchanged
    }

    /// Gives the lock back.
    @usableFromInline
    @inline(never)
    func unlock() {
        word.store(0, ordering: .releasing)
    }

    /// Spins for several times as long as a holder needs, then lets others run, then sleeps: whoever holds a lock does
    /// so for well under a microsecond unless the system has taken its core away, and then only sleeping gives it back.
    /// To yield sooner would hand the core to strangers for milliseconds on a busy machine.
    @usableFromInline
    @inline(never)
    func lockSlowly() {
        var attempt = 0
        while true {
            while word.load(ordering: .relaxed) != 0 {
                attempt += 1
                if attempt < Self.spins { continue }
                if attempt < Self.spins + Self.yields { sched_yield() } else { usleep(Self.pause) }
            }
            if tryLock() { return }
        }
    }

    /// About two microseconds.
    private static var spins: Int { 4_000 }
    private static var yields: Int { 50 }
    /// Microseconds.
    private static var pause: UInt32 { 50 }
}

/// What the readers behind one of a shard's reader locks have to say: their counters, and behind it in memory a buffer
/// of the slots they hit, which the next writer, or the reader that fills it, hands to the policy.
@usableFromInline
struct Stripe: BitwiseCopyable {
    /// Look-ups that found an entry.
    @usableFromInline var hits = 0
    /// Look-ups that found none, or an expired one.
    @usableFromInline var misses = 0
    /// The number of slots in the buffer.
    @usableFromInline var pending: UInt32 = 0

    @usableFromInline
    init() {}

    /// The bytes from one stripe's lock to the next one's: four cache lines, the buffer included.
    @usableFromInline static var stride: Int { 256 }

    /// The bytes from the lock to the counters.
    @usableFromInline static var offset: Int { 8 }

    /// The bytes from the lock to the buffer.
    @usableFromInline static var bufferOffset: Int { offset + MemoryLayout<Stripe>.stride }

    /// The number of slots that the buffer holds.
    @usableFromInline static var bufferCapacity: UInt32 {
        UInt32((stride - bufferOffset) / MemoryLayout<Slot>.stride)
    }
}
