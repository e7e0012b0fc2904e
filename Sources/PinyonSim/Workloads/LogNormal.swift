#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Whole numbers whose logarithm is normally distributed, as sizes of cached values roughly are.
package struct LogNormal: Hashable, Sendable {
    /// The value that half of the numbers are below.
    package let median: Double
    /// The standard deviation of the natural logarithm; 0 makes every number the median.
    package let sigma: Double
    /// What numbers outside of it are moved to the nearer end of.
    package let bounds: ClosedRange<Int32>

    /// Describes a distribution.
    ///
    /// - Parameters:
    ///   - median: The middle value, above 0.
    ///   - sigma: The spread, at least 0.
    ///   - bounds: The smallest and the largest number.
    package init(median: Double, sigma: Double, bounds: ClosedRange<Int32>) {
        self.median = median
        self.sigma = sigma
        self.bounds = bounds
    }

    /// Draws a number.
    package func next(using generator: inout SeededGenerator) -> Int32 {
        let value = (median * exp(sigma * generator.nextNormal())).rounded()
        // In this order, because no comparison holds for what isn't a number.
        guard value > Double(bounds.lowerBound) else { return bounds.lowerBound }
        guard value < Double(bounds.upperBound) else { return bounds.upperBound }
        return Int32(value)
    }
}
