import PinyonNear
import Testing

/// FIFO, LRU and SIEVE, worked out by hand: `+` is a hit, `.` a miss.
@Suite(.validated)
struct QueuePolicyTests {
    @Test func fifoEvictsTheOldestWhateverIsRead() {
        let tier = lettersTier(.fifo, capacity: 3)
        #expect(tier.ask("abcaaad") == "...+++.")
        #expect(tier.contents == "bcd")
        #expect(tier.ask("abc") == "...")
        #expect(tier.contents == "abc")
    }

    @Test func fifoKeepsTheAgeOfAReplacedEntry() {
        let tier = lettersTier(.fifo, capacity: 3)
        _ = tier.ask("abc")
        tier.store(1, for: "a")
        #expect(tier.ask("d") == ".")
        #expect(tier.contents == "bcd")
    }

    @Test func lruEvictsWhatWasReadLongestAgo() {
        let tier = lettersTier(.lru, capacity: 3)
        #expect(tier.ask("abcad") == "...+.")
        #expect(tier.contents == "acd")
        #expect(tier.ask("c") == "+")
        #expect(tier.ask("e") == ".")
        #expect(tier.contents == "cde")
    }

    @Test func lruCountsAWriteAsAUse() {
        let tier = lettersTier(.lru, capacity: 3)
        _ = tier.ask("abc")
        tier.store(1, for: "a")
        #expect(tier.ask("d") == ".")
        #expect(tier.contents == "acd")
    }

    @Test func lruIgnoresPeeking() {
        let tier = lettersTier(.lru, capacity: 3)
        _ = tier.ask("abc")
        #expect(tier.peek("a") == 0)
        #expect(tier.ask("d") == ".")
        #expect(tier.contents == "bcd")
    }

    @Test func lruKeepsTheOrderOfMoreHitsThanItsReadersNote() {
        let tier = lettersTier(.lru, capacity: 10)
        _ = tier.ask("abcdefghij")
        for _ in 0..<50 { _ = tier.ask("jihgfedcba") }
        #expect(tier.ask("klm") == "...")
        #expect(tier.contents == "abcdefgklm")
    }

    @Test func sieveSparesWhatWasReadAndSiftsOutNewcomers() {
        let tier = lettersTier(.sieve, capacity: 3)
        #expect(tier.ask("abca") == "...+")
        // The hand clears a and takes b, then rests on c.
        #expect(tier.ask("d") == ".")
        #expect(tier.contents == "acd")
        // It goes on from there, though a is older and no longer marked.
        #expect(tier.ask("e") == ".")
        #expect(tier.contents == "ade")
    }

    @Test func sieveWrapsFromTheNewestToTheOldest() {
        let tier = lettersTier(.sieve, capacity: 3)
        #expect(tier.ask("abcabc") == "...+++")
        // All are marked: the hand clears a, b and c, and comes round to a.
        #expect(tier.ask("d") == ".")
        #expect(tier.contents == "bcd")
        // It rests on b, which the first round cleared.
        #expect(tier.ask("e") == ".")
        #expect(tier.contents == "cde")
    }

    @Test func sieveBeginsAgainAtTheOldestAfterTakingTheNewest() {
        let tier = lettersTier(.sieve, capacity: 3)
        #expect(tier.ask("abcab") == "...++")
        // Clears a and b, takes c, the newest: there is nothing newer for the hand to rest on.
        #expect(tier.ask("d") == ".")
        #expect(tier.contents == "abd")
        #expect(tier.ask("e") == ".")
        #expect(tier.contents == "bde")
    }

    @Test func sieveHandOutlivesARemovalOfWhatItPointsAt() {
        let tier = lettersTier(.sieve, capacity: 4)
        #expect(tier.ask("abcda") == "....+")
        // Takes b and rests on c.
        #expect(tier.ask("e") == ".")
        tier.remove("c")
        #expect(tier.tier.violations() == [])
        // There is room for f; then the hand, moved on to d, takes it.
        #expect(tier.ask("fg") == "..")
        #expect(tier.contents == "aefg")
    }
}
