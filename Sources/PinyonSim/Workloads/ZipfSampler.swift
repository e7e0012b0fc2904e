#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Draws ranks whose probability falls as a power: rank `r`, from 0, has a share proportional to 1 ÷ (r + 1)^skew.
///
/// Exact for any skew from 0 (all alike), 1 included: the cumulative shares are tabled and a draw is a binary search
/// in them. The table takes 8 bytes a rank.
package struct ZipfSampler: Sendable {
    private let cumulative: [Double]

    /// Tables the shares.
    ///
    /// - Parameters:
    ///   - count: How many ranks there are, at least 1.
    ///   - skew: The exponent, at least 0.
    package init(count: Int, skew: Double) {
        var sum = 0.0
        cumulative = (1...max(1, count)).map { rank in
            sum += pow(Double(rank), -skew)
            return sum
        }
    }

    /// How many ranks there are.
    package var count: Int { cumulative.count }

    /// How likely a rank is.
    ///
    /// - Parameter rank: From 0, less than ``count``.
    /// - Returns: Its probability, from 0 to 1.
    package func probability(of rank: Int) -> Double {
        let below = rank == 0 ? 0 : cumulative[rank - 1]
        return (cumulative[rank] - below) / cumulative[count - 1]
    }

    /// Draws a rank, from 0.
    package func next(using generator: inout SeededGenerator) -> Int {
        let target = generator.nextUnit() * cumulative[count - 1]
        var low = 0
        var high = count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > target {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
