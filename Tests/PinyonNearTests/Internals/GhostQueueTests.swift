import PinyonNear
import Testing

@Suite struct GhostQueueTests {
    @Test func ghostIsFoundOnce() {
        var ghosts = GhostQueue(capacity: 10)
        ghosts.insert(hash: 1, weight: 1)
        let found = ghosts.find([1, 1, 2])
        #expect(found == [true, false, false])
        #expect(ghosts.weight == 0)
    }

    @Test func oldestIsForgottenFirst() {
        var ghosts = GhostQueue(capacity: 3)
        for hash in UInt64(1)...5 { ghosts.insert(hash: hash, weight: 1) }
        let found = ghosts.find(1...5)
        #expect(found == [false, false, true, true, true])
    }

    @Test func ghostThatReturnsIsTheNewest() {
        var ghosts = GhostQueue(capacity: 3)
        for hash: UInt64 in [1, 2, 3, 1, 4] { ghosts.insert(hash: hash, weight: 1) }
        #expect(ghosts.weight == 3)
        let found = ghosts.find(1...4)
        #expect(found == [true, false, true, true])
    }

    @Test func heavyGhostTakesTheRoomOfSeveral() {
        var ghosts = GhostQueue(capacity: 10)
        for hash in UInt64(1)...10 { ghosts.insert(hash: hash, weight: 1) }
        ghosts.insert(hash: 11, weight: 8)
        #expect(ghosts.weight == 10)
        let found = ghosts.find(8...11)
        #expect(found == [false, true, true, true])
    }

    @Test func ghostHeavierThanTheQueueIsNotKept() {
        var ghosts = GhostQueue(capacity: 10)
        ghosts.insert(hash: 1, weight: 10)
        ghosts.insert(hash: 2, weight: 11)
        let found = ghosts.find(1...2)
        #expect(found == [true, false])
    }

    @Test func queueWithoutCapacityRemembersNothing() {
        var ghosts = GhostQueue(capacity: 0)
        ghosts.insert(hash: 1, weight: 1)
        let found = ghosts.find([1])
        #expect(found == [false])
        #expect(ghosts.weight == 0)
    }

    @Test(arguments: [1, 7, 50, 1_000])
    func queueAgreesWithAList(_ capacity: Int) throws {
        var random = SeededRandom(seed: testSeed &+ UInt64(capacity))
        var ghosts = GhostQueue(capacity: capacity)
        var list: [(hash: UInt64, weight: Int)] = []
        for step in 0..<20_000 {
            // Hashes that share what the index looks at first.
            let hash = UInt64(random.below(capacity * 2)) << 32
            if random.oneIn(3) {
                let place = list.firstIndex { $0.hash == hash }
                let isFound = ghosts.remove(hash: hash)
                try #require(isFound == (place != nil), "step \(step); \(repetition)")
                if let place { list.remove(at: place) }
            } else {
                let weight = 1 + random.below(random.oneIn(50) ? capacity * 2 : 3)
                ghosts.insert(hash: hash, weight: weight)
                guard weight <= capacity else { continue }
                list.removeAll { $0.hash == hash }
                while list.reduce(weight, { $0 + $1.weight }) > capacity { list.removeFirst() }
                list.append((hash, weight))
            }
            try #require(ghosts.weight == list.reduce(0) { $0 + $1.weight }, "step \(step); \(repetition)")
        }
    }
}

extension GhostQueue {
    /// Which of some hashes are remembered; those are forgotten.
    fileprivate mutating func find(_ hashes: some Sequence<UInt64>) -> [Bool] {
        var found: [Bool] = []
        for hash in hashes { found.append(remove(hash: hash)) }
        return found
    }
}
