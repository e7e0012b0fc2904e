import Foundation

/// How many times longer than usual random searches go on: the environment's `PINYON_SEARCH`, for a night's run.
let searchEffort = max(1, ProcessInfo.processInfo.environment["PINYON_SEARCH"].flatMap { Int($0) } ?? 1)

/// Random numbers that repeat with their seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True with a probability in per cent.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
