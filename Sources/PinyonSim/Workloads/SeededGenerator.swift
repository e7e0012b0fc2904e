#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A random number generator that gives the same numbers for the same seed.
///
/// The algorithm is SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014,
/// with the constants of Vigna's reference implementation. Good for simulation, useless for secrets.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

    private var state: UInt64

    /// Starts a sequence.
    ///
    /// - Parameters:
    ///   - seed: Tells one run from another.
    ///   - stream: Tells sequences of one run apart, so that drawing more from one leaves the others alone. Default: 0.
    package init(seed: UInt64, stream: UInt64 = 0) {
        state = stream == 0 ? seed : Self.mix(seed) ^ Self.mix(stream &* Self.increment)
    }

    /// Any 64 bits.
    package mutating func next() -> UInt64 {
        state &+= Self.increment
        return Self.mix(state)
    }

    /// A number from 0 up to but not including 1, in steps of 2⁻⁵³.
    package mutating func nextUnit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Draws a whole number below a bound. The bias is less than `bound` ÷ 2⁶⁴.
    ///
    /// - Parameter bound: At least 1.
    /// - Returns: A number from 0 up to but not including the bound.
    package mutating func next(below bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
    }

    /// A number of the standard normal distribution, by the method of Box and Muller (1958).
    package mutating func nextNormal() -> Double {
        // 1 minus the unit is never 0, so that the logarithm is finite.
        let radius = (-2 * log(1 - nextUnit())).squareRoot()
        return radius * cos(2 * .pi * nextUnit())
    }

    private static func mix(_ state: UInt64) -> UInt64 {
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
