/// Reads a trace from a file, a pipe or standard input, in any format and compression that the module knows.
package struct TraceReader: Sendable {
    private let path: String
    private let format: TraceFormat?
    private let limit: Int?
    private let compression: Compression?
    private let descriptor: Int32?

    /// Describes what to read.
    ///
    /// - Parameters:
    ///   - path: A file, or `-` for standard input. Its ending tells the compression (`.gz`, `.xz`, `.zst`, `.zstd`)
    ///     and may tell the format; standard input tells its compression by its first bytes.
    ///   - format: The format. Default: found out from the name and the content.
    ///   - limit: After how many requests to stop reading, at least 1. Default: never.
    ///   - compression: The compression. Default: what the ending or the first bytes tell.
    package init(
        path: String, format: TraceFormat? = nil, limit: Int? = nil, compression: Compression? = nil
    ) {
        self.path = path
        self.format = format
        self.limit = limit
        self.compression = compression
        descriptor = path == "-" ? 0 : nil
    }

    /// Describes a stream that is open already; it is read like standard input and stays open.
    ///
    /// - Parameters:
    ///   - descriptor: A descriptor to read from.
    ///   - name: What errors and results call it.
    ///   - format: The format. Default: found out from the content.
    ///   - limit: After how many requests to stop reading, at least 1. Default: never.
    package init(descriptor: Int32, name: String, format: TraceFormat? = nil, limit: Int? = nil) {
        path = name
        self.format = format
        self.limit = limit
        self.descriptor = descriptor
        compression = nil
    }

    /// Reads the trace.
    ///
    /// - Parameter progress: Called after each piece of the file. Default: nobody is told.
    /// - Returns: The trace, named after its file.
    /// - Throws: ``SimError`` that names the file, or `CancellationError`. No tool is left running.
    @concurrent
    package func read(progress: TraceProgress? = nil) async throws -> Trace {
        do {
            return try await load(progress)
        } catch let error as SimError {
            throw error.inFile(path == "-" ? Self.standardInput : path)
        }
    }

    private static let standardInput = "standard input"

    private func load(_ progress: TraceProgress?) async throws -> Trace {
        if let limit, limit < 1 {
            throw SimError(
                .invalidOption, "the number of requests is too small", expected: "1 or more", found: "\(limit)")
        }
        let source =
            if let descriptor {
                try ByteSource(descriptor: descriptor, isOwned: false)
            } else {
                try ByteSource(path: path)
            }
        var input = TraceInput(source: source, progress: progress)
        var pipeline = TracePipeline(name: path, format: format, limit: limit)
        if let compression = try await findCompression(&input) {
            try await Decompressor(compression: compression).run(input, into: &pipeline)
        } else {
            try await Self.copy(&input, into: &pipeline)
        }
        return try pipeline.finish(name: Self.name(of: path))
    }

    private func findCompression(_ input: inout TraceInput) async throws -> Compression? {
        if let compression { return compression }
        if descriptor == nil { return Compression.ofEnding(path) }
        return Compression.ofContent(try await input.peek(Compression.magicLength))
    }

    private static func copy(_ input: inout TraceInput, into pipeline: inout TracePipeline) async throws {
        while !pipeline.isComplete {
            let chunk = try await input.next()
            if chunk.isEmpty { return }
            try chunk.withUnsafeBufferPointer { buffer throws(SimError) in
                try pipeline.feed(UnsafeRawBufferPointer(buffer))
            }
        }
    }

    private static func name(of path: String) -> String {
        if path == "-" { return standardInput }
        return path.split(separator: "/").last.map(String.init) ?? path
    }
}
