/// Where a shard's state and reader locks lie, and the locking itself.
///
/// A handle is made anew for each operation; it holds no memory of its own.
@usableFromInline
struct ShardHandle<Key: Hashable & Sendable, Value: Sendable> {
    @usableFromInline let state: UnsafeMutablePointer<Shard<Key, Value>>
    @usableFromInline let stripes: UnsafeMutableRawPointer
    @usableFromInline let stripeCount: Int

    /// A handle for the shard whose memory begins at `base`.
    @inlinable
    @inline(__always)
    init(base: UnsafeMutableRawPointer, stripeCount: Int) {
        state = base.assumingMemoryBound(to: Shard<Key, Value>.self)
        stripes = base + Self.stateStride
        self.stripeCount = stripeCount
    }

    /// The bytes from a shard's state to its stripes.
    @inlinable static var stateStride: Int {
        (MemoryLayout<Shard<Key, Value>>.stride + Stripe.stride - 1) & ~(Stripe.stride - 1)
    }

    /// The bytes of one shard.
    static func stride(stripeCount: Int) -> Int { stateStride + stripeCount * Stripe.stride }

    /// Fills the memory of a shard.
    func initialize(to shard: consuming Shard<Key, Value>) {
        state.initialize(to: shard)
        for number in 0..<stripeCount {
            (stripes + number * Stripe.stride).initializeMemory(as: UInt32.self, to: 0)
            (stripes + number * Stripe.stride + Stripe.offset).initializeMemory(as: Stripe.self, to: Stripe())
        }
    }

    /// Empties the memory of a shard.
    func deinitialize() {
        state.deinitialize(count: 1)
    }

    /// The lock of a stripe by its number.
    @inlinable
    @inline(__always)
    func lock(_ number: Int) -> StripeLock {
        StripeLock((stripes + number * Stripe.stride).assumingMemoryBound(to: UInt32.self))
    }

    /// A stripe by its number.
    @inlinable
    @inline(__always)
    func stripe(_ number: Int) -> UnsafeMutablePointer<Stripe> {
        (stripes + number * Stripe.stride + Stripe.offset).assumingMemoryBound(to: Stripe.self)
    }

    /// The buffer behind a stripe.
    @inlinable
    @inline(__always)
    func buffer(of number: Int) -> UnsafeMutablePointer<Hit> {
        (stripes + number * Stripe.stride + Stripe.bufferOffset).assumingMemoryBound(to: Hit.self)
    }

    /// Takes all stripes, in order, and hands the noted hits to the policy.
    @inlinable
    func lockAll() {
        for number in 0..<stripeCount { lock(number).lock() }
        drain()
    }

    /// Takes all stripes as `lockAll` does, unless one of them is taken.
    @inlinable
    func tryLockAll() -> Bool {
        for number in 0..<stripeCount where !lock(number).tryLock() {
            for taken in 0..<number { lock(taken).unlock() }
            return false
        }
        drain()
        return true
    }

    /// Gives all stripes back, and lets readers know which hits the policy wants to see from now on.
    @inlinable
    func unlockAll() {
        let count = state.pointee.slots.count
        if state.pointee.hitMaskCount != count {
            state.pointee.hitMaskCount = count
            state.pointee.hitMask = state.pointee.withPolicy { $0.hitMask }
        }
        for number in 0..<stripeCount { lock(number).unlock() }
    }

    @inlinable
    func drain() {
        for number in 0..<stripeCount {
            let pending = stripe(number).pointee.pending
            guard pending > 0 else { continue }
            let batch = UnsafeBufferPointer(start: buffer(of: number), count: Int(pending))
            state.pointee.withPolicy { $0.hit(batch) }
            stripe(number).pointee.pending = 0
        }
    }
}

/// What a look-up leaves to be done after it has given its stripe back.
@usableFromInline
enum FollowUp {
    case none, drain, expire
}

extension ShardHandle {
    /// The value of a key, counted as a hit or a miss.
    @inlinable
    @inline(__always)
    func value(for key: Key, hash: UInt64, thread: Int, clock: NearClock, followUp: inout FollowUp) -> Value? {
        let number = thread & (stripeCount - 1)
        let lock = lock(number)
        let stripe = stripe(number)
        var isDue = false
        lock.lock()
        let slot = state.pointee.find(key, hash: hash)
        guard slot != noSlot, state.pointee.isAlive(slot, clock: clock, isDue: &isDue) else {
            stripe.pointee.misses &+= 1
            if slot == noSlot, state.pointee.wheel.count > 0 {
                isDue = state.pointee.wheel.mayBeDue(at: clock.coarseNow)
            }
            lock.unlock()
            if isDue { followUp = .expire }
            return nil
        }
        let value = state.pointee.entries[Int(slot)].value
        stripe.pointee.hits &+= 1
        if stripe.pointee.hits & state.pointee.hitMask == 0 {
            if note(Hit(slot: slot, hash: hash), in: stripe, number: number) { followUp = .drain }
        }
        lock.unlock()
        if isDue { followUp = .expire }
        return value
    }

    /// The value of a key, without a trace in statistics or policy.
    @inlinable
    func peek(_ key: Key, hash: UInt64, thread: Int, clock: NearClock) -> Value? {
        let lock = lock(thread & (stripeCount - 1))
        var isDue = false
        lock.lock()
        defer { lock.unlock() }
        let slot = state.pointee.find(key, hash: hash)
        guard slot != noSlot, state.pointee.isAlive(slot, clock: clock, isDue: &isDue) else { return nil }
        return state.pointee.entries[Int(slot)].value
    }

    /// Notes a hit; true when the buffer is full. A full buffer loses hits until somebody has drained it.
    @inlinable
    @inline(__always)
    func note(_ hit: Hit, in stripe: UnsafeMutablePointer<Stripe>, number: Int) -> Bool {
        let pending = stripe.pointee.pending
        guard pending < Stripe.bufferCapacity else { return true }
        buffer(of: number)[Int(pending)] = hit
        stripe.pointee.pending = pending &+ 1
        return pending &+ 1 == Stripe.bufferCapacity
    }
}
