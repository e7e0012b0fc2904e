internal import ArgumentParser
internal import PinyonNear
internal import PinyonOps
internal import PinyonSim

/// `pinyon replay`.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run a workload through the real cache in front of a database, and report what the cache saved.",
        discussion: """
            The database is an SQLite file with one row for each object, at its real size. Each mode runs the same requests: \
            “none” asks the database every time, “near” has a cache in the process, “near+memory” one more tier behind it, \
            in memory and without bound. \
            Writes go to the database and invalidate. “none” runs at most 200,000 requests.

            Without TRACE a synthetic online shop is replayed: Zipf popularity, log-normal sizes, drift, scans, one per cent \
            writes. TRACE is a file, or - for standard input; .gz, .xz, .zst are unpacked by the system's tools. Its format \
            is detected: \(TraceFormat.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(separator: ", ")).

            A trace with times drives the lifetimes by its own clock, any other by wall time. The hit rate is near or remote \
            hits in per cent of all requests; latencies include the time that callers wait for each other and for a \
            processor; a read that joins a load under way is neither hit nor load, but joined. A \
            stale read would be one that returns a version from before an invalidation that had returned: there must be none.
            """
    )

    @Argument(help: "The workload: a file, or - for standard input. Default: a synthetic online shop.")
    var trace: String?

    @Option(help: "The trace's format. Default: detected.")
    var format: TraceFormat?

    @Option(
        parsing: .unconditional,
        help: "The most requests to replay. Default: all of a trace, 1,000,000 of the synthetic workload.")
    var requests: Int?

    @Option(
        parsing: .unconditional,
        help: "The near tier's bound, at least 1: a number of entries, or bytes with a unit (64mb; units are binary).")
    var nearSize: NearSizeArgument = NearSizeArgument(size: .entries(10_000))

    @Option(
        parsing: .unconditional,
        help: """
            How long a value may be used: 500ms, 30s, 10m, 2h, 1d, or seconds without a unit; more than 0. Default: what \
            the trace says, else until it is evicted or invalidated.
            """)
    var lifetime: DurationArgument?

    @Option(
        parsing: .unconditional,
        help: "How many requests are under way at once. With 1, hits and reads repeat exactly.")
    var concurrency = 64

    @Option(
        parsing: .unconditional,
        help: """
            The share of requests that write, from 0 to 1, in a trace without writes. Default: 0, and 0.01 of the \
            synthetic workload. Its crawls only read.
            """)
    var writeShare: Double?

    @Option(
        parsing: .unconditional,
        help: "The size of values in a trace without sizes: 1000, 4kb, or lognormal:MEDIAN,SIGMA (lognormal:1kb,1.2).")
    var valueSize: ValueSizeArgument = ValueSizeArgument(sizes: .fixed(1_000))

    @Option(help: "The near tier's policy: \(NearPolicy.allCases.map(\.description).joined(separator: ", ")).")
    var policy: PolicyArgument = PolicyArgument(policy: .windowTinyLFU)

    @Option(parsing: .unconditional, help: "The seed of everything that is random.")
    var seed: UInt64 = 1

    @Option(help: "Where to put the database, which then stays. Default: a temporary file that is removed.")
    var database: String?

    @Option(help: "The modes to run, each once, separated by commas: none, near, near+memory.")
    var modes: ModesArgument = ModesArgument(modes: ReplayMode.allCases)

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        // A synthetic workload is made in memory, 24 bytes a request.
        if let requests { try check("--requests", requests, 1...(trace == nil ? 100_000_000 : Int(Int32.max))) }
        if database?.isEmpty == true { throw ValidationError("--database needs the path of a file.") }
        try check("--concurrency", concurrency, 1...100_000)
        if let writeShare { try check("--write-share", writeShare, 0...1) }
    }

    func run() async throws {
        let progress = ProgressBar()
        let interrupts = await Interrupts.begin()
        defer { interrupts.stop() }
        let replay = Task {
            let trace = try await readTrace(progress)
            return try await Replay(
                trace: trace, options: options,
                progress: { step in progress.show(step.phase, done: step.done, total: step.total) }
            ).run()
        }
        interrupts.handle { replay.cancel() }
        do {
            let report = try await replay.value
            progress.clear()
            if json { try JSONOutput.print(report) } else { try Output.print(ReplayTable(report: report).text) }
        } catch {
            progress.clear()
            throw Failure.exitCode(for: error, interruption: interrupts.exitCode)
        }
        if let code = interrupts.exitCode { throw code }
    }

    private func readTrace(_ progress: ProgressBar) async throws -> Trace {
        guard let path = trace else {
            var workload = StorefrontWorkload()
            workload.seed = seed
            if let requests { workload.requests = requests }
            if let writeShare { workload.writeShare = writeShare }
            return try workload.generate()
        }
        let reader = TraceReader(path: path, format: format, limit: requests)
        return try await reader.read { read, total in
            progress.show("reading the trace", done: read, total: total ?? 0)
        }
    }

    private var options: ReplayOptions {
        var options = ReplayOptions()
        options.modes = modes.modes
        options.nearSize = nearSize.size
        options.lifetime = lifetime?.duration
        options.concurrency = concurrency
        options.writeShare = writeShare ?? 0
        options.valueSizes = valueSize.sizes
        options.policy = policy.policy
        options.seed = seed
        options.databasePath = database
        return options
    }
}
