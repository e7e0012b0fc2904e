/// A policy whose kind is chosen at run time: one virtual call a step, and none inside a step.
@usableFromInline
package class PolicyBox {
    @usableFromInline package var hitMask: Int { -1 }
    @usableFromInline package var weight: Int { 0 }

    fileprivate init() {}

    /// A box around a new policy of the given kind.
    package static func make(_ kind: NearPolicy, capacity: Int, slots: SlotTable) -> PolicyBox {
        switch kind.kind {
        case .windowTinyLFU: Boxed(WindowTinyLFUPolicy(capacity: capacity, slots: slots))
        case .s3FIFO: Boxed(S3FIFOPolicy(capacity: capacity, slots: slots))
        case .sieve: Boxed(SIEVEPolicy(capacity: capacity, slots: slots))
        case .lru: Boxed(LRUPolicy(capacity: capacity, slots: slots))
        case .fifo: Boxed(FIFOPolicy(capacity: capacity, slots: slots))
        case .segmentedLRU: Boxed(SegmentedLRUPolicy(capacity: capacity, slots: slots))
        }
    }

    @usableFromInline package func reserve(slots: Int) {}
    @usableFromInline package func hit(_ slots: UnsafeBufferPointer<Slot>) {}
    @usableFromInline package func willInsert(hash: UInt64, weight: Int) {}
    @usableFromInline package func admit(hash: UInt64, weight: Int) -> Admission { .refuse }
    @usableFromInline package func insert(_ slot: Slot) {}
    @usableFromInline package func remove(_ slot: Slot) {}
    @usableFromInline package func reweigh(_ slot: Slot, to weight: Int) {}
    @usableFromInline package func removeAll() {}
    package func hottest(_ limit: Int) -> [(slot: Slot, heat: Double)] { [] }
    package func violations() -> [String] { [] }
}

/// The policy lies behind a pointer, because access to a class's own property is checked for exclusivity at run time
/// on every call, and the shard's lock already gives that.
private final class Boxed<Policy: EvictionPolicy & ~Copyable>: PolicyBox {
    private let policy: UnsafeMutablePointer<Policy>

    init(_ policy: consuming Policy) {
        self.policy = .allocate(capacity: 1)
        self.policy.initialize(to: policy)
        super.init()
    }

    deinit {
        policy.deinitialize(count: 1)
        policy.deallocate()
    }

    override var hitMask: Int { policy.pointee.hitMask }
    override var weight: Int { policy.pointee.weight }
    override func reserve(slots: Int) { policy.pointee.reserve(slots: slots) }
    override func hit(_ slots: UnsafeBufferPointer<Slot>) { policy.pointee.hit(slots) }
    override func willInsert(hash: UInt64, weight: Int) { policy.pointee.willInsert(hash: hash, weight: weight) }
    override func admit(hash: UInt64, weight: Int) -> Admission { policy.pointee.admit(hash: hash, weight: weight) }
    override func insert(_ slot: Slot) { policy.pointee.insert(slot) }
    override func remove(_ slot: Slot) { policy.pointee.remove(slot) }
    override func reweigh(_ slot: Slot, to weight: Int) { policy.pointee.reweigh(slot, to: weight) }
    override func removeAll() { policy.pointee.removeAll() }
    override func hottest(_ limit: Int) -> [(slot: Slot, heat: Double)] { policy.pointee.hottest(limit) }
    override func violations() -> [String] { policy.pointee.violations() }
}
