import PinyonNear
import Testing

/// S3-FIFO and segmented LRU, worked out by hand: `+` is a hit, `.` a miss.
@Suite(.validated)
struct SegmentPolicyTests {
    /// With ten entries the small queue holds one and the main queue nine.
    @Test func s3FIFOOverflowsIntoTheMainQueueUntilTheFirstEviction() {
        let tier = lettersTier(.s3FIFO, capacity: 10)
        #expect(tier.ask("abcdefghij") == "..........")
        // Only a was in the small queue, and leaves; from now on newcomers replace each other there.
        #expect(tier.ask("k") == ".")
        #expect(tier.contents == "bcdefghijk")
        #expect(tier.ask("l") == ".")
        #expect(tier.contents == "bcdefghijl")
    }

    @Test func s3FIFOPutsANewcomerWithAGhostIntoTheMainQueue() {
        let tier = lettersTier(.s3FIFO, capacity: 10)
        #expect(tier.ask("abcdefghijk") == "...........")
        // The ghost of a takes it to the main queue, which then is one too large and gives up b.
        #expect(tier.ask("a") == ".")
        #expect(tier.contents == "abcdefghij")
        #expect(tier.ask("l") == ".")
        #expect(tier.contents == "acdefghijl")
    }

    @Test func s3FIFOForgetsAGhostOnceItHasHelped() {
        let tier = lettersTier(.s3FIFO, capacity: 10)
        #expect(tier.ask("abcdefghijka") == "............")
        tier.remove("a")
        // Without its ghost a is a newcomer like any other, so that l replaces it in the small queue.
        #expect(tier.ask("al") == "..")
        #expect(tier.contents == "bcdefghijl")
    }

    @Test func s3FIFOMovesOnOnlyWhatWasHitTwice() {
        let tier = lettersTier(.s3FIFO, capacity: 10)
        // One hit is not enough for a.
        #expect(tier.ask("abcdefghija") == "..........+")
        #expect(tier.ask("k") == ".")
        #expect(tier.contents == "bcdefghijk")
        // Two are enough for k: it moves on, and the main queue gives up b, its oldest.
        #expect(tier.ask("kkl") == "++.")
        #expect(tier.contents == "cdefghijkl")
    }

    /// Newcomers that are hit twice each push one entry a time out of the main queue, oldest first.
    @Test(arguments: [(0, 2), (1, 11), (2, 20), (3, 29), (4, 29), (9, 29)])
    func s3FIFOGivesAnEntryARoundForEachHitUpToThree(_ hits: Int, _ newcomers: Int) {
        let tier = lettersTier(.s3FIFO, capacity: 10)
        _ = tier.ask("abcdefghij")
        // The oldest in the main queue.
        _ = tier.ask(String(repeating: "b", count: hits))
        var asked = 0
        for scalar in UnicodeScalar("A").value...UnicodeScalar("Z").value + 26 {
            guard tier.peek("b") != nil, let newcomer = UnicodeScalar(scalar) else { break }
            asked += 1
            _ = tier.ask(String(repeating: Character(newcomer), count: 3))
        }
        // The first one only replaces a, which nobody hit in the small queue; after that a round is nine.
        #expect(asked == newcomers)
    }

    /// With five entries the protected segment holds four.
    @Test func segmentedLRUProtectsWhatWasReadAgainFromAScan() {
        let tier = lettersTier(.segmentedLRU, capacity: 5)
        #expect(tier.ask("abab") == "..++")
        #expect(tier.ask("cdefghijklmnop") == "..............")
        #expect(tier.contents == "abnop")
    }

    @Test func segmentedLRUDemotesTheLeastRecentOfTheProtected() {
        let tier = lettersTier(.segmentedLRU, capacity: 5)
        #expect(tier.ask("abcdeabcd") == ".....++++")
        // The fifth to be protected pushes a back to probation, and the next newcomer pushes it out.
        #expect(tier.ask("e") == "+")
        #expect(tier.ask("f") == ".")
        #expect(tier.contents == "bcdef")
    }

    @Test func segmentedLRUDemotesToTheNewEndOfProbation() {
        let tier = lettersTier(.segmentedLRU, capacity: 10)
        #expect(tier.ask("abcdefghij") == "..........")
        // Protects a to h, then i; that demotes a, which is now younger in probation than j.
        #expect(tier.ask("abcdefghi") == "+++++++++")
        #expect(tier.ask("k") == ".")
        #expect(tier.contents == "abcdefghik")
        #expect(tier.ask("l") == ".")
        #expect(tier.contents == "bcdefghikl")
    }

    @Test func segmentedLRUPromotesADemotedEntryAgain() {
        let tier = lettersTier(.segmentedLRU, capacity: 5)
        _ = tier.ask("abcdeabcde")
        #expect(tier.ask("a") == "+")
        // Now b is demoted instead.
        #expect(tier.ask("f") == ".")
        #expect(tier.contents == "acdef")
    }
}
