/// How often keys were seen lately: a count-min sketch of four-bit counters with ageing.
///
/// Sixteen counters share a word and four words make a block. The four counters of a key lie in one block, one in each
/// word, so an increment costs one cache miss at most. When ten times the capacity has been counted, all counters
/// are halved, so that yesterday's favourites fade.
/// Sources: Cormode, Muthukrishnan, "An Improved Data Stream Summary: The Count-Min Sketch and its Applications", 2005;
/// Einziger, Friedman, Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", ACM ToS 2017 (the ageing).
package struct FrequencySketch: ~Copyable {
    /// The largest count of one counter.
    package static var largestCount: Int { 15 }

    private static var wordsPerBlock: Int { 4 }
    private static var oddBits: UInt64 { 0x1111_1111_1111_1111 }
    private static var halvedBits: UInt64 { 0x7777_7777_7777_7777 }
    /// The sketch of a small cache is no smaller than this and remembers as long as one of `fewestEntries` would: a
    /// memory of a few hundred requests can't tell a loop from a favourite.
    private static var fewestWords: Int { 1024 }
    private static var fewestEntries: Int { 512 }

    private var words: UnsafeMutablePointer<UInt64>
    private var blockMask: UInt64
    private var additions = 0
    private var period: Int

    /// A sketch for a cache of about `entries` entries.
    package init(entries: Int) {
        let count = max(Self.fewestWords, entries.nextPowerOfTwo)
        words = .allocate(capacity: count)
        words.initialize(repeating: 0, count: count)
        blockMask = UInt64(count / Self.wordsPerBlock - 1)
        period = max(Self.fewestEntries, entries) * 10
    }

    deinit {
        words.deallocate()
    }

    /// The number of words.
    package var wordCount: Int { Int(blockMask + 1) * Self.wordsPerBlock }

    /// The estimated count of a key, at most 15: never less than what was counted since the last halvings.
    package func frequency(of hash: UInt64) -> Int {
        let block = words + block(of: hash)
        let choice = Self.choice(of: hash)
        let first = (block[0] &>> (choice & 0x3C)) & 0xF
        let second = (block[1] &>> (choice >> 4 & 0x3C)) & 0xF
        let third = (block[2] &>> (choice >> 8 & 0x3C)) & 0xF
        let fourth = (block[3] &>> (choice >> 12 & 0x3C)) & 0xF
        return Int(min(min(first, second), min(third, fourth)))
    }

    /// Counts a key once; halves all counters when a period is over.
    @inline(__always)
    package mutating func increment(_ hash: UInt64) {
        let block = words + block(of: hash)
        let choice = Self.choice(of: hash)
        let (word0, word1, word2, word3) = (block[0], block[1], block[2], block[3])
        let step0 = Self.step(word0, at: choice & 0x3C)
        let step1 = Self.step(word1, at: choice >> 4 & 0x3C)
        let step2 = Self.step(word2, at: choice >> 8 & 0x3C)
        let step3 = Self.step(word3, at: choice >> 12 & 0x3C)
        guard step0 | step1 | step2 | step3 != 0 else { return }
        block[0] = word0 &+ step0
        block[1] = word1 &+ step1
        block[2] = word2 &+ step2
        block[3] = word3 &+ step3
        additions &+= 1
        if additions >= period { age() }
    }

    /// What to add to a word to raise one of its counters, nothing if that is at its end; without a branch.
    @inline(__always)
    private static func step(_ word: UInt64, at shift: UInt64) -> UInt64 {
        let isFull = (((word &>> shift) & 0xF) &+ 1) &>> 4
        return (isFull ^ 1) &<< shift
    }

    /// Grows to the size for `entries` entries, forgetting the counts; does nothing if that is no larger.
    package mutating func grow(entries: Int) {
        guard entries.nextPowerOfTwo > wordCount else { return }
        self = FrequencySketch(entries: entries)
    }

    @inline(never)
    private mutating func age() {
        var lost = 0
        for index in 0..<wordCount {
            lost += (words[index] & Self.oddBits).nonzeroBitCount
            words[index] = (words[index] >> 1) & Self.halvedBits
        }
        additions = (additions - lost / 4) / 2
    }

    private func block(of hash: UInt64) -> Int {
        Int(((hash >> 20) ^ hash) & blockMask) * Self.wordsPerBlock
    }

    /// Bits that choose the counters; the blocks, the shards and the tags of the index follow from others.
    @inline(__always)
    private static func choice(of hash: UInt64) -> UInt64 { hash >> 38 }
}

extension Int {
    /// The smallest power of two that is not less than the number; 1 for numbers below 1.
    @usableFromInline
    package var nextPowerOfTwo: Int {
        guard self > 1 else { return 1 }
        let shift = Int.bitWidth - (self - 1).leadingZeroBitCount
        return shift >= Int.bitWidth - 1 ? 1 << (Int.bitWidth - 2) : 1 << shift
    }
}
