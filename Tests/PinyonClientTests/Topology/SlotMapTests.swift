import PinyonClient
import Testing

/// Which node serves which slot.
struct SlotMapTests {
    private let a = Place("a")
    private let b = Place("b")
    private let c = Place("c")

    private func map(_ parts: (Place, [ClosedRange<Int>])...) -> SlotMap<Place> {
        SlotMap(
            parts.map { place, ranges in
                (SlotMap<Place>.Shard(primary: place), ranges.compactMap { SlotRange($0.lowerBound, $0.upperBound) })
            })
    }

    private func owner(_ slot: Int, in map: SlotMap<Place>) -> String? {
        map.shard(of: HashSlot(slot))?.primary.name
    }

    @Test func everySlotHasTheOwnerOfItsRange() {
        let map = map((a, [0...5_460, 10_000...10_000]), (b, [5_461...9_999]))
        #expect(owner(0, in: map) == "a" && owner(5_460, in: map) == "a" && owner(10_000, in: map) == "a")
        #expect(owner(5_461, in: map) == "b" && owner(9_999, in: map) == "b")
        #expect(owner(10_001, in: map) == nil && owner(16_383, in: map) == nil)
        #expect(map.slots(of: a) == [0...5_460, 10_000...10_000])
        #expect(map.slots(of: b) == [5_461...9_999])
        #expect(map.slots(of: c).isEmpty)
    }

    @Test func anEmptyMapHasNobody() {
        let map = SlotMap<Place>()
        #expect(map.isEmpty && owner(0, in: map) == nil && map.slots(of: a).isEmpty)
    }

    @Test func aSlotCanBeGivenAway() {
        var map = map((a, [0...100]), (b, [101...200]))
        map.assign(HashSlot(50), to: b)
        #expect(owner(49, in: map) == "a" && owner(50, in: map) == "b" && owner(51, in: map) == "a")
        #expect(map.slots(of: b) == [50...50, 101...200])
        #expect(map.shards.count == 2)
        map.assign(HashSlot(51), to: c)
        map.assign(HashSlot(52), to: c)
        #expect(map.shards.count == 3)
        #expect(map.slots(of: c) == [51...52])
        var empty = SlotMap<Place>()
        empty.assign(HashSlot(16_383), to: a)
        #expect(owner(16_383, in: empty) == "a" && !empty.isEmpty)
    }

    @Test func theRangesOfEachShardAreThoseOfItsSlots() {
        var map = map((a, [0...5, 8...9]), (b, [4...7]), (c, []))
        #expect(map.ranges == [[0...3, 8...9], [4...7], []])
        for number in [6, 4, 5, 7, 7, 0, 9, 1, 2_000, 2_002, 2_001, 16_383] {
            map.assign(HashSlot(number), to: number.isMultiple(of: 2) ? a : c)
            for (index, place) in [a, b, c].enumerated() {
                let slots = (0..<HashSlot.count).filter { owner($0, in: map) == place.name }
                #expect(Array(map.ranges[index].joined()) == slots)
                let (ends, starts) = (map.ranges[index].map(\.upperBound), map.ranges[index].map(\.lowerBound))
                #expect(zip(ends, starts.dropFirst()).allSatisfy { $0 + 1 < $1 }, "none could be one with the next")
            }
        }
    }

    @Test func giveAwaysDoNotChangeACopy() {
        let original = map((a, [0...100]))
        var copy = original
        copy.assign(HashSlot(7), to: b)
        #expect(owner(7, in: original) == "a" && owner(7, in: copy) == "b")
    }

    @Test func theSlotsThatMovedAreThoseWithAnotherPrimary() {
        let old = map((a, [0...9]), (b, [10...19]))
        #expect(old.moved(to: old).isEmpty)
        #expect(old.moved(to: map((b, [10...19]), (a, [0...9]))).isEmpty, "the order doesn't matter")
        #expect(old.moved(to: map((a, [0...7]), (b, [8...19]))).map(\.number) == [8, 9])
        #expect(old.moved(to: map((a, [0...9]))).map(\.number) == Array(10...19), "nobody has them now")
        #expect(old.moved(to: map((a, [0...9]), (b, [10...20]))).map(\.number) == [20], "nobody had it")
        let twin = Place("a")
        #expect(old.moved(to: map((twin, [0...9]), (b, [10...19]))).map(\.number) == Array(0...9))
        #expect(SlotMap<Place>().moved(to: SlotMap<Place>()).isEmpty)
    }

    @Test func replicasDoNotMakeASlotMove() {
        let range = [SlotRange(0, 9)].compactMap { $0 }
        let without = SlotMap([(SlotMap<Place>.Shard(primary: a), range)])
        let with = SlotMap([
            (SlotMap<Place>.Shard(primary: a, replicas: [SlotMap<Place>.Replica(node: b)]), range)
        ])
        #expect(without.moved(to: with).isEmpty)
        #expect(with.shard(of: HashSlot(3))?.replicas.map(\.node.name) == ["b"])
    }

    @Test func whereRangesOverlapTheLastCounts() {
        #expect(owner(5, in: map((a, [0...9]), (b, [5...5]))) == "b")
    }
}
