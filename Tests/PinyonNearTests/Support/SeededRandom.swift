import Foundation

/// SplitMix64: the same seed gives the same numbers everywhere, so a failing test can be repeated.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True once in `chances` times.
    mutating func oneIn(_ chances: UInt64) -> Bool { next() % chances == 0 }

    /// A number from 0 up to, but not including, a bound.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A number below 2 to the power of at most `bits`, every magnitude being equally likely.
    mutating func anyMagnitude(bits: Int) -> Int64 {
        let width = below(bits + 1)
        return width == 0 ? 0 : Int64(next() >> UInt64(64 - width))
    }
}

/// What all random tests begin with: `PINYON_TEST_SEED`, or the same number in every run.
let testSeed: UInt64 = ProcessInfo.processInfo.environment["PINYON_TEST_SEED"].flatMap { UInt64($0) } ?? 2_026

/// How to repeat a random test that failed.
var repetition: String { "repeat with PINYON_TEST_SEED=\(testSeed)" }
