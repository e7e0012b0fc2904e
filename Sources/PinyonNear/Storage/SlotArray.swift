/// An array indexed by slot that grows by doubling and whose elements need no destruction.
///
/// It exists because `Array` checks uniqueness on every write; here the shard's lock already guarantees it.
@usableFromInline
package struct SlotArray<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<Element>

    /// The number of elements there is memory for.
    @usableFromInline package private(set) var capacity: Int

    /// An array without memory.
    @usableFromInline
    package init() {
        base = UnsafeMutablePointer<Element>.allocate(capacity: 0)
        capacity = 0
    }

    deinit {
        base.deallocate()
    }

    /// Makes sure that `count` elements exist; new ones are `value`. It never shrinks.
    package mutating func reserve(_ count: Int, filling value: Element) {
        guard count > capacity else { return }
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: count)
        larger.update(from: base, count: capacity)
        (larger + capacity).initialize(repeating: value, count: count - capacity)
        base.deallocate()
        base = larger
        capacity = count
    }

    /// The element of a slot that has been reserved.
    @inlinable
    package subscript(slot: Slot) -> Element {
        @inline(__always) get { base[Int(slot)] }
        @inline(__always) nonmutating _modify { yield &base[Int(slot)] }
    }
}
