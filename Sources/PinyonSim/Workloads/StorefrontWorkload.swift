/// A synthetic online shop, to try caches where no trace is at hand.
///
/// Shoppers ask for products by a Zipf popularity that drifts: now and then two products change places. Products keep
/// their size. A crawler comes by regularly and walks a run of neighbouring products, its requests between those of the
/// shoppers. Some of the shoppers' requests change the product. The same options give the same trace.
package struct StorefrontWorkload: Hashable, Sendable {
    /// How many requests to make. Default: 1,000,000.
    package var requests = 1_000_000
    /// How many products there are. Default: 100,000.
    package var objects = 100_000
    /// The exponent of the popularity; 0 makes all products alike. Default: 0.99.
    package var skew = 0.99
    /// The median size of a product, in bytes. Default: 1,000. Sizes are kept between 16 bytes and 1 MiB.
    package var medianSize = 1_000
    /// The standard deviation of the natural logarithm of a product's size. Default: 1, so that 1 in 100 is ten times
    /// the median.
    package var sizeSpread = 1.0
    /// The share of the shoppers' requests that write, from 0 to 1. Default: 0.01.
    package var writeShare = 0.01
    /// The share of the products that change their rank in a ``driftPeriod``, from 0 to 1. Default: 0.02.
    package var driftShare = 0.02
    /// In how many requests ``driftShare`` changes. The changes are spread evenly over them. Default: 100,000.
    package var driftPeriod = 100_000
    /// How many requests lie between the starts of two crawls; 0 for none. Default: 50,000.
    package var scanPeriod = 50_000
    /// How many products a crawl walks; while it lasts, every second request is the crawler's. Default: 2,000.
    package var scanLength = 2_000
    /// Tells one shop from another. Default: 1.
    package var seed: UInt64 = 1

    /// The default shop.
    package init() {}

    /// What the trace is called.
    package static let name = "storefront (synthetic)"

    /// Makes the trace: with sizes, without times and lifetimes. A task that is cancelled gets the requests made so
    /// far.
    ///
    /// - Throws: ``SimError/Code/invalidOption`` if an option is out of its range.
    package func generate() throws(SimError) -> Trace {
        try validate()
        var shop = Shop(self)
        var builder = TraceBuilder()
        for index in 0..<requests {
            if index > 0, index.isMultiple(of: 1 << 16), Task.isCancelled { break }
            let (product, operation) = shop.next(index)
            let request = TraceRequest(
                key: try shop.key(of: product, in: &builder), operation: operation, valueSize: shop.sizes[product])
            try builder.append(request, at: .record(index + 1))
        }
        return try builder.finish(name: Self.name, format: nil)
    }

    private func validate() throws(SimError) {
        try check("number of requests", Double(requests), 1...Double(TraceLimits.total))
        try check("number of objects", Double(objects), 1...100_000_000)
        try check("skew", skew, 0...10)
        try check("median size", Double(medianSize), 16...1_048_576)
        try check("spread of sizes", sizeSpread, 0...10)
        try check("share of writes", writeShare, 0...1)
        try check("share that drifts", driftShare, 0...1)
        try check("period of the drift", Double(driftPeriod), 1...Double(TraceLimits.total))
        try check("period of the scans", Double(scanPeriod), 0...Double(TraceLimits.total))
        try check("length of a scan", Double(scanLength), 0...Double(TraceLimits.total))
    }

    private func check(_ name: String, _ value: Double, _ range: ClosedRange<Double>) throws(SimError) {
        guard range.contains(value) else {
            throw SimError(
                .invalidOption, "the \(name) can't be used",
                expected: "\(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))", found: Self.text(value))
        }
    }

    private static func text(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }
}

/// The shop while it is open. Each concern draws from a sequence of its own, so that changing one option leaves what
/// the others draw alone.
private struct Shop {
    /// Each product's size in bytes.
    let sizes: [Int32]

    private let options: StorefrontWorkload
    private let popularity: ZipfSampler
    private var shoppers: SeededGenerator
    private var writes: SeededGenerator
    private var drift: SeededGenerator
    private var crawls: SeededGenerator
    private var productAtRank: [Int32]
    private var keys: [Int32]
    private var swapsDue = 0.0
    private var crawlPosition = 0
    private var crawlRemaining = 0

    init(_ options: StorefrontWorkload) {
        self.options = options
        popularity = ZipfSampler(count: options.objects, skew: options.skew)
        shoppers = SeededGenerator(seed: options.seed, stream: 1)
        writes = SeededGenerator(seed: options.seed, stream: 2)
        drift = SeededGenerator(seed: options.seed, stream: 3)
        crawls = SeededGenerator(seed: options.seed, stream: 4)
        var sizing = SeededGenerator(seed: options.seed, stream: 5)
        let distribution = LogNormal(
            median: Double(options.medianSize), sigma: options.sizeSpread, bounds: 16...1_048_576)
        sizes = (0..<options.objects).map { _ in distribution.next(using: &sizing) }
        keys = Array(repeating: -1, count: options.objects)
        productAtRank = (0..<Int32(options.objects)).map { $0 }
        var shuffling = SeededGenerator(seed: options.seed, stream: 6)
        // Fisher and Yates; the standard library's shuffle may change with its version.
        for last in stride(from: options.objects - 1, to: 0, by: -1) {
            productAtRank.swapAt(last, shuffling.next(below: last + 1))
        }
    }

    /// What the next request asks for.
    mutating func next(_ index: Int) -> (product: Int, operation: TraceOperation) {
        driftOn()
        if options.scanPeriod > 0, index % options.scanPeriod == 0 {
            crawlPosition = crawls.next(below: options.objects)
            crawlRemaining = options.scanLength
        }
        if crawlRemaining > 0, index % 2 == 1 {
            crawlRemaining -= 1
            defer { crawlPosition = (crawlPosition + 1) % options.objects }
            return (crawlPosition, .read)
        }
        let product = Int(productAtRank[popularity.next(using: &shoppers)])
        return (product, writes.nextUnit() < options.writeShare ? .write : .read)
    }

    /// The number of a product's key, which is `product:` and the product's number.
    mutating func key(of product: Int, in builder: inout TraceBuilder) throws(SimError) -> Int32 {
        if keys[product] < 0 {
            let text = Array("product:\(product)".utf8)
            keys[product] = try text.withUnsafeBufferPointer { buffer throws(SimError) in
                try builder.key(UnsafeRawBufferPointer(buffer))
            }
        }
        return keys[product]
    }

    private mutating func driftOn() {
        // Each swap changes two products' ranks.
        swapsDue += options.driftShare * Double(options.objects) / 2 / Double(options.driftPeriod)
        while swapsDue >= 1 {
            swapsDue -= 1
            productAtRank.swapAt(drift.next(below: options.objects), drift.next(below: options.objects))
        }
    }
}
