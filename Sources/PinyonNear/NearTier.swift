public import CPinyonThreads

/// A bounded store in the process's own memory, for many threads at once.
///
/// All operations are synchronous and none waits for anything but another operation on the same part of the store. When
/// an operation has returned, the bound holds; an entry whose lifetime is over is never returned.
///
/// ```swift
/// let sessions = NearTier<Int, Session>(.entries(50_000))
/// sessions.store(session, for: session.id, lifetime: .seconds(900))
/// let session = sessions.value(for: id)
/// ```
///
/// **How it works.** Keys are spread over shards by their hash. A shard has an open-addressed index over an array of
/// entries, an eviction policy, and a timer wheel for lifetimes. Readers take one of the shard's reader locks, the one
/// of their thread, and leave a note of what they hit; writers take all of the shard's reader locks, and pass the notes
/// on to the policy. A hit costs one uncontended atomic exchange, and no allocation.
///
/// - Note: Proof for `@unchecked Sendable`: all properties are immutable, and the memory behind `shards` is read only
///   under one of a shard's stripes and changed only under all of them.
public final class NearTier<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {
    @usableFromInline let shards: UnsafeMutableRawPointer
    @usableFromInline let shardStride: Int
    @usableFromInline let shardMask: Int
    @usableFromInline let stripeCount: Int
    @usableFromInline let hasher: KeyHasher
    @usableFromInline let clock: NearClock
    @usableFromInline let weigh: (@Sendable (Key, Value) -> Int)?
    @usableFromInline let onRemoval: (@Sendable (Key, Value, RemovalCause) -> Void)?

    /// The largest sum of weights, or number of entries.
    public let capacity: Int

    /// A store without entries. It takes memory as entries come.
    ///
    /// - Parameters:
    ///   - options: the bound, the policy and the listener.
    ///   - clock: what lifetimes are measured on. Default: the system's monotonic clock.
    public init(_ options: NearOptions<Key, Value>, clock: NearClock = .system) {
        let layout = ShardLayout(options)
        capacity = max(1, options.capacity)
        hasher = KeyHasher(seed: options.seed ?? UInt64.random(in: .min ... .max))
        self.clock = clock
        weigh = options.weigh
        onRemoval = options.onRemoval
        shardMask = layout.shardCount - 1
        stripeCount = layout.stripeCount
        shardStride = ShardHandle<Key, Value>.stride(stripeCount: stripeCount)
        shards = .allocate(byteCount: shardStride * layout.shardCount, alignment: Stripe.stride)
        let now = clock.coarseNow
        for number in 0..<layout.shardCount {
            shard(number).initialize(
                to: Shard(
                    capacity: layout.capacity(ofShard: number),
                    isWeighted: options.weigh != nil,
                    policy: options.policy,
                    now: now
                )
            )
        }
    }

    deinit {
        for number in 0...shardMask { shard(number).deinitialize() }
        shards.deallocate()
    }

    @inlinable
    @inline(__always)
    func shard(_ number: Int) -> ShardHandle<Key, Value> {
        ShardHandle(base: shards + number * shardStride, stripeCount: stripeCount)
    }

    @inlinable
    @inline(__always)
    func shard(forHash hash: UInt64) -> ShardHandle<Key, Value> {
        shard(Int(truncatingIfNeeded: hash >> 32) & shardMask)
    }

    /// The value of a key, or nil if there is none or its lifetime is over.
    ///
    /// It counts as a hit or a miss, and tells the policy that the entry is in use.
    @inlinable
    public func value(for key: Key) -> Value? {
        let hash = hasher.hash(key)
        let shard = shard(forHash: hash)
        var followUp = FollowUp.none
        let value = shard.value(
            for: key, hash: hash, thread: pinyon_current_thread_number(), clock: clock, followUp: &followUp)
        if followUp != .none { follow(followUp, in: shard) }
        return value
    }

    /// The value of a key as `value(for:)` gives it, without a trace in statistics or policy.
    @inlinable
    public func peek(_ key: Key) -> Value? {
        let hash = hasher.hash(key)
        return shard(forHash: hash).peek(key, hash: hash, thread: pinyon_current_thread_number(), clock: clock)
    }

    /// Stores a value, replacing the one that is there.
    ///
    /// - Parameters:
    ///   - value: what to store.
    ///   - key: what it is found by.
    ///   - lifetime: how long it may be returned; nil means until it is evicted or removed. A lifetime of zero or less
    ///     removes what is there and stores nothing.
    /// - Returns: whether the value is there now. A policy may decide at once that it is worth less than all others,
    ///   and a value heavier than its shard's share is not kept.
    @inlinable
    @discardableResult
    public func store(_ value: Value, for key: Key, lifetime: Duration? = nil) -> Bool {
        var departures = Departures<Key, Value>()
        let weight = weight(of: key, value)
        let isKept = store(value, for: key, lifetime: lifetime, weight: weight, departures: &departures)
        if onRemoval != nil { report(departures) }
        return isKept
    }

