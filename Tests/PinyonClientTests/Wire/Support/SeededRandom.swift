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
}

/// What all random tests begin with: `PINYON_TEST_SEED`, or the same number in every run.
let testSeed: UInt64 = ProcessInfo.processInfo.environment["PINYON_TEST_SEED"].flatMap { UInt64($0) } ?? 2_026

/// How to repeat a random test that failed.
var repetition: String { "repeat with PINYON_TEST_SEED=\(testSeed)" }
