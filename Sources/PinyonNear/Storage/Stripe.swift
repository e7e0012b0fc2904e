#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
public import Synchronization

/// One of a shard's reader locks, with what its readers have to say.
///
/// A reader takes the one stripe of its thread, so that readers on different cores don't pull a cache line back and
/// forth; a writer takes all stripes. The stripe also keeps the counters of its readers and a buffer of the slots they hit,
/// which the next writer, or the reader that fills it, hands to the policy.
@usableFromInline
struct Stripe: ~Copyable {
    /// 1 while taken.
    @usableFromInline let word: Atomic<UInt32>
    /// The number of slots in the buffer.
    @usableFromInline var pending: UInt32
    /// Look-ups that found an entry.
    @usableFromInline var hits: Int
    /// Look-ups that found none, or an expired one.
    @usableFromInline var misses: Int

    @usableFromInline
    init() {
        word = Atomic(0)
        pending = 0
        hits = 0
        misses = 0
    }

    /// The bytes from one stripe to the next: four cache lines, the buffer included.
    @usableFromInline static var stride: Int { 256 }

    /// The number of slots that the buffer holds.
    @usableFromInline static var bufferCapacity: UInt32 {
        UInt32((stride - MemoryLayout<Stripe>.stride) / MemoryLayout<Slot>.stride)
    }

    /// Takes the stripe, waiting for whoever has it.
    @inlinable
    @inline(__always)
    func lock() {
        if word.compareExchange(expected: 0, desired: 1, ordering: .acquiring).exchanged { return }
        lockSlowly()
    }

    /// Takes the stripe if it is free.
    @inlinable
    @inline(__always)
    func tryLock() -> Bool {
        word.compareExchange(expected: 0, desired: 1, ordering: .acquiring).exchanged
    }

    /// Gives the stripe back.
    @inlinable
    @inline(__always)
    func unlock() {
        word.store(0, ordering: .releasing)
    }

    /// Spins for about as long as a holder needs, then lets others run, then sleeps: whoever holds a stripe does so for
    /// well under a microsecond unless the system has taken its core away, and then only sleeping gives it back.
    @usableFromInline
    @inline(never)
    func lockSlowly() {
        var attempt = 0
        while true {
            while word.load(ordering: .relaxed) != 0 {
                attempt += 1
                if attempt < 100 { continue }
                if attempt < 200 { sched_yield() } else { usleep(50) }
            }
            if tryLock() { return }
        }
    }
}

/// Gives every thread a small number of its own, so that the first few threads meet on no stripe.
@usableFromInline
package enum ThreadNumber {
    private static let next = Atomic<Int>(1)

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// The number of the calling thread.
    @usableFromInline package static var current: Int {
        if let pointer = pthread_getspecific(key) { return Int(bitPattern: pointer) }
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: number))
        return number
    }
}
