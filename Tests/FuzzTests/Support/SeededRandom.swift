/// SplitMix64: the same seed gives the same numbers everywhere, and neighbouring seeds have nothing in common.
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

    /// True once in so many times.
    mutating func oneIn(_ chances: UInt64) -> Bool { next() % chances == 0 }

    /// A number from 0 up to, but not including, a bound.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }

    /// A small number mostly, now and then a larger one.
    mutating func size() -> Int { oneIn(200) ? below(1000) : oneIn(8) ? below(24) : below(4) }
}
