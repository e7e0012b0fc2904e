import Testing

/// What a user can find out by asking.
@Suite(.timeLimit(.minutes(5)))
struct HelpTests {
    @Test(arguments: [
        ([], ["replay", "bench"]), (["--help"], ["replay", "bench"]), (["help", "replay"], ["USAGE: pinyon replay"]),
        (["bench"], ["near", "client"]), (["bench", "--help"], ["near", "client"]),
        (["replay", "-h"], ["TRACE", "USAGE: pinyon replay"]),
    ])
    func everyCommandExplainsItself(_ arguments: [String], _ parts: [String]) async throws {
        try await withFolder { folder in
            let outcome = try await Pinyon.run(arguments, in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "")
            for part in parts { #expect(outcome.output.contains(part)) }
        }
    }

    @Test func exitCodesAreExplained() async throws {
        let help = try await pinyon("--help").output.unfolded
        #expect(
            help.contains(
                """
                0 done, 1 findings at or above --fail-on, 64 wrong usage, 65 bad data, 69 not available, 70 internal \
                error, 77 not permitted, 130 interrupted
                """))
    }

    @Test(arguments: [
        ("<trace>", "Default: a synthetic online shop."), ("--format", "Default: detected."),
        ("--requests", "Default: all of a trace, 1,000,000 of the synthetic workload."),
        ("--near-size", "(default: 10000)"), ("--lifetime", "Default: what the trace says, else until"),
        ("--concurrency", "(default: 64)"), ("--write-share", "Default: 0, and 0.01 of the synthetic workload."),
        ("--value-size", "(default: 1000)"), ("--policy", "(default: w-tinylfu)"), ("--seed", "(default: 1)"),
        ("--database", "Default: a temporary file that is removed."),
        ("--modes", "(default: none,near,near+memory)"), ("--json", "Print the report as JSON."),
    ])
    func everyOptionOfReplayTellsItsDefault(_ option: String, _ text: String) async throws {
        let entry = try #require(try await pinyon("replay", "--help").output.entry(option))
        #expect(entry.contains(text), "\(entry)")
    }

    @Test(arguments: [
        ("--threads", "(default: 1,2)"), ("--capacity", "(default: 200000,10000)"),
        ("--operations", "(default: 10000000)"), ("--rounds", "(default: 5)"), ("--policy", "(default: w-tinylfu)"),
        ("--json", "Print one JSON object a line."),
    ])
    func everyOptionOfBenchTellsItsDefault(_ option: String, _ text: String) async throws {
        let entry = try #require(try await pinyon("bench", "near", "--help").output.entry(option))
        #expect(entry.contains(text), "\(entry)")
    }

    @Test(arguments: [
        ("--url", "Default: a Redis or Valkey of this machine, which is started on a free port and ended."),
        ("--concurrency", "(default: 1,20,200,1000)"), ("--operations", "(default: 200000, of few tasks 20000 each)"),
        ("--size", "(default: 64)"), ("--pipeline", "(default: 100)"), ("--large-value", "(default: 50mb)"),
        ("--rounds", "(default: 5)"), ("--modes", "(default: get,pipeline,mget,set,large-value)"),
        ("--json", "Print one JSON object a line."),
    ])
    func everyOptionOfBenchClientTellsItsDefault(_ option: String, _ text: String) async throws {
        let entry = try #require(try await pinyon("bench", "client", "--help").output.entry(option))
        #expect(entry.contains(text), "\(entry)")
    }

    @Test func everyFormatPolicyAndModeIsNamed() async throws {
        let help = try await pinyon("replay", "--help").output.unfolded
        for name in ["keys", "csv", "twitter", "meta", "oracleGeneral", "arc", ".gz", ".xz", ".zst"] {
            #expect(help.contains(name))
        }
        for name in ["w-tinylfu", "s3-fifo", "sieve", "lru", "fifo", "slru", "“none”", "“near”", "“near+memory”"] {
            #expect(help.contains(name))
        }
    }

    @Test(arguments: [["replay", "--help"], ["bench", "near", "--help"], ["bench", "client", "--help"], ["--help"]])
    func helpFitsATerminal(_ arguments: [String]) async throws {
        try await withFolder { folder in
            let help = try await Pinyon.run(arguments, in: folder).output
            // The line that shows how to call the command isn't folded.
            let lines = help.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }
            #expect(lines.allSatisfy { $0.count <= 80 })
        }
    }
}

extension String {
    /// The text with its line breaks and indents made single spaces.
    fileprivate var unfolded: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// What a help text says about an option or an argument.
    fileprivate func entry(_ name: String) -> String? {
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { $0.hasPrefix("  \(name)") }) else { return nil }
        let more = lines[(first + 1)...].prefix { $0.hasPrefix("     ") }
        return ([lines[first]] + more).joined(separator: "\n").unfolded
    }
}
