import PinyonNear
import Testing

@Suite struct SlotIndexTests {
    /// How the hashes of a run are made: well mixed, or as badly as a bad hash function could.
    enum Hashes: String, Sendable, CaseIterable {
        case mixed, sameStart, neighbours, atTheEnd, sameTag, fewValues, identical

        func next(using random: inout SeededRandom) -> UInt64 {
            let hash = random.next()
            switch self {
            case .mixed: return hash
            case .sameStart: return hash & 0xFFFF_FFFF_0000_0000
            case .neighbours: return hash & 0xFFFF_FFFF_0000_0007
            // The last positions of a table of any size, so that probes go round to the first.
            case .atTheEnd: return hash | 0xFFFF_FFF8
            case .sameTag: return hash & 0x00FF_FFFF_FFFF_FFFF
            case .fewValues: return hash % 5
            case .identical: return 42
            }
        }
    }

    /// Clustered hashes make every probe as long as the index is full, so these are few.
    @Test(arguments: Hashes.allCases, [8, 100])
    func indexAgreesWithADictionary(_ hashes: Hashes, _ most: Int) throws { try compare(hashes, most) }

    @Test(arguments: [Hashes.mixed, .sameTag])
    func largeIndexAgreesWithADictionary(_ hashes: Hashes) throws { try compare(hashes, 3_000) }

    private func compare(_ hashes: Hashes, _ most: Int) throws {
        var random = SeededRandom(seed: testSeed)
        var run = IndexRun()
        for step in 0..<20_000 {
            // Fills and empties in turns, so that it grows and runs nearly empty several times.
            let isFilling = step / 2_500 % 2 == 0
            if run.reference.isEmpty || run.reference.count < most && random.below(10) < (isFilling ? 7 : 3) {
                run.insert(hashes.next(using: &random))
            } else {
                run.removeAny(random.below(run.reference.count))
            }
            try #require(run.index.allSlots.count == run.reference.count)
            if step % 97 == 0 {
                let wrong = run.disagreement()
                try #require(wrong == nil, "\(hashes), step \(step); \(repetition)")
            }
        }
        run.end()
    }

    @Test func removingWhatIsNotThereChangesNothing() {
        var run = IndexRun()
        for hash in 0..<UInt64(50) { run.insert(hash &* 0x9E37_79B9_7F4A_7C15) }
        run.index.remove(1_000, hash: 7, in: run.table)
        run.index.remove(3, hash: 0xFF00_0000_0000_0001, in: run.table)
        #expect(run.disagreement() == nil)
        run.end()
    }

    @Test func removeAllForgetsEverythingAndIndexStillWorks() {
        var run = IndexRun()
        var random = SeededRandom(seed: testSeed)
        for _ in 0..<500 { run.insert(random.next()) }
        run.removeAll()
        #expect(run.index.allSlots == [])
        #expect(run.index.allSlots == [])
        for _ in 0..<500 { run.insert(random.next()) }
        #expect(run.disagreement() == nil)
        run.end()
    }

    @Test func growthKeepsEverySlot() {
        var run = IndexRun()
        var random = SeededRandom(seed: testSeed)
        for count in 1...5_000 {
            run.insert(random.next())
            if count.nonzeroBitCount == 1 || (count + 1).nonzeroBitCount == 1 { #expect(run.disagreement() == nil) }
        }
        #expect(run.disagreement() == nil)
        run.end()
    }
}

/// An index beside a dictionary of what must be in it.
private struct IndexRun: ~Copyable {
    var index = SlotIndex()
    let table = SlotTable(isWeighted: false)
    var reference: [Slot: UInt64] = [:]

    mutating func insert(_ hash: UInt64) {
        if table.isFull { table.grow(slots: max(16, table.capacity * 2)) }
        let slot = table.take(hash: hash, weight: 1)
        index.insert(slot, hash: hash, in: table)
        reference[slot] = hash
    }

    mutating func removeAny(_ number: Int) {
        let (slot, hash) = reference[reference.index(reference.startIndex, offsetBy: number)]
        index.remove(slot, hash: hash, in: table)
        table.release(slot)
        reference[slot] = nil
    }

    mutating func removeAll() {
        index.removeAll()
        table.releaseAll()
        reference = [:]
    }

    /// What the index and the dictionary don't agree on.
    func disagreement() -> String? {
        if Set(index.allSlots) != Set(reference.keys) { return "the index holds other slots" }
        if index.allSlots.count != reference.count { return "a slot is there twice" }
        if table.count != reference.count { return "the table counts \(table.count)" }
        for (slot, hash) in reference {
            if table.hash(of: slot) != hash { return "slot \(slot) has another hash" }
            if !isFound(slot, hash) { return "slot \(slot) is not found by \(hash)" }
        }
        return nil
    }

    private func isFound(_ slot: Slot, _ hash: UInt64) -> Bool {
        var position = SlotIndex.start(of: hash)
        while true {
            let candidate = index.nextCandidate(tag: SlotIndex.tag(of: hash), position: &position)
            if candidate == slot { return true }
            if candidate == noSlot { return false }
        }
    }

    /// The table is not freed on its own.
    consuming func end() { table.deallocate() }
}
