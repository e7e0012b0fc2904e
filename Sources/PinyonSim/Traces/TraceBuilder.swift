/// Collects what a decoder finds, and becomes the trace.
package struct TraceBuilder: Sendable {
    private var requests: [TraceRequest] = []
    private var text = TextKeyInterner()
    private var numbers = NumberKeyInterner()
    private var hasTimes = false
    private var hasSizes = false
    private var hasWrites = false
    private var hasLifetimes = false
    private let limit: Int?
    private let maximum: Int

    /// Starts an empty trace.
    ///
    /// - Parameters:
    ///   - limit: After how many requests to stop reading. Default: never.
    ///   - maximum: With more requests than this the trace is refused. Default: ``TraceLimits/total``.
    package init(limit: Int? = nil, maximum: Int = TraceLimits.total) {
        self.limit = limit
        self.maximum = maximum
    }

    /// How many requests have been collected.
    package var count: Int { requests.count }

    /// Whether the limit is reached, so that nothing more need be read.
    package var isFull: Bool {
        guard let limit else { return false }
        return requests.count >= limit
    }

    /// The number of a key that is text; a new one gets the next number.
    ///
    /// - Throws: ``SimError/Code/tooLarge`` if there are too many keys.
    package mutating func key(_ bytes: UnsafeRawBufferPointer) throws(SimError) -> Int32 {
        try text.id(of: bytes)
    }

    /// The number of a key that is a number in the file. A trace's keys are all text or all numbers.
    ///
    /// - Throws: ``SimError/Code/tooLarge`` if there are too many keys.
    package mutating func key(number: UInt64) throws(SimError) -> Int32 {
        try numbers.id(of: number)
    }

    /// Adds a request, or several of the same; those beyond the limit are dropped.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - repetitions: How many of it. Default: 1.
    ///   - position: Where it stands in the file, for the error.
    /// - Throws: ``SimError/Code/tooLarge`` if the trace would hold too many.
    package mutating func append(
        _ request: TraceRequest, repetitions: Int = 1, at position: SimError.Position
    ) throws(SimError) {
        let wanted = limit.map { min(repetitions, max(0, $0 - requests.count)) } ?? repetitions
        guard wanted <= maximum - requests.count else {
            throw SimError(.tooLarge, "the trace has too many requests", at: position, expected: "at most \(maximum)")
        }
        if wanted == 1 {
            requests.append(request)
        } else {
            requests.append(contentsOf: repeatElement(request, count: wanted))
        }
        hasTimes = hasTimes || request.time != TraceRequest.noTime
        hasSizes = hasSizes || request.valueSize != TraceRequest.unknownSize
        hasWrites = hasWrites || request.operation != .read
        hasLifetimes = hasLifetimes || request.lifetime != TraceRequest.noLifetime
    }

    /// Ends the collecting.
    ///
    /// - Parameters:
    ///   - name: What the trace is called.
    ///   - format: What it was read from, or `nil`.
    /// - Returns: The trace.
    /// - Throws: ``SimError/Code/emptyTrace`` if no request was collected.
    package consuming func finish(name: String, format: TraceFormat?) throws(SimError) -> Trace {
        guard !requests.isEmpty else { throw Self.empty }
        return Trace(
            name: name, format: format, requests: requests, keys: numbers.isEmpty ? text.table : numbers.table,
            hasTimes: hasTimes, hasSizes: hasSizes, hasWrites: hasWrites, hasLifetimes: hasLifetimes)
    }

    private static let empty = SimError(.emptyTrace, "the trace holds no requests", expected: "at least one")
}
