import PinyonClient
import Testing

/// Slots of a cluster that nobody serves.
struct SlotGapsTests {
    @Test func whenAllSlotsAreServedThereIsNoGap() {
        let gaps = SlotGaps(besides: [8_192...16_383, 0...5_000, 5_001...8_191])
        #expect(gaps.ranges.isEmpty && gaps.count == 0 && gaps.first == nil)
    }

    @Test func gapsAreBeforeBetweenAndBehindWhatIsServed() {
        let gaps = SlotGaps(besides: [10_000...12_000, 5...5, 7...9_000])
        #expect(gaps.ranges == [0...4, 6...6, 9_001...9_999, 12_001...16_383])
        #expect(gaps.count == 5 + 1 + 999 + 4_383)
        #expect(gaps.first == HashSlot(0))
    }

    @Test func rangesMayOverlapAndLieWithinEachOther() {
        let gaps = SlotGaps(besides: [0...9_000, 100...200, 8_000...9_500])
        #expect(gaps.ranges == [9_501...16_383])
    }

    @Test func withoutAnyNodeAllSlotsAreAGap() {
        #expect(SlotGaps(besides: []).ranges == [0...16_383])
    }

    @Test func theErrorSaysHowManyAndWhich() {
        let one = SlotGaps(besides: [0...8_191]).error
        #expect(one.code == .unknownTopology && !one.mayHaveRun)
        #expect(one.message.contains("8192 of its 16384 slots (8192-16383)"), "\(one.message)")
        let many = SlotGaps(besides: [1...5, 7...99, 200...299, 400...16_000]).error
        #expect(many.message.contains("(0, 6 and others)"), "\(many.message)")
    }
}
