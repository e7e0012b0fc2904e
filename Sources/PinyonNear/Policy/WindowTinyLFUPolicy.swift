/// W-TinyLFU: a recency window in front of a main region that only lets in what is asked for more often.
///
/// Newcomers enter the window, an LRU list. What falls out of it is a candidate for the main region, a segmented LRU
/// (probation and a protected segment of four fifths). When the cache is full, the candidate is compared with the main
/// region's oldest entry by the frequency that a sketch remembers for both, and the rarer of the two leaves. A hill
/// climber sizes the window: large when recency pays, tiny when frequency does.
/// Sources: Einziger, Friedman, Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", ACM ToS 2017; Einziger,
/// Eytan, Friedman, Manes, "Adaptive Software Cache Management", Middleware 2018.
package struct WindowTinyLFUPolicy: EvictionPolicy, ~Copyable {
    private enum Region: UInt8 {
        case window, probation, protected
    }

    /// A slot's region, and the round in which it last became the newest there: one byte, because every hit reads it.
    private struct Place: BitwiseCopyable {
        private let bits: UInt8

        init(_ region: Region, round: UInt8 = 0) { bits = region.rawValue | round << 2 }

        var region: Region {
            switch bits & 3 {
            case 0: .window
            case 1: .probation
            default: .protected
            }
        }

        /// Whether the entry is still near the front of its list: no other round has begun since it was moved there.
        func isFresh(in rounds: Rounds) -> Bool { bits >> 2 == rounds.current }
    }

    /// Counts the moves to the front of a list in rounds of an eighth of its length. Who was moved in the current round
    /// is among the newest eighth; to move it again would change next to nothing and cost three cache lines.
    private struct Rounds {
        /// The number of the round, from 0 to 63 and again.
        private(set) var current: UInt8 = 0
        private var movesLeft = 0

        /// Counts a move to the front of a list.
        mutating func countMove(listCount: Int) {
            movesLeft -= 1
            guard movesLeft < 0 else { return }
            current = (current + 1) & 63
            movesLeft = listCount / 8
        }
    }

    /// The share of the capacity that the window starts with.
    private static let initialWindowShare = 0.05
    /// The share of the main region that is protected.
    private static let protectedShare = 0.8
    /// A candidate this frequent sometimes gets in on a tie, lest colliding keys lock the main region for ever.
    private static let luckyFrequency = 6
    /// One in this many.
    private static let luck: UInt64 = 128

    package let capacity: Int
    private let slots: SlotTable
    private let links: SlotLinks
    private var window = SlotList()
    private var probation = SlotList()
    private var protected = SlotList()
    private var places = SlotArray<Place>()
    private var windowRounds = Rounds()
    private var protectedRounds = Rounds()
    private var sketch: FrequencySketch
    private var climber: HillClimber
    private var windowCapacity: Int
    private var protectedCapacity: Int
    /// How many entries the newcomer at hand pushed out of the window; they are the newest of probation.
    private var candidates = 0
    private var random: UInt64 = 0x2545_F491_4F6C_DD1D

    package init(capacity: Int, slots: SlotTable) {
        self.capacity = capacity
        self.slots = slots
        links = SlotLinks(slots)
        let entries = slots.isWeighted ? 1_024 : capacity
        windowCapacity = max(1, Int(Double(capacity) * Self.initialWindowShare))
        protectedCapacity = Int(Double(capacity - windowCapacity) * Self.protectedShare)
        sketch = FrequencySketch(entries: 1)
        climber = HillClimber(capacity: capacity, entries: entries)
    }

    /// Every hit counts as soon as eviction is in sight. Before that a sample keeps the order roughly right, and
    /// nothing is counted: what filled the cache first would weigh too much afterwards.
    package var hitMask: Int { isWarm ? 0 : 15 }

    private var isWarm: Bool { weight >= capacity / 2 }

    package var weight: Int { window.weight + probation.weight + protected.weight }

    package mutating func reserve(slots: Int) {
        places.reserve(slots, filling: Place(.window))
    }

    package mutating func hit(_ batch: UnsafeBufferPointer<Hit>) {
        if isWarm {
            // On its own, since increments don't depend on each other and the moves below do.
            for hit in batch { sketch.increment(hit.hash) }
            climber.countHits(batch.count)
        }
        for hit in batch {
            let place = places[hit.slot]
            switch place.region {
            case .protected: if !place.isFresh(in: protectedRounds) { freshenProtected(hit.slot) }
            case .window: if !place.isFresh(in: windowRounds) { freshenWindow(hit.slot) }
            case .probation: promote(hit.slot)
            }
        }
    }

    package mutating func willInsert(hash: UInt64, weight: Int) {
        candidates = 0
        guard isWarm else { return }
        sketch.grow(entries: slots.isWeighted ? slots.capacity : capacity)
        sketch.increment(hash)
        if let change = climber.countMiss() { moveWindowBoundary(by: change) }
    }

    package mutating func admit(hash: UInt64, weight: Int) -> Admission {
        while window.weight + weight > windowCapacity, !window.isEmpty {
            moveWindowTailToProbation()
            candidates += 1
        }
        guard self.weight + weight > capacity else { return .room }
        // A newcomer that the window can't hold is itself the candidate.
        guard let victim = weight > windowCapacity ? loser(against: hash) : loser() else { return .refuse }
        remove(victim)
        return self.weight + weight > capacity ? .evict(victim) : .evictLast(victim)
    }

    package mutating func evict() -> Slot {
        let oldest = mainVictim()
        let victim = oldest == noSlot ? window.tail : oldest
        remove(victim)
        return victim
    }

    package mutating func insert(_ slot: Slot) {
        candidates = 0
        links.pushHead(slot, weight: slots.weight(of: slot), to: &window)
        markNewestInWindow(slot)
    }

    package mutating func remove(_ slot: Slot) {
        let weight = slots.weight(of: slot)
        switch places[slot].region {
        case .window: links.unlink(slot, weight: weight, from: &window)
        case .probation: links.unlink(slot, weight: weight, from: &probation)
        case .protected: links.unlink(slot, weight: weight, from: &protected)
        }
    }

    package mutating func reweigh(_ slot: Slot, to weight: Int) {
        let change = weight - slots.weight(of: slot)
        switch places[slot].region {
        case .window: window.weight += change
        case .probation: probation.weight += change
        case .protected: protected.weight += change
        }
    }

    package mutating func removeAll() {
        window = SlotList()
        probation = SlotList()
        protected = SlotList()
    }

    package func hottest(_ limit: Int) -> [(slot: Slot, heat: Double)] {
        let all = links.slots(of: protected) + links.slots(of: window) + links.slots(of: probation)
        let heats = all.enumerated().map { position, slot in
            let frequency = sketch.frequency(of: slots.hash(of: slot))
            return (slot: slot, heat: Double(frequency) - Double(position) / Double(all.count + 1))
        }
        return Array(heats.sorted { $0.heat > $1.heat }.prefix(limit))
    }

    package func violations() -> [String] {
        let lists = [("window", window), ("probation", probation), ("protected", protected)]
        var found = links.violations(of: lists, in: slots)
        for (list, region) in [(window, Region.window), (probation, .probation), (protected, .protected)] {
            for slot in links.slots(of: list) where places[slot].region != region {
                found.append("slot \(slot) is in the list of \(region) and marked \(places[slot].region)")
            }
        }
        if windowCapacity < 1 || windowCapacity > capacity { found.append("the window may hold \(windowCapacity)") }
        return found
    }

    private mutating func freshenProtected(_ slot: Slot) {
        links.moveToHead(slot, in: &protected)
        markNewestInProtected(slot)
    }

    private mutating func freshenWindow(_ slot: Slot) {
        links.moveToHead(slot, in: &window)
        markNewestInWindow(slot)
    }

    private mutating func markNewestInProtected(_ slot: Slot) {
        protectedRounds.countMove(listCount: protected.count)
        places[slot] = Place(.protected, round: protectedRounds.current)
    }

    private mutating func markNewestInWindow(_ slot: Slot) {
        windowRounds.countMove(listCount: window.count)
        places[slot] = Place(.window, round: windowRounds.current)
    }

    private mutating func promote(_ slot: Slot) {
        links.move(slot, weight: slots.weight(of: slot), from: &probation, to: &protected)
        markNewestInProtected(slot)
        demoteFromProtected()
    }

    private mutating func demoteFromProtected() {
        while protected.weight > protectedCapacity, !protected.isEmpty {
            let slot = protected.tail
            links.move(slot, weight: slots.weight(of: slot), from: &protected, to: &probation)
            places[slot] = Place(.probation)
        }
    }

    private mutating func moveWindowTailToProbation() {
        let slot = window.tail
        links.move(slot, weight: slots.weight(of: slot), from: &window, to: &probation)
        places[slot] = Place(.probation)
    }

    /// Who leaves: the newest candidate from the window or the main region's oldest entry.
    private mutating func loser() -> Slot {
        let victim = mainVictim()
        if victim == noSlot { return window.tail }
        let candidate = probation.head
        guard candidates > 0, candidate != noSlot, candidate != victim else { return victim }
        if isWorthMore(slots.hash(of: candidate), than: victim) { return victim }
        candidates -= 1
        return candidate
    }

    /// Who leaves for a newcomer too heavy for the window; nil when the newcomer is worth less than what is there.
    private mutating func loser(against hash: UInt64) -> Slot? {
        let victim = mainVictim()
        if victim == noSlot { return window.tail }
        return isWorthMore(hash, than: victim) ? victim : nil
    }

    private func mainVictim() -> Slot {
        let isOnlyCandidate = candidates > 0 && probation.head == probation.tail
        return probation.isEmpty || isOnlyCandidate && !protected.isEmpty ? protected.tail : probation.tail
    }

    private mutating func isWorthMore(_ hash: UInt64, than victim: Slot) -> Bool {
        let candidateFrequency = sketch.frequency(of: hash)
        let victimFrequency = sketch.frequency(of: slots.hash(of: victim))
        if candidateFrequency > victimFrequency { return true }
        guard candidateFrequency >= Self.luckyFrequency else { return false }
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return random % Self.luck == 0
    }

    private mutating func moveWindowBoundary(by change: Int) {
        if change > 0 { growWindow(by: change) } else { shrinkWindow(by: -change) }
    }

    private mutating func growWindow(by change: Int) {
        let amount = min(change, protectedCapacity)
        windowCapacity += amount
        protectedCapacity -= amount
        demoteFromProtected()
        var moved = 0
        while !probation.isEmpty || !protected.isEmpty {
            let slot = probation.isEmpty ? protected.tail : probation.tail
            let weight = slots.weight(of: slot)
            guard moved + weight <= amount else { return }
            if probation.isEmpty {
                links.move(slot, weight: weight, from: &protected, to: &window)
            } else {
                links.move(slot, weight: weight, from: &probation, to: &window)
            }
            markNewestInWindow(slot)
            moved += weight
        }
    }

    private mutating func shrinkWindow(by change: Int) {
        let amount = min(change, windowCapacity - 1)
        windowCapacity -= amount
        protectedCapacity += amount
        while window.weight > windowCapacity, !window.isEmpty { moveWindowTailToProbation() }
    }
}
