import PinyonClient
import Testing

struct SlotRangeTests {
    @Test func aRangeKnowsItsSlots() throws {
        let range = try #require(SlotRange(10, 12))
        #expect(range.count == 3)
        #expect(range.numbers == 10...12)
        #expect(range.contains(try #require(HashSlot(number: 12))))
        #expect(!range.contains(try #require(HashSlot(number: 13))))
        #expect(range.description == "10-12")
        #expect(SlotRange(7, 7)?.description == "7")
    }

    @Test func rangesThatAreNoneAreRefused() {
        #expect(SlotRange(2, 1) == nil)
        #expect(SlotRange(-1, 1) == nil)
        #expect(SlotRange(0, HashSlot.count) == nil)
        #expect(SlotRange(Int.min, Int.max) == nil)
    }

    @Test func rangesAreOrderedByTheirStart() throws {
        let ranges = [SlotRange(5, 9), SlotRange(0, 9), SlotRange(5, 6)].compactMap { $0 }
        #expect(ranges.sorted().map(\.description) == ["0-9", "5-6", "5-9"])
    }
}
