import Subprocess

/// Runs a decompressing tool: the file goes in, the trace's bytes come out, both in pieces and at the same time.
struct Decompressor {
    private static let errorOutputLimit = 1 << 16
    /// After wrong content in a file, how many more bytes to wait for the tool's own complaint: damage to an archive
    /// often comes out as nonsense before the tool notices.
    private static let patience = 1 << 23

    /// The tool.
    let compression: Compression

    /// Decompresses a file into a trace, and ends the tool early if the trace is complete or wrong.
    ///
    /// - Parameters:
    ///   - input: The compressed bytes.
    ///   - pipeline: Where the decompressed bytes go.
    /// - Throws: ``SimError/Code/decompressorMissing``, ``SimError/Code/decompressionFailed``, what the pipeline
    ///   throws, what reading throws, or `CancellationError`. The tool has ended by then.
    func run(_ input: TraceInput, into pipeline: inout TracePipeline) async throws {
        var reading = Reading(pipeline: pipeline, patience: input.isFile ? Self.patience : 0)
        let result: (status: TerminationStatus, errors: String)
        do {
            result = try await BrokenPipeSignal.ignored {
                let outcome = try await Subprocess.run(
                    .name(compression.tool), arguments: Arguments(compression.arguments), input: .inputWriter,
                    output: .sequence, error: .string(limit: Self.errorOutputLimit)
                ) { execution in
                    try await Self.pump(
                        input, execution.standardInputWriter, execution.standardOutput, into: &reading)
                    // A tool that nobody listens to any more needn't notice.
                    if !reading.sawEnd { await execution.teardown(using: []) }
                }
                return (outcome.terminationStatus, outcome.standardError)
            }
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw failure(error)
        }
        try Task.checkCancellation()
        if reading.sawEnd, !result.status.isSuccess {
            throw failure(result.errors, after: reading.pipeline.requestCount)
        }
        if let wrong = reading.wrong { throw wrong }
        pipeline = reading.pipeline
    }

    private static func pump(
        _ input: TraceInput, _ writer: StandardInputWriter, _ output: SubprocessOutputSequence,
        into reading: inout Reading
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await feed(input, to: writer) }
            for try await chunk in output {
                guard reading.take(chunk) else { break }
            }
            // If the tool is done, or nobody wants more of it, the rest of the file needn't be read.
            group.cancelAll()
            while let result = await group.nextResult() {
                if case .failure(let error) = result, !(error is CancellationError) { throw error }
            }
        }
    }

    private static func feed(_ input: TraceInput, to writer: StandardInputWriter) async throws {
        var input = input
        do {
            while true {
                let chunk = try await input.next()
                if chunk.isEmpty { break }
                // A tool that ended early takes no more; its exit status and last words tell why.
                guard try await writer.write(chunk) == chunk.count else { break }
            }
        } catch is SubprocessError {
        } catch {
            try? await writer.finish()
            throw error
        }
        try? await writer.finish()
    }
}

extension Decompressor {
    /// What has come of the decompressed bytes.
    private struct Reading {
        var pipeline: TracePipeline
        /// The first thing wrong with the content.
        var wrong: SimError?
        /// Whether the tool's output was read to its end, so that its exit status counts.
        var sawEnd = true
        private var patience: Int

        init(pipeline: TracePipeline, patience: Int) {
            self.pipeline = pipeline
            self.patience = patience
        }

        /// Takes the next piece, and returns whether another is wanted.
        mutating func take(_ chunk: SubprocessOutputSequence.Buffer) -> Bool {
            if wrong == nil {
                do throws(SimError) {
                    try chunk.withUnsafeBytes { bytes throws(SimError) in try pipeline.feed(bytes) }
                } catch {
                    wrong = error
                }
            } else {
                patience -= chunk.count
            }
            sawEnd = wrong == nil ? !pipeline.isComplete : patience > 0
            return sawEnd
        }
    }

    private func failure(_ error: SubprocessError) -> SimError {
        if error.code == .executableNotFound {
            return SimError(
                .decompressorMissing, "decompressing it needs the command \(compression.tool)",
                expected: "the Debian package \(compression.package) to be installed")
        }
        return SimError(
            .decompressionFailed, "\(compression.tool) can't be run",
            found: SimError.escaped(error.description, limit: 200))
    }

    private func failure(_ errors: String, after requests: Int) -> SimError {
        let lastLine = errors.split(whereSeparator: \.isNewline).last { line in !line.allSatisfy(\.isWhitespace) }
        let place = requests == 0 ? "" : "after request \(requests), "
        return SimError(
            .decompressionFailed,
            "\(place)\(compression.tool) can't decompress it, because it is truncated, corrupt or no such archive",
            expected: "a whole archive of \(compression.tool)",
            found: lastLine.map(Self.message) ?? "no message")
    }

    /// What a tool said last, without its name for the input, which means nothing to the user.
    private static func message(_ line: Substring) -> String {
        let parts = line.split(separator: ": ").filter { !$0.contains("stdin") }
        let words = parts.joined(separator: ": ").split(whereSeparator: \.isWhitespace)
        return SimError.escaped(words.joined(separator: " "), limit: 200)
    }
}
