package import PinyonSim

/// A trace made ready to be replayed: every object has a size, and requests that should write do.
package struct ReplayWorkload: Sendable {
    /// The trace.
    package let trace: Trace
    /// The keys as the cache sees them, by their number in the trace. All are ASCII: Swift takes texts that spell the
    /// same letters differently for one key, and the near tier's seed means nothing to other texts.
    package let keys: [String]
    /// The size of each object's value, in bytes.
    package let sizes: [Int32]
    /// The requests that write although the trace says that they read; empty when there are none.
    private let extraWrites: [Bool]
    /// For each request the seconds that the trace gives the key's value; empty when the option rules, or the trace has
    /// none.
    private let lifetimes: [Int32]
    /// The first time that a request tells; nil if none does.
    private let firstTime: Int64?

    /// Prepares a trace.
    package init(trace: Trace, options: ReplayOptions) {
        self.trace = trace
        keys = (0..<trace.keys.count).map { Self.escaped(trace.keys[Int32($0)]) }
        sizes = Self.sizes(of: trace, options: options)
        extraWrites = Self.extraWrites(for: trace, options: options)
        lifetimes = trace.hasLifetimes && options.lifetime == nil ? Self.lifetimes(of: trace) : []
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

    /// How long the value that a request loads may be used by the trace: as the last request that said so gave its key.
    package func lifetime(_ index: Int) -> Duration? {
        guard !lifetimes.isEmpty, lifetimes[index] != TraceRequest.noLifetime else { return nil }
        return .seconds(Int64(lifetimes[index]))
    }

    /// The sum of the sizes of all objects.
    package var totalBytes: Int { sizes.reduce(0) { $0 + Int($1) } }

    /// The largest value that is ever in the database, and the first request for it, counted from 1.
    package var largest: (size: Int, request: Int) {
        var largest = (size: -1, request: 0)
        for (index, request) in trace.requests.enumerated() {
            let size = Int(max(request.valueSize, sizes[Int(request.key)]))
            if size > largest.size { largest = (size, index + 1) }
        }
        return largest
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

    private static func lifetimes(of trace: Trace) -> [Int32] {
        var last = [Int32](repeating: TraceRequest.noLifetime, count: trace.keys.count)
        return trace.requests.map { request in
            // What is read needs no lifetime of its own; what is written without one lives for ever.
            if request.lifetime != TraceRequest.noLifetime || request.operation == .write {
                last[Int(request.key)] = request.lifetime
            }
            return last[Int(request.key)]
        }
    }

    private static func escaped(_ key: String) -> String {
        if key.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "%") }) { return key }
        return key.utf8.reduce(into: "") { text, byte in
            if byte < 0x80, byte != UInt8(ascii: "%") {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static func extraWrites(for trace: Trace, options: ReplayOptions) -> [Bool] {
        guard options.writeShare > 0, !trace.hasWrites else { return [] }
        var generator = SeededGenerator(seed: options.seed, stream: 7)
        return trace.requests.map { _ in generator.nextUnit() < options.writeShare }
    }
}
