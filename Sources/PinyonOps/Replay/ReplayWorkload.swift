package import PinyonSim

/// A trace made ready to be replayed: every object has a size, and requests that should write do.
package struct ReplayWorkload: Sendable {
    /// The trace.
    package let trace: Trace
    /// The keys as the cache sees them, by their number in the trace.
    package let keys: [String]
    /// The size of each object's value, in bytes.
    package let sizes: [Int32]
    /// The requests that write although the trace says that they read; empty when there are none.
    private let extraWrites: [Bool]
    /// The first time that a request tells; nil if none does.
    private let firstTime: Int64?

    /// Prepares a trace.
    package init(trace: Trace, options: ReplayOptions) {
        self.trace = trace
        keys = (0..<trace.keys.count).map { trace.keys[Int32($0)] }
        sizes = Self.sizes(of: trace, options: options)
        extraWrites = Self.extraWrites(for: trace, options: options)
        firstTime = trace.requests.first { $0.time != TraceRequest.noTime }?.time
    }

    /// The number of requests.
    package var count: Int { trace.requests.count }

    /// Whether a request changes the database.
    package func isWrite(_ index: Int) -> Bool {
        if !extraWrites.isEmpty { return extraWrites[index] }
        return trace.requests[index].operation != .read
    }

    /// The size of the value that a request writes.
    package func writtenSize(_ index: Int) -> Int {
        let request = trace.requests[index]
        if request.operation == .delete { return 0 }
        return Int(request.valueSize >= 0 ? request.valueSize : sizes[Int(request.key)])
    }

    /// The sum of the sizes of all objects.
    package var totalBytes: Int { sizes.reduce(0) { $0 + Int($1) } }

    /// The size of the largest value that is ever in the database.
    package var largestSize: Int {
        trace.requests.reduce(Int(sizes.max() ?? 0)) { max($0, Int($1.valueSize)) }
    }

    /// The time of a request after the trace's first one, in nanoseconds; nil where the trace doesn't tell.
    package func time(_ index: Int) -> Int64? {
        let time = trace.requests[index].time
        guard time != TraceRequest.noTime, let firstTime else { return nil }
        let (difference, overflow) = time.subtractingReportingOverflow(firstTime)
        let (scaled, carried) = difference.multipliedReportingOverflow(by: 1_000_000)
        return overflow || carried ? nil : max(0, scaled)
    }

    /// The size that a trace gives an object last; where it gives none, the option's.
    private static func sizes(of trace: Trace, options: ReplayOptions) -> [Int32] {
        var sizes = [Int32](repeating: TraceRequest.unknownSize, count: trace.keys.count)
        if trace.hasSizes {
            for request in trace.requests where request.valueSize >= 0 { sizes[Int(request.key)] = request.valueSize }
        }
        for key in sizes.indices where sizes[key] < 0 {
            sizes[key] = options.valueSizes.size(ofKey: Int32(key), seed: options.seed)
        }
        return sizes
    }

    private static func extraWrites(for trace: Trace, options: ReplayOptions) -> [Bool] {
        guard options.writeShare > 0, !trace.hasWrites else { return [] }
        var generator = SeededGenerator(seed: options.seed, stream: 7)
        return trace.requests.map { _ in generator.nextUnit() < options.writeShare }
    }
}
