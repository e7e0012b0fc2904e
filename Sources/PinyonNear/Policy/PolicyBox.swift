/// A policy whose kind is chosen at run time.
///
/// Each step is one call through a closure that was compiled for its policy; protocol witnesses and a generic class
/// would add two calls to each. The policy lies behind a pointer, because access to a class's own property is checked
/// for exclusivity at run time on every call, and the shard's lock already gives that.
@usableFromInline
package final class PolicyBox {
    @usableFromInline let hitMaskStep: () -> Int
    @usableFromInline let weightStep: () -> Int
    @usableFromInline let reserveStep: (Int) -> Void
    @usableFromInline let hitStep: (UnsafeBufferPointer<Hit>) -> Void
    @usableFromInline let considerStep: (UInt64, Int) -> Admission
    @usableFromInline let admitStep: (UInt64, Int) -> Admission
    @usableFromInline let evictStep: () -> Slot
    @usableFromInline let insertStep: (Slot) -> Void
    @usableFromInline let removeStep: (Slot) -> Void
    @usableFromInline let reweighStep: (Slot, Int) -> Void
    @usableFromInline let removeAllStep: () -> Void
    private let hottestStep: (Int) -> [(slot: Slot, heat: Double)]
    private let violationsStep: () -> [String]
    private let deallocate: () -> Void

    /// A box around a new policy of the given kind.
    package static func make(_ kind: NearPolicy, capacity: Int, slots: SlotTable) -> PolicyBox {
        switch kind.kind {
        case .windowTinyLFU: PolicyBox(WindowTinyLFUPolicy(capacity: capacity, slots: slots))
        case .s3FIFO: PolicyBox(S3FIFOPolicy(capacity: capacity, slots: slots))
        case .sieve: PolicyBox(SIEVEPolicy(capacity: capacity, slots: slots))
        case .lru: PolicyBox(LRUPolicy(capacity: capacity, slots: slots))
        case .fifo: PolicyBox(FIFOPolicy(capacity: capacity, slots: slots))
        case .segmentedLRU: PolicyBox(SegmentedLRUPolicy(capacity: capacity, slots: slots))
        }
    }

    @inline(__always)
    private init<Policy: EvictionPolicy & ~Copyable>(_ policy: consuming Policy) {
        let pointer = UnsafeMutablePointer<Policy>.allocate(capacity: 1)
        pointer.initialize(to: policy)
        hitMaskStep = { pointer.pointee.hitMask }
        weightStep = { pointer.pointee.weight }
        reserveStep = { pointer.pointee.reserve(slots: $0) }
        hitStep = { pointer.pointee.hit($0) }
        considerStep = { hash, weight in
            pointer.pointee.willInsert(hash: hash, weight: weight)
            return pointer.pointee.admit(hash: hash, weight: weight)
        }
        admitStep = { pointer.pointee.admit(hash: $0, weight: $1) }
        evictStep = { pointer.pointee.evict() }
        insertStep = { pointer.pointee.insert($0) }
        removeStep = { pointer.pointee.remove($0) }
        reweighStep = { pointer.pointee.reweigh($0, to: $1) }
        removeAllStep = { pointer.pointee.removeAll() }
        hottestStep = { pointer.pointee.hottest($0) }
        violationsStep = { pointer.pointee.violations() }
        deallocate = {
            pointer.deinitialize(count: 1)
            pointer.deallocate()
        }
    }

    deinit {
        deallocate()
    }
}

/// The steps of `EvictionPolicy`.
extension PolicyBox {
    @inlinable package var hitMask: Int { hitMaskStep() }
    @inlinable package var weight: Int { weightStep() }
    @inlinable package func reserve(slots: Int) { reserveStep(slots) }
    @inlinable package func hit(_ batch: UnsafeBufferPointer<Hit>) { hitStep(batch) }
    /// `willInsert` and the first `admit` in one call.
    @inlinable package func consider(hash: UInt64, weight: Int) -> Admission { considerStep(hash, weight) }
    @inlinable package func admit(hash: UInt64, weight: Int) -> Admission { admitStep(hash, weight) }
    @inlinable package func evict() -> Slot { evictStep() }
    @inlinable package func insert(_ slot: Slot) { insertStep(slot) }
    @inlinable package func remove(_ slot: Slot) { removeStep(slot) }
    @inlinable package func reweigh(_ slot: Slot, to weight: Int) { reweighStep(slot, weight) }
    @inlinable package func removeAll() { removeAllStep() }
    package func hottest(_ limit: Int) -> [(slot: Slot, heat: Double)] { hottestStep(limit) }
    package func violations() -> [String] { violationsStep() }
}
