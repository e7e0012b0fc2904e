internal import Histogram

/// How long operations took.
struct Latencies {
    private static let longest: UInt64 = 600_000_000_000

    private var histogram = Histogram<UInt32>(
        highestTrackableValue: longest, numberOfSignificantValueDigits: .three)

    /// Adds operations, in nanoseconds.
    mutating func add(_ samples: [Int64]) {
        for sample in samples { _ = histogram.record(min(Self.longest, UInt64(max(1, sample)))) }
    }

    /// The microseconds that a share of the operations, in per cent, did not exceed; 0 without operations.
    func microseconds(_ percentile: Double) -> Double {
        histogram.totalCount == 0 ? 0 : Double(histogram.valueAtPercentile(percentile)) / 1_000
    }

    /// The longest, in microseconds.
    var longestMicroseconds: Double { histogram.totalCount == 0 ? 0 : Double(histogram.max) / 1_000 }
}
