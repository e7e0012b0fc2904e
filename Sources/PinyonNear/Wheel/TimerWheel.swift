/// Finds entries whose lifetime is over without looking at the others: a hierarchical timer wheel.
///
/// Five wheels of 64 buckets; a bucket of the first spans 2²⁷ ns (134 ms), of each next one 64 times more, the last
/// turns once in four and a half years. When time enters a bucket, its entries are either due or move to a finer wheel.
/// Inserting and removing cost O(1); advancing over any span looks at 64 buckets a wheel at most. Due entries wait in
/// a list of their own, so that a caller may take them in steps of bounded size.
/// Source: Varghese, Lauck, "Hashed and Hierarchical Timing Wheels", SOSP 1987.
@usableFromInline
package struct TimerWheel: ~Copyable {
    private static var wheels: Int { 5 }
    private static var bucketBits: Int { 6 }
    private static var buckets: Int { 1 << bucketBits }
    /// log₂ of the nanoseconds that one bucket of the finest wheel spans.
    private static var finestBits: Int { 27 }

    /// Only the links of this table are used; its slots are the shard's.
    private let table = SlotTable(isWeighted: false)
    private let links: SlotLinks
    private var lists: [SlotList]
    private var due = SlotList()
    /// For each slot the index of the list that holds it; `dueList` and `noList` stand for the two special cases.
    private var places = SlotArray<UInt16>()
    private var deadlines = SlotArray<Int64>()
    private var now: Int64
    private var capacity = 0

    private static var dueList: UInt16 { UInt16.max - 1 }
    private static var noList: UInt16 { UInt16.max }

    /// The number of entries that will expire.
    @usableFromInline package private(set) var count = 0

    /// A wheel that stands at a time, in nanoseconds. It takes no memory for slots before the first `schedule`.
    package init(now: Int64) {
        self.now = now
        links = SlotLinks(table)
        lists = []
    }

    deinit {
        table.deallocate()
    }

    /// Makes room for slots `0 ..< slots`, if anything was ever scheduled.
    @usableFromInline
    package mutating func reserve(slots: Int) {
        guard !lists.isEmpty, slots > capacity else { return }
        table.grow(slots: slots)
        places.reserve(slots, filling: Self.noList)
        deadlines.reserve(slots, filling: .max)
        capacity = slots
    }

    /// Sets when a slot's entry is due, replacing an earlier deadline; `.max` means never.
    ///
    /// - Parameter slots: how many slots there are, for the memory.
    @usableFromInline
    package mutating func schedule(_ slot: Slot, deadline: Int64, slots: Int) {
        cancel(slot)
        guard deadline != .max else { return }
        if lists.isEmpty { lists = Array(repeating: SlotList(), count: Self.wheels * Self.buckets) }
        reserve(slots: slots)
        deadlines[slot] = deadline
        place(slot)
        count += 1
    }

    /// Forgets a slot's deadline, if it has one.
    @usableFromInline
    package mutating func cancel(_ slot: Slot) {
        guard Int(slot) < capacity, places[slot] != Self.noList else { return }
        unlink(slot)
        places[slot] = Self.noList
        count -= 1
    }

    /// Whether `advance` to a time could find anything due: a cheap test for the path of every operation.
    @usableFromInline
    package func mayBeDue(at time: Int64) -> Bool {
        count > 0 && (!due.isEmpty || time >> Int64(Self.finestBits) != now >> Int64(Self.finestBits))
    }

    /// Moves the time forward; entries that became due are then handed out by `nextDue`. Time never goes back.
    @usableFromInline
    package mutating func advance(to time: Int64) {
        guard time > now else { return }
        let before = now
        now = time
        guard !lists.isEmpty else { return }
        for wheel in 0..<Self.wheels {
            let shift = Int64(Self.finestBits + wheel * Self.bucketBits)
            let from = before >> shift
            let to = time >> shift
            guard to > from else { return }
            // The bucket that time stood in holds what was placed there for later in the same bucket.
            let last = min(to, from + Int64(Self.buckets) - 1)
            for tick in from...last { empty(wheel: wheel, bucket: Int(tick) & (Self.buckets - 1)) }
        }
    }

    /// Moves the time forward as `advance` does, and looks at the bucket it stands in as well, so that nothing whose
    /// deadline has passed waits for the bucket's end.
    package mutating func settle(at time: Int64) {
        advance(to: time)
        guard !lists.isEmpty else { return }
        empty(wheel: 0, bucket: Int(truncatingIfNeeded: now >> Int64(Self.finestBits)) & (Self.buckets - 1))
    }

    /// The next slot whose entry is due, or `noSlot`. It keeps its place until it is cancelled.
    @usableFromInline
    package var nextDue: Slot { due.tail }

    /// Forgets every deadline and keeps the memory.
    @usableFromInline
    package mutating func removeAll() {
        for index in lists.indices { lists[index] = SlotList() }
        due = SlotList()
        for slot in 0..<capacity { places[Slot(slot)] = Self.noList }
        count = 0
    }

    private mutating func place(_ slot: Slot) {
        let deadline = deadlines[slot]
        guard deadline > now else {
            links.pushHead(slot, weight: 1, to: &due)
            places[slot] = Self.dueList
            return
        }
        let index = listIndex(for: deadline)
        links.pushHead(slot, weight: 1, to: &lists[index])
        places[slot] = UInt16(index)
    }

    /// The finest wheel whose turn still reaches the deadline; beyond the last wheel, the farthest bucket of it.
    private func listIndex(for deadline: Int64) -> Int {
        for wheel in 0..<Self.wheels {
            let shift = Int64(Self.finestBits + wheel * Self.bucketBits)
            let distance = (deadline >> shift) - (now >> shift)
            if distance < Int64(Self.buckets) {
                return wheel * Self.buckets + Int(truncatingIfNeeded: deadline >> shift) & (Self.buckets - 1)
            }
        }
        let shift = Int64(Self.finestBits + (Self.wheels - 1) * Self.bucketBits)
        let farthest = Int(truncatingIfNeeded: (now >> shift) + Int64(Self.buckets) - 1) & (Self.buckets - 1)
        return (Self.wheels - 1) * Self.buckets + farthest
    }

    private mutating func empty(wheel: Int, bucket: Int) {
        let index = wheel * Self.buckets + bucket
        var list = lists[index]
        lists[index] = SlotList()
        while !list.isEmpty {
            let slot = list.tail
            links.unlink(slot, weight: 1, from: &list)
            place(slot)
        }
    }

    private mutating func unlink(_ slot: Slot) {
        if places[slot] == Self.dueList {
            links.unlink(slot, weight: 1, from: &due)
        } else {
            links.unlink(slot, weight: 1, from: &lists[Int(places[slot])])
        }
    }
}

extension TimerWheel {
    /// What is wrong with the inner state; empty when all is well. It walks every list.
    package func violations(deadlineOf expected: (Slot) -> Int64, slots: [Slot]) -> [String] {
        var found: [String] = []
        var listed = Set(links.slots(of: due, limit: capacity + 1))
        if listed.count != due.count { found.append("the due list counts \(due.count) but links \(listed.count)") }
        for (index, list) in lists.enumerated() {
            let members = links.slots(of: list, limit: capacity + 1)
            if members.count != list.count {
                found.append("bucket \(index) counts \(list.count), not \(members.count)")
            }
            for slot in members where places[slot] != UInt16(index) || !listed.insert(slot).inserted {
                found.append("slot \(slot) lies in bucket \(index) and believes to be in \(places[slot])")
            }
        }
        let expiring = Set(slots.filter { expected($0) != .max })
        if listed != expiring {
            found.append("the wheel holds \(listed.count) entries of \(expiring.count) that expire")
        }
        for slot in listed where Int(slot) < capacity && deadlines[slot] != expected(slot) {
            found.append("slot \(slot) is due at \(deadlines[slot]) in the wheel and \(expected(slot)) in the shard")
        }
        return found
    }
}
