internal import Foundation
package import PinyonNear
internal import PinyonSim

/// Measures the near tier as a service would use it: through its public interface, from another module.
///
/// Keys are 100,000 integers, drawn by Zipf's law with the exponent 0.99 into a sequence of 2²⁰ before the clock
/// starts. Each thread walks the sequence from a place of its own: it gets each key, and stores a short string where
/// there is none.
package struct NearBench: Sendable {
    /// What one combination of threads and capacity measured.
    package struct Result: Codable, Sendable {
        /// Threads at work.
        package var threads: Int
        /// The tier's capacity in entries.
        package var capacity: Int
        /// Operations a second, in millions, all threads together: the median of the rounds.
        package var millionOpsPerSecond: Double
        /// The tier's own bytes for an entry of an integer key and a reference value, when it is full; null where the
        /// allocator can't be asked.
        @Nullable package var bytesPerEntry: Double?
    }

    private static let keys = 100_000
    private static let skew = 0.99
    private static let sequenceLength = 1 << 20

    /// Operations of each thread in a round. Default: 10,000,000.
    package var operations = 10_000_000
    /// Rounds that count. Default: 5; one more comes first and doesn't count.
    package var rounds = 5
    /// The policy. Default: W-TinyLFU.
    package var policy = NearPolicy.windowTinyLFU

    private let sequence: [Int]

    /// Draws the sequence.
    package init(seed: UInt64 = 42) {
        let zipf = ZipfSampler(count: Self.keys, skew: Self.skew)
        var generator = SeededGenerator(seed: seed)
        sequence = (0..<Self.sequenceLength).map { _ in
            // Scattered, because keys in practice are not small neighbouring numbers.
            Int((UInt64(zipf.next(using: &generator)) &* 0x9E37_79B9_7F4A_7C15) >> 1)
        }
    }

    /// Runs all combinations, and tells each result as soon as it is there.
    package func run(threads: [Int], capacities: [Int], report: (Result) throws -> Void) rethrows {
        let overheads = Dictionary(
            capacities.map { ($0, EntryOverhead.bytesPerEntry(capacity: $0, policy: policy)) },
            uniquingKeysWith: { first, _ in first })
        for count in threads {
            for capacity in capacities {
                var result = run(threads: count, capacity: capacity)
                result.bytesPerEntry = overheads[capacity] ?? nil
                try report(result)
            }
        }
    }

    private func run(threads: Int, capacity: Int) -> Result {
        let tier = NearTier<Int, String>(.entries(capacity).policy(policy))
        var rates: [Double] = []
        for round in 0...rounds {
            let start = ContinuousClock.now
            walk(tier, threads: threads)
            let nanoseconds = start.duration(to: .now).nanoseconds
            if round > 0 { rates.append(Double(threads * operations) * 1_000 / Double(nanoseconds)) }
        }
        let median = rates.sorted()[rates.count / 2]
        return Result(
            threads: threads, capacity: capacity, millionOpsPerSecond: (median * 10).rounded() / 10, bytesPerEntry: nil)
    }

    private func walk(_ tier: NearTier<Int, String>, threads: Int) {
        let done = DispatchGroup()
        for number in 0..<threads {
            done.enter()
            let thread = Thread {
                walk(tier, from: number * 12_345)
                done.leave()
            }
            thread.start()
        }
        done.wait()
    }

    private func walk(_ tier: NearTier<Int, String>, from offset: Int) {
        var length = 0
        sequence.withUnsafeBufferPointer { keys in
            for step in 0..<operations {
                let key = keys[(offset &+ step) & (Self.sequenceLength - 1)]
                if let value = tier.value(for: key) {
                    length &+= value.utf8.count
                } else {
                    tier.store("value", for: key)
                }
            }
        }
        withExtendedLifetime(length) {}
    }
}
