internal import ArgumentParser
internal import Foundation
internal import PinyonNear
internal import PinyonOps

/// `pinyon bench`.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure parts of Pinyon on this machine.",
        subcommands: [NearBenchCommand.self, ClientBenchCommand.self]
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

    @Option(parsing: .unconditional, help: "Numbers of threads, separated by commas.")
    var threads: CountsArgument = CountsArgument(counts: [1, 2])

    @Option(parsing: .unconditional, help: "Capacities in entries, separated by commas.")
    var capacity: CountsArgument = CountsArgument(counts: [200_000, 10_000])

    @Option(parsing: .unconditional, help: "Operations of each thread in a round.")
    var operations = 10_000_000

    @Option(parsing: .unconditional, help: "Rounds that are measured; one more comes first.")
    var rounds = 5

    @Option(help: "The policy: \(NearPolicy.allCases.map(\.description).joined(separator: ", ")).")
    var policy: PolicyArgument = PolicyArgument(policy: .windowTinyLFU)

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func validate() throws {
        try check("--operations", operations, 1...1_000_000_000_000)
        try check("--rounds", rounds, 1...1_000)
        for count in threads.counts { try check("--threads", count, 1...1_024) }
        for count in capacity.counts { try check("--capacity", count, 1...100_000_000) }
    }

    func run() async throws {
        var bench = NearBench()
        bench.operations = operations
        bench.rounds = rounds
        bench.policy = policy.policy
        do {
            if !json { try Output.print(Table.row(Self.header, widths: Self.widths)) }
            try bench.run(threads: threads.counts, capacities: capacity.counts) { result in
                if json { try JSONOutput.printLine(result) } else { try Output.print(Self.row(result)) }
            }
        } catch {
            throw Failure.exitCode(for: error)
        }
    }

    private static let header = ["threads", "capacity", "Mops/s", "bytes/entry"]
    private static let widths = [8, 12, 8, 12]

    private static func row(_ result: NearBench.Result) -> String {
        Table.row(
            [
                "\(result.threads)", Figure.grouped(result.capacity),
                String(format: "%.1f", result.millionOpsPerSecond),
                result.bytesPerEntry.map { String(format: "%.1f", $0) } ?? "–",
            ], widths: widths)
    }
}
