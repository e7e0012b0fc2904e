public import CPinyonThreads

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
/// The lock is a pointer to a word of its own and not a part of the ``Stripe`` that it guards: whoever waits for it has
/// access to all of the value it belongs to, and to Swift that access must not overlap with changes that the holder
/// makes. The atomic operations are C's, because there a fence can keep copies of values inside the lock.
@usableFromInline
struct StripeLock {
    @usableFromInline let word: UnsafeMutablePointer<UInt32>

    @inlinable
    @inline(__always)
    init(_ word: UnsafeMutablePointer<UInt32>) {
        self.word = word
    }

    /// Takes the lock, waiting for whoever has it.
    @inlinable
    @inline(__always)
    func lock() {
        if !pinyon_try_lock(word) { lockSlowly() }
    }

    /// Takes the lock if it is free.
    @inlinable
    @inline(__always)
    func tryLock() -> Bool { pinyon_try_lock(word) }

    /// Gives the lock back.
    @inlinable
    @inline(__always)
    func unlock() { pinyon_unlock(word) }

    /// Spins for several times as long as a holder needs, then lets others run, then sleeps: whoever holds a lock does
    /// so for well under a microsecond unless the system has taken its core away, and then only sleeping gives it back.
    /// To yield sooner would hand the core to strangers for milliseconds on a busy machine.
    @usableFromInline
    @inline(never)
    func lockSlowly() {
        var attempt = 0
        repeat {
            while pinyon_is_locked(word) {
                attempt += 1
                if attempt < Self.spins {
                    pinyon_pause()
                    continue
                }
                if attempt < Self.spins + Self.yields { sched_yield() } else { usleep(Self.pause) }
            }
        } while !tryLock()
    }

    /// A few microseconds; how long a pause takes depends on the processor.
    private static var spins: Int { 100 }
    private static var yields: Int { 50 }
    /// Microseconds.
    private static var pause: UInt32 { 50 }
}

/// What the readers behind one of a shard's reader locks have to say: their counters, and behind it in memory a buffer
/// of what they hit, which the next writer, or the reader that fills it, hands to the policy.
@usableFromInline
struct Stripe: BitwiseCopyable {
    /// Look-ups that found an entry.
    @usableFromInline var hits = 0
    /// Look-ups that found none, or an expired one.
    @usableFromInline var misses = 0
    /// The number of hits in the buffer.
    @usableFromInline var pending: UInt32 = 0

    @usableFromInline
    init() {}

    /// The bytes from one stripe's lock to the next one's: eight cache lines, the buffer included.
    @usableFromInline static var stride: Int { 512 }

    /// The bytes from the lock to the counters.
    @usableFromInline static var offset: Int { 8 }

    /// The bytes from the lock to the buffer.
    @usableFromInline static var bufferOffset: Int { offset + MemoryLayout<Stripe>.stride }

    /// The number of hits that the buffer holds.
    @usableFromInline static var bufferCapacity: UInt32 {
        UInt32((stride - bufferOffset) / MemoryLayout<Hit>.stride)
    }
}
