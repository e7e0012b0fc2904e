internal import ArgumentParser

/// The command `pinyon`.
@main
struct PinyonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pinyon",
        abstract: "Finds out what is wrong with caches, and measures what they save.",
        discussion: """
            Results go to standard output, progress and remarks to standard error.
            Exit codes: 0 done, 1 findings at or above --fail-on, 64 wrong usage, 65 bad data, 69 not available, 70 internal error, 77 not permitted, 130 interrupted \
            (143 if asked to end, 129 if the terminal was closed).
            """,
        version: "0.1.0",
        subcommands: [AnalyzeCommand.self, DiagnoseCommand.self, ReplayCommand.self, BenchCommand.self]
    )
}