    /// Stores a value as the public method does, for a caller who holds a lock of its own: it finds the weight before
    /// it takes that lock, and reports who left, and lets go of them, after it has given the lock back.
    @inlinable
    package func store(
        _ value: Value,
        for key: Key,
        lifetime: Duration?,
        weight: Int,
        departures: inout Departures<Key, Value>
    ) -> Bool {
        let deadline = deadline(after: lifetime)
        guard deadline != .min else {
            _ = remove(key, departures: &departures)
            return false
        }
        let hash = hasher.hash(key)
        let shard = shard(forHash: hash)
        shard.lockAll()
        let time = shard.state.pointee.wheel.count > 0 ? clock.coarseNow : .min
        _ = shard.state.pointee.expire(at: time, limit: Shard<Key, Value>.expiriesPerWrite, departures: &departures)
        let isKept = shard.state.pointee.store(
            Entry(key: key, value: value, deadline: deadline),
            hash: hash, weight: weight, clock: clock, coarseNow: time, departures: &departures)
        shard.unlockAll()
        return isKept
    }

    /// Removes the entry of a key.
    ///
    /// - Returns: the value that was there, or nil if there was none or its lifetime was over.
    @inlinable
    @discardableResult
    public func remove(_ key: Key) -> Value? {
        var departures = Departures<Key, Value>()
        let value = remove(key, departures: &departures)
        if onRemoval != nil { report(departures) }
        return value
    }

    /// Removes an entry as the public method does, for a caller who holds a lock of its own.
    @inlinable
    package func remove(_ key: Key, departures: inout Departures<Key, Value>) -> Value? {
        let hash = hasher.hash(key)
        let shard = shard(forHash: hash)
        var value: Value?
        shard.lockAll()
        let slot = shard.state.pointee.find(key, hash: hash)
        if slot != noSlot {
            let deadline = shard.state.pointee.entries[Int(slot)].deadline
            let isOver = deadline != .max && clock.hasPassed(deadline, coarse: clock.coarseNow)
            if !isOver { value = shard.state.pointee.entries[Int(slot)].value }
            shard.state.pointee.remove(slot, cause: isOver ? .expired : .invalidated, departures: &departures)
        }
        shard.unlockAll()
        return value
    }

    /// Removes all entries. Entries that other threads store meanwhile may stay.
    public func removeAll() {
        for number in 0...shardMask {
            var departures = Departures<Key, Value>()
            shard(number).lockAll()
            shard(number).state.pointee.removeAll(departures: &departures)
            shard(number).unlockAll()
            if onRemoval != nil { report(departures) }
        }
    }

    /// Removes the entries whose keys meet a condition.
    ///
    /// - Parameter shouldRemove: called once for each key, outside any lock. Entries that other threads store meanwhile
    ///   may stay.
    /// - Complexity: O(*n*) for *n* entries, and a copy of one shard's keys at a time.
    public func removeAll(where shouldRemove: (Key) -> Bool) {
        for number in 0...shardMask {
            for key in keys(ofShard: number) where shouldRemove(key) { remove(key) }
        }
    }

    /// Gives the memory of all entries back whose lifetime is over.
    ///
    /// Operations do that step by step; call this only where a store that nobody uses should shrink as well.
    public func removeExpired() {
        for number in 0...shardMask {
            let shard = shard(number)
            shard.lockAll()
            shard.state.pointee.wheel.settle(at: clock.now)
            shard.unlockAll()
            var isMore = true
            while isMore { isMore = expire(in: shard, limit: Shard<Key, Value>.expiriesPerWrite) }
        }
    }

    /// When a lifetime that begins now is over: `.max` for none, `.min` when it is over already.
    @inlinable
    @inline(__always)
    func deadline(after lifetime: Duration?) -> Int64 {
        guard let lifetime else { return .max }
        let nanoseconds = lifetime.nanoseconds
        guard nanoseconds > 0 else { return .min }
        let (sum, overflow) = clock.now.addingReportingOverflow(nanoseconds)
        return overflow ? .max : sum
    }

    @inlinable
    @inline(__always)
    package func weight(of key: Key, _ value: Value) -> Int {
        guard let weigh else { return 1 }
        return min(max(1, weigh(key, value)), Int(UInt32.max))
    }

    @inlinable
    @inline(never)
    func follow(_ followUp: FollowUp, in shard: ShardHandle<Key, Value>) {
        guard followUp == .expire else {
            if shard.tryLockAll() { shard.unlockAll() }
            return
        }
        guard shard.tryLockAll() else { return }
        var departures = Departures<Key, Value>()
        let limit = Shard<Key, Value>.expiriesPerRead
        _ = shard.state.pointee.expire(at: clock.coarseNow, limit: limit, departures: &departures)
        shard.unlockAll()
        if onRemoval != nil { report(departures) }
    }

    func expire(in shard: ShardHandle<Key, Value>, limit: Int) -> Bool {
        var departures = Departures<Key, Value>()
        shard.lockAll()
        let isMore = shard.state.pointee.expire(at: clock.now, limit: limit, departures: &departures)
        shard.unlockAll()
        if onRemoval != nil { report(departures) }
        return isMore
    }

    /// Tells the listener who left.
    @usableFromInline
    @inline(never)
    package func report(_ departures: borrowing Departures<Key, Value>) {
        guard let onRemoval else { return }
        if let first = departures.first { onRemoval(first.entry.key, first.entry.value, first.cause) }
        for (entry, cause) in departures.others { onRemoval(entry.key, entry.value, cause) }
    }
}
