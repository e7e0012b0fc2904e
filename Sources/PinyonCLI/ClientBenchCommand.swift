internal import ArgumentParser
internal import PinyonOps

/// `pinyon bench client`.
struct ClientBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client",
        abstract: "Measure the client of Redis and Valkey: operations a second, latency, processor time.",
        discussion: """
            Tasks share one client and await each call; the keys are 1,000 that are set before and removed afterwards, \
            under a prefix of their own. Modes: get and set, one key a call; pipeline, gets in pipelines from two tasks; \
            mget, gets of many keys from two tasks; large-value, gets by 1 and by 200 tasks alone, beside a get of a large \
            value that is marked with .lane(.bulk), and beside one that isn't.

            An operation is a key. Of each combination the medians of the rounds are printed. In a round at most \
            about 20,000 calls are timed, evenly spread. The processor's time is that of this process, all threads together. \
            Bytes are those asked of the allocator, counted in a round before, which isn't timed. The handover is how long \
            two processors take to hand a word to and fro, measured after each round: hosts move virtual machines, and \
            where it is four times as long many callers make half as many calls. Compare only what has the same.

            If redis-benchmark is on the search path it does the same work after each round, and the ratio of the \
            operations a second is printed: up to 50 tasks with as many connections, for more with 50 and -P 16. \
            large-value has numbers of tasks and operations of its own, times every call, and has no such comparison: \
            its own callers alone are what it is compared with.
            """
    )

    @Option(
        help: """
            The server: redis://HOST:PORT/DATABASE and the like. Default: a Redis or Valkey of this machine, which is \
            started on a free port and ended. A password is better put into the environment variable \
            \(ServerPassword.variable), which counts where the URL has none.
            """)
    var url: String?

    @Option(parsing: .unconditional, help: "Numbers of tasks in get and set, separated by commas.")
    var concurrency: CountsArgument = CountsArgument(counts: [1, 20, 200, 1_000])

    @Option(
        parsing: .unconditional,
        help: """
            Operations of a round, all tasks together. (default: \(ClientBench.usualOperations), of few tasks \
            \(ClientBench.usualOperationsOfOne) each)
            """)
    var operations: Int?

    @Option(parsing: .unconditional, help: "The bytes of a value.")
    var size = 64

    @Option(parsing: .unconditional, help: "The commands of a pipeline, and the keys of an mget.")
    var pipeline = 100

    @Option(parsing: .unconditional, help: "The size of the large value, with a unit (units are binary).")
    var largeValue: ByteCountArgument = ByteCountArgument(bytes: 50 << 20)

    @Option(parsing: .unconditional, help: "Rounds that are measured; one more comes first.")
    var rounds = 5

    @Option(help: "What to measure, separated by commas: get, pipeline, mget, set, large-value.")
    var modes: ClientModesArgument = ClientModesArgument(modes: ClientBench.Mode.allCases)

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func validate() throws {
        if let operations { try check("--operations", operations, 1...1_000_000_000) }
        try check("--size", size, 1...65_536)
        try check("--pipeline", pipeline, 1...1_000)
        try check("--large-value", largeValue.bytes, 1...(256 << 20))
        try check("--rounds", rounds, 1...1_000)
        for count in concurrency.counts { try check("--concurrency", count, 1...10_000) }
        guard let url else { return }
        do {
            try ClientBench.check(url: url, password: ServerPassword.fromEnvironment)
        } catch {
            throw ValidationError("--url: \(error.description)")
        }
    }

    func run() async throws {
        let interrupts = await Interrupts.begin()
        defer { interrupts.stop() }
        let bench = bench
        let json = json
        if let url { ServerPassword.warn(of: url, behind: "--url") }
        let task = Task {
            if !json { try Output.print(ClientBenchTable.header) }
            try await bench.run(
                report: { result in
                    if json { try JSONOutput.printLine(result) } else { try Output.print(ClientBenchTable.row(result)) }
                }, remark: Output.remark)
        }
        interrupts.handle { task.cancel() }
        do {
            try await task.value
        } catch is CancellationError {
            Output.remark("interrupted: what was measured is above")
            throw interrupts.exitCode ?? Failure.internalCode
        } catch {
            throw Failure.exitCode(for: error, interruption: interrupts.exitCode)
        }
    }

    private var bench: ClientBench {
        var bench = ClientBench()
        bench.url = url
        bench.password = ServerPassword.fromEnvironment
        bench.concurrency = concurrency.counts
        bench.operations = operations
        bench.size = size
        bench.batch = pipeline
        bench.largeSize = largeValue.bytes
        bench.rounds = rounds
        bench.modes = modes.modes
        return bench
    }
}
