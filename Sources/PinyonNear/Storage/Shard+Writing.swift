/// The caller of everything here holds all of the shard's stripes.
extension Shard {
    /// Stores a value; false if it was not kept.
    @inlinable
    mutating func store(
        _ entry: consuming Entry<Key, Value>,
        hash: UInt64,
        weight: Int,
        clock: NearClock,
        coarseNow: Int64,
        departures: inout Departures<Key, Value>
    ) -> Bool {
        let slot = find(entry.key, hash: hash)
        if slot == noSlot { return insert(entry, hash: hash, weight: weight, departures: &departures) }
        let cause = causeOfReplacing(slot, clock: clock, coarseNow: coarseNow)
        if weight > capacity {
            remove(slot, cause: cause, departures: &departures)
            return leave(entry, departures: &departures)
        }
        replace(slot, with: entry, cause: cause, departures: &departures)
        guard isWeighted else { return true }
        return reweigh(slot, hash: hash, weight: weight, departures: &departures)
    }

    @inlinable
    mutating func insert(
        _ entry: consuming Entry<Key, Value>,
        hash: UInt64,
        weight: Int,
        departures: inout Departures<Key, Value>
    ) -> Bool {
        guard weight <= capacity else { return leave(entry, departures: &departures) }
        var admission = withPolicy { $0.consider(hash: hash, weight: weight) }
        while case .evict(let victim) = admission {
            take(victim, cause: .capacity, departures: &departures)
            admission = withPolicy { $0.admit(hash: hash, weight: weight) }
        }
        switch admission {
        case .evict, .room: break
        case .evictLast(let victim): take(victim, cause: .capacity, departures: &departures)
        case .refuse: return leave(entry, departures: &departures)
        }
        if slots.isFull, !grow() {
            // The weights would fit, but a shard names no more entries than these.
            take(withPolicy { $0.evict() }, cause: .capacity, departures: &departures)
        }
        let slot = slots.take(hash: hash, weight: weight)
        if entry.deadline != .max { wheel.schedule(slot, deadline: entry.deadline, slots: slots.capacity) }
        (entries + Int(slot)).initialize(to: entry)
        index.insert(slot, hash: hash, in: slots)
        withPolicy { $0.insert(slot) }
        statistics.insertions &+= 1
        return true
    }

    /// Removes an entry that the policy still holds.
    @inlinable
    mutating func remove(_ slot: Slot, cause: RemovalCause, departures: inout Departures<Key, Value>) {
        withPolicy { $0.remove(slot) }
        take(slot, cause: cause, departures: &departures)
    }

    /// Removes an entry that the policy has forgotten already.
    @inlinable
    mutating func take(_ slot: Slot, cause: RemovalCause, departures: inout Departures<Key, Value>) {
        index.remove(slot, hash: slots.hash(of: slot), in: slots)
        wheel.cancel(slot)
        slots.release(slot)
        statistics.count(cause)
        departures.append((entries + Int(slot)).move(), cause)
    }

    /// Removes all entries.
    @inlinable
    mutating func removeAll(departures: inout Departures<Key, Value>) {
        let all = index.allSlots
        for slot in all { departures.append((entries + Int(slot)).move(), .invalidated) }
        statistics.invalidated &+= all.count
        withPolicy { $0.removeAll() }
        wheel.removeAll()
        slots.releaseAll()
        index.removeAll()
    }

    /// Gives the memory of entries back whose lifetime is over; true if there may be more. At most `limit` entries are
    /// looked at: those that leave, and those that the wheel moves to a finer bucket.
    @inlinable
    mutating func expire(at time: Int64, limit: Int, departures: inout Departures<Key, Value>) -> Bool {
        guard wheel.mayBeDue(at: time) else { return false }
        wheel.advance(to: time)
        var steps = limit
        while steps > 0 {
            let slot = wheel.nextDue(steps: &steps)
            if slot == noSlot { break }
            remove(slot, cause: .expired, departures: &departures)
            steps -= 1
        }
        return wheel.hasMore
    }

    @inlinable
    func causeOfReplacing(_ slot: Slot, clock: NearClock, coarseNow: Int64) -> RemovalCause {
        let deadline = entries[Int(slot)].deadline
        return deadline != .max && clock.hasPassed(deadline, coarse: coarseNow) ? .expired : .replaced
    }

    @inlinable
    mutating func replace(
        _ slot: Slot,
        with entry: consuming Entry<Key, Value>,
        cause: RemovalCause,
        departures: inout Departures<Key, Value>
    ) {
        let deadline = entry.deadline
        if deadline != .max || entries[Int(slot)].deadline != .max {
            wheel.schedule(slot, deadline: deadline, slots: slots.capacity)
        }
        departures.append((entries + Int(slot)).move(), cause)
        (entries + Int(slot)).initialize(to: entry)
        statistics.count(cause)
        // Whether its memory had come back already must not change the counts: the new value is an insertion either
        // way.
        if cause == .expired { statistics.insertions &+= 1 }
        let hit = Hit(slot: slot, hash: slots.hash(of: slot))
        withUnsafePointer(to: hit) { hit in withPolicy { $0.hit(UnsafeBufferPointer(start: hit, count: 1)) } }
    }

    /// Accounts for a replaced entry's new weight; false if the entry itself had to leave for it.
    @inlinable
    mutating func reweigh(_ slot: Slot, hash: UInt64, weight: Int, departures: inout Departures<Key, Value>) -> Bool {
        withPolicy { $0.reweigh(slot, to: weight) }
        slots.setWeight(weight, of: slot)
        var isKept = true
        while withPolicy({ $0.weight }) > capacity {
            switch withPolicy({ $0.admit(hash: hash, weight: 0) }) {
            case .evict(let victim), .evictLast(let victim):
                if victim == slot { isKept = false }
                take(victim, cause: .capacity, departures: &departures)
            case .room, .refuse: return isKept
            }
        }
        return isKept
    }

    /// Counts and reports a newcomer that is not kept.
    @inlinable
    mutating func leave(_ entry: consuming Entry<Key, Value>, departures: inout Departures<Key, Value>) -> Bool {
        statistics.count(.capacity)
        departures.append(entry, .capacity)
        return false
    }

    /// Doubles the room for entries, up to what the bound allows; false when there can't be more.
    @inlinable
    mutating func grow() -> Bool {
        let old = slots.capacity
        let most = isWeighted ? Int(SlotIndex.largestSlot) : min(capacity, Int(SlotIndex.largestSlot))
        let new = min(most, max(16, old * 2))
        guard new > old else { return false }
        let larger = UnsafeMutablePointer<Entry<Key, Value>>.allocate(capacity: new)
        larger.moveInitialize(from: entries, count: old)
        entries.deallocate()
        entries = larger
        slots.grow(slots: new)
        withPolicy { $0.reserve(slots: new) }
        wheel.reserve(slots: new)
        return true
    }
}
