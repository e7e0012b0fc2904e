/// Finds entries whose lifetime is over without looking at the others: a hierarchical timer wheel.
///
/// Five wheels of 64 buckets; a bucket of the first spans 2²⁷ ns (134 ms), of each next one 64 times more, the last
/// turns once in four and a half years. When time enters a bucket, its entries are either due or move to a finer wheel.
/// Inserting and removing cost O(1). Advancing over any span looks at 64 buckets a wheel at most, and takes their lists
/// aside as they are; `nextDue` looks at the entries in them one by one, so that a caller does as much at a time as it
/// likes.
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
    /// All lists; the first is that of entries that were due when they came.
    private var lists: [SlotList]
    /// The number of each bucket's list; `noList` for an empty bucket.
    private var bucketLists: [UInt16]
    /// The lists that advancing took out of their buckets, and whose entries nobody has looked at yet.
    private var backlog: [UInt16]
    /// Empty lists for buckets to come.
    private var spare: [UInt16]
    /// For each slot the number of the list that holds it.
    private var places = SlotArray<UInt16>()
    private var deadlines = SlotArray<Int64>()
    private var now: Int64
    private var capacity = 0

    private static var dueList: UInt16 { 0 }
    private static var noList: UInt16 { UInt16.max }
    /// More lists than these are not set aside, for their numbers would run out.
    private static var mostInBacklog: Int { 60_000 }

    /// The number of entries that will expire.
    @usableFromInline package private(set) var count = 0

    /// A wheel that stands at a time, in nanoseconds. It takes no memory for slots before the first `schedule`.
    package init(now: Int64) {
        self.now = now
        links = SlotLinks(table)
        lists = []
        bucketLists = []
        backlog = []
        spare = []
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
        if lists.isEmpty {
            lists = [SlotList()]
            bucketLists = Array(repeating: Self.noList, count: Self.wheels * Self.buckets)
        }
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
        count > 0 && (hasMore || time >> Int64(Self.finestBits) != now >> Int64(Self.finestBits))
    }

    /// Whether there may be entries for `nextDue` to look at, without advancing.
    @usableFromInline
    package var hasMore: Bool { !backlog.isEmpty || !(lists.first?.isEmpty ?? true) }

    /// Moves the time forward; entries that became due are then found by `nextDue`. Time never goes back.
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
            for tick in from...last { setAside(wheel: wheel, bucket: Int(tick) & (Self.buckets - 1)) }
        }
    }

    /// Moves the time forward as `advance` does, and looks at the bucket it stands in as well, so that nothing whose
    /// deadline has passed waits for the bucket's end.
    package mutating func settle(at time: Int64) {
        advance(to: time)
        guard !lists.isEmpty else { return }
        setAside(wheel: 0, bucket: Int(truncatingIfNeeded: now >> Int64(Self.finestBits)) & (Self.buckets - 1))
    }

    /// The next slot whose entry is due, or `noSlot`. It keeps its place until it is cancelled.
    ///
    /// - Parameter steps: how many entries may be moved to the bucket of their deadline on the way; it is lowered by
    ///   those that were.
    @usableFromInline
    package mutating func nextDue(steps: inout Int) -> Slot {
        guard !lists.isEmpty else { return noSlot }
        if !lists[Int(Self.dueList)].isEmpty { return lists[Int(Self.dueList)].tail }
        while steps > 0, let list = backlog.last {
            let slot = lists[Int(list)].tail
            if slot == noSlot {
                spare.append(backlog.removeLast())
            } else if deadlines[slot] <= now {
                return slot
            } else {
                links.unlink(slot, weight: 1, from: &lists[Int(list)])
                place(slot)
                steps -= 1
            }
        }
        return noSlot
    }

    /// Forgets every deadline and keeps the memory.
    @usableFromInline
    package mutating func removeAll() {
        for index in lists.indices { lists[index] = SlotList() }
        for index in bucketLists.indices { bucketLists[index] = Self.noList }
        backlog = []
        spare = lists.indices.dropFirst().map { UInt16($0) }
        for slot in 0..<capacity { places[Slot(slot)] = Self.noList }
        count = 0
    }

    private mutating func place(_ slot: Slot) {
        let list = deadlines[slot] > now ? listOfBucket(bucket(for: deadlines[slot])) : Self.dueList
        links.pushHead(slot, weight: 1, to: &lists[Int(list)])
        places[slot] = list
    }

    private mutating func listOfBucket(_ bucket: Int) -> UInt16 {
        if bucketLists[bucket] == Self.noList { bucketLists[bucket] = takeList() }
        return bucketLists[bucket]
    }

    private mutating func takeList() -> UInt16 {
        if let list = spare.popLast() { return list }
        lists.append(SlotList())
        return UInt16(lists.count - 1)
    }

    /// The finest wheel whose turn still reaches the deadline; beyond the last wheel, the farthest bucket of it.
    private func bucket(for deadline: Int64) -> Int {
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

    private mutating func setAside(wheel: Int, bucket: Int) {
        let list = bucketLists[wheel * Self.buckets + bucket]
        guard list != Self.noList, !lists[Int(list)].isEmpty else { return }
        bucketLists[wheel * Self.buckets + bucket] = Self.noList
        guard backlog.count >= Self.mostInBacklog else { return backlog.append(list) }
        while !lists[Int(list)].isEmpty {
            let slot = lists[Int(list)].tail
            links.unlink(slot, weight: 1, from: &lists[Int(list)])
            place(slot)
        }
        spare.append(list)
    }

    private mutating func unlink(_ slot: Slot) {
        links.unlink(slot, weight: 1, from: &lists[Int(places[slot])])
    }
}

extension TimerWheel {
    /// What is wrong with the inner state; empty when all is well. It walks every list.
    package func violations(deadlineOf expected: (Slot) -> Int64, slots: [Slot]) -> [String] {
        var found: [String] = []
        var listed: Set<Slot> = []
        for (number, list) in lists.enumerated() {
            let members = links.slots(of: list, limit: capacity + 1)
            if members.count != list.count {
                found.append("list \(number) counts \(list.count), not \(members.count)")
            }
            for slot in members where places[slot] != UInt16(number) || !listed.insert(slot).inserted {
                found.append("slot \(slot) lies in list \(number) and believes to be in \(places[slot])")
            }
        }
        let owned = bucketLists.filter { $0 != Self.noList } + backlog + spare + (lists.isEmpty ? [] : [Self.dueList])
        if owned.count != lists.count || Set(owned).count != owned.count {
            found.append("\(lists.count) lists are owned \(owned.count) times")
        }
        if let full = spare.first(where: { !lists[Int($0)].isEmpty }) {
            found.append("spare list \(full) is not empty")
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
