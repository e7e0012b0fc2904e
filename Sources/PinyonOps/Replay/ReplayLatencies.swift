internal import Foundation
internal import Histogram
internal import Synchronization

/// How long requests took.
///
/// A histogram takes 110 KB, so callers share a few: no more callers run at the same time than there are cores.
final class ReplayLatencies: Sendable {
    private static let digits = SignificantDigits.three
    private static let longest: UInt64 = 60_000_000_000

    private final class Part: Sendable {
        let histogram = Mutex(
            Histogram<UInt32>(highestTrackableValue: longest, numberOfSignificantValueDigits: digits))
    }

    private let parts = (0..<2 * max(1, ProcessInfo.processInfo.activeProcessorCount)).map { _ in Part() }

    /// Notes how long a request of a caller took.
    func record(_ nanoseconds: Int64, caller: Int) {
        parts[caller % parts.count].histogram.withLock { histogram in
            _ = histogram.record(min(Self.longest, UInt64(max(1, nanoseconds))))
        }
    }

    /// The microseconds that a share of the requests, in per cent, did not exceed; nil if there were no requests.
    func microseconds(_ percentiles: [Double]) -> [Double?] {
        var sum = Histogram<UInt32>(highestTrackableValue: Self.longest, numberOfSignificantValueDigits: Self.digits)
        for part in parts { part.histogram.withLock { sum.add($0) } }
        guard sum.totalCount > 0 else { return percentiles.map { _ in nil } }
        return percentiles.map { Double(sum.valueAtPercentile($0)) / 1_000 }
    }
}
