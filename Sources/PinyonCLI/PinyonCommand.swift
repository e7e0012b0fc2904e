internal import ArgumentParser

/// The command `pinyon`.
@main
struct PinyonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pinyon",
        abstract: "Runs workloads through a cache and measures what it saves.",
        discussion: """
            Results go to standard output, progress and remarks to standard error.
            Exit codes: 0 done, 64 wrong usage, 65 bad data, 69 not available, 70 internal error, 130 interrupted \
            (143 if asked to end, 129 if the terminal was closed).
            """,
        version: "0.1.0",
        subcommands: [ReplayCommand.self, BenchCommand.self]
    )
}
