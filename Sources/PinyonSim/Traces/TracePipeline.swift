/// Bytes in, trace out: looks at a file's beginning, picks the decoder and feeds it. Does no I/O.
package struct TracePipeline: Sendable {
    private let name: String
    private let requested: TraceFormat?
    private var head: [UInt8] = []
    private var format: TraceFormat?
    private var decoder: (any TraceDecoder)?
    private var builder: TraceBuilder

    /// Starts at the beginning of a file.
    ///
    /// - Parameters:
    ///   - name: The file's name, whose ending may tell the format.
    ///   - format: The format if it is known. Default: find out.
    ///   - limit: After how many requests to stop. Default: never.
    package init(name: String, format: TraceFormat? = nil, limit: Int? = nil) {
        self.name = name
        requested = format
        builder = TraceBuilder(limit: limit)
    }

    /// How many requests have been read.
    package var requestCount: Int { builder.count }

    /// Whether enough has been read.
    package var isComplete: Bool { builder.isFull }

    /// Takes the next piece of the decompressed file.
    ///
    /// - Throws: ``SimError`` if the content is wrong.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(SimError) {
        if decoder != nil {
            try decoder?.decode(bytes, into: &builder)
            return
        }
        head.append(contentsOf: bytes)
        if head.count >= FormatDetector.headLength { try startDecoding(isWhole: false) }
    }

    /// Takes note that the file has ended, or that no more of it is wanted.
    ///
    /// - Parameter name: What the trace is called.
    /// - Returns: The trace.
    /// - Throws: ``SimError`` if the content is wrong or there is none.
    package mutating func finish(name: String) throws(SimError) -> Trace {
        if decoder == nil { try startDecoding(isWhole: true) }
        // What a full builder left unread may end anywhere.
        if !builder.isFull { try decoder?.finish(into: &builder) }
        return try builder.finish(name: name, format: format)
    }

    private mutating func startDecoding(isWhole: Bool) throws(SimError) {
        let bytes = head
        head = []
        let (name, requested) = (name, requested)
        let format = try bytes.withUnsafeBufferPointer { buffer throws(SimError) in
            try FormatDetector.format(
                name: name, head: UnsafeRawBufferPointer(buffer), isWhole: isWhole, requested: requested)
        }
        var decoder = format.makeDecoder()
        try bytes.withUnsafeBufferPointer { buffer throws(SimError) in
            try decoder.decode(UnsafeRawBufferPointer(buffer), into: &builder)
        }
        self.decoder = decoder
        self.format = format
    }
}
