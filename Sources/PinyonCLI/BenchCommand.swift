internal import ArgumentParser
internal import PinyonNear
internal import PinyonOps

/// `pinyon bench`.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure parts of Pinyon on this machine.",
        subcommands: [NearBenchCommand.self]
    )
}

/// `pinyon bench near`.
struct NearBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "near",
        abstract: "Measure the near tier: operations a second, and bytes an entry.",
        discussion: """
            Keys are 100,000 integers, drawn by Zipf's law (0.99) into a sequence of 1,048,576 before the clock starts. Each \
            thread walks it: it gets a key, and stores a short string on a miss. The median of the rounds is printed.
            """
    )

    @Option(help: "Numbers of threads, separated by commas.")
    var threads: CountsArgument = CountsArgument(counts: [1, 2])

    @Option(help: "Capacities in entries, separated by commas.")
    var capacity: CountsArgument = CountsArgument(counts: [200_000, 10_000])

    @Option(help: "Operations of each thread in a round.")
    var operations = 10_000_000

    @Option(help: "Rounds that are measured.")
    var rounds = 5

    @Option(help: "The policy: \(NearPolicy.allCases.map(\.description).joined(separator: ", ")).")
    var policy: PolicyArgument = PolicyArgument(policy: .windowTinyLFU)

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func validate() throws {
        if operations < 1 { throw ValidationError("--operations must be at least 1.") }
        if rounds < 1 { throw ValidationError("--rounds must be at least 1.") }
    }

    func run() async throws {
        var bench = NearBench()
        bench.operations = operations
        bench.rounds = rounds
        bench.policy = policy.policy
        if !json { Output.print(Table.row(["threads", "capacity", "Mops/s", "bytes/entry"], widths: Self.widths)) }
        try bench.run(threads: threads.counts, capacities: capacity.counts) { result in
            if json { return try JSONOutput.printLine(result) }
            Output.print(
                Table.row(
                    [
                        "\(result.threads)", Table.grouped(result.capacity), "\(result.millionOpsPerSecond)",
                        result.bytesPerEntry.map { "\($0)" } ?? "-",
                    ], widths: Self.widths))
        }
    }

    private static let widths = [8, 10, 8, 12]
}
