/// A number for all keys that was derived from some of them, with the interval in which the true one lies with a
/// probability of 95 %.
///
/// What is assumed: the sample is drawn at random without regard to what is measured (a server's `SCAN` goes by the
/// hashes of names), and is large enough for its mean to be about normal. Where a few keys hold most of what is
/// measured that isn't so: as long as none of them was seen the interval is too narrow and lies too low, and when one
/// was seen it is wide. It is no bound on the largest key.
package struct SampleEstimate: Sendable, Hashable {
    /// The most likely number.
    package let value: Double
    /// The lower end of the interval, never less than what was seen.
    package let low: Double
    /// The upper end of the interval.
    package let high: Double

    /// The sum over all keys of what each contributes. Exact when all of them were seen; nil when none or a single one
    /// of several was, which tells nothing of how they differ.
    ///
    /// - Parameters:
    ///   - sum: The sum over the keys that were seen.
    ///   - squares: The sum of the squares.
    ///   - seen: How many were seen, with those that contribute nothing.
    ///   - total: How many keys there are.
    package init?(sum: Double, squares: Double, seen: Int, total: Int) {
        guard seen > 0 else { return nil }
        guard seen < total else {
            self.init(value: sum, low: sum, high: sum)
            return
        }
        guard seen > 1 else { return nil }
        let (count, all) = (Double(seen), Double(total))
        let mean = sum / count
        let variance = max(0, (squares - count * mean * mean) / (count - 1))
        // What was seen can't differ any more.
        let unseen = 1 - count / all
        let margin = Self.studentQuantile(freedom: count - 1) * (variance / count * unseen).squareRoot() * all
        let value = mean * all
        self.init(value: value, low: max(sum, value - margin), high: value + margin)
    }

    /// The share of all keys, from 0 to 1, that have something, by Wilson's interval, which holds for rare things too.
    ///
    /// - Parameters:
    ///   - count: How many of the keys that were seen have it.
    ///   - seen: How many were seen.
    ///   - isWhole: Whether these are all keys, so that nothing has to be guessed.
    package static func share(_ count: Int, of seen: Int, isWhole: Bool) -> SampleEstimate {
        guard seen > 0 else { return SampleEstimate(value: 0, low: 0, high: 1) }
        let (all, share) = (Double(seen), Double(count) / Double(seen))
        guard !isWhole else { return SampleEstimate(value: share, low: share, high: share) }
        let quantile = normalQuantile * normalQuantile
        let middle = (share + quantile / (2 * all)) / (1 + quantile / all)
        let spread = share * (1 - share) / all + quantile / (4 * all * all)
        let margin = normalQuantile * spread.squareRoot() / (1 + quantile / all)
        return SampleEstimate(value: share, low: max(0, middle - margin), high: min(1, middle + margin))
    }

    private init(value: Double, low: Double, high: Double) {
        self.value = value
        self.low = low
        self.high = high
    }

    /// Of a normal distribution, 95 % lie within so many deviations of the mean.
    private static let normalQuantile = 1.959_964

    /// The same of Student's distribution, by the expansion of Cornish and Fisher: for two degrees of freedom 3 % too
    /// low, for one 24 %.
    private static func studentQuantile(freedom: Double) -> Double {
        let z = normalQuantile
        let square = z * z
        let first = z * (square + 1) / 4
        let second = z * ((5 * square + 16) * square + 3) / 96
        let third = z * (((3 * square + 19) * square + 17) * square - 15) / 384
        return z + (first + (second + third / freedom) / freedom) / freedom
    }
}
