import Testing

/// Wrong usage exits 64, says what is wrong and prints nothing else.
@Suite(.timeLimit(.minutes(5)))
struct UsageErrorTests {
    private static func refusal(_ arguments: [String]) async throws -> String {
        try await withFolder { folder in
            let outcome = try await Pinyon.run(arguments, in: folder)
            #expect(outcome.status == 64, "\(arguments): \(outcome)")
            #expect(outcome.output == "")
            #expect(outcome.leftovers == [])
            return outcome.errors
        }
    }

    @Test(arguments: [
        ["--nonsense"], ["nonsense"], ["replay", "--nonsense"], ["replay", "--nonsense", "3"], ["replay", "a", "b"],
        ["bench", "far"], ["bench", "near", "--nonsense"], ["bench", "near", "more"],
        ["bench", "client", "--nonsense"], ["bench", "client", "more"],
    ])
    func unknownWordsAreRefused(_ arguments: [String]) async throws {
        let message = try await Self.refusal(arguments)
        #expect(message.hasPrefix("Error: Un"))
        #expect(message.contains("--help"))
    }

    @Test(arguments: [
        ("--requests", "0", "between 1 and 100000000, not 0"), ("--requests", "-1", "100000000, not -1"),
        ("--requests", "3000000000", "between 1 and 100000000"), ("--concurrency", "0", "between 1 and 100000, not 0"),
        ("--concurrency", "100001", "between 1 and 100000, not 100001"), ("--concurrency", "-64", "not -64"),
        ("--write-share", "1.01", "between 0.0 and 1.0, not 1.01"), ("--write-share", "-0.5", "not -0.5"),
        ("--write-share", "nan", "between 0.0 and 1.0"),
    ])
    func numbersOutOfRangeAreRefusedWithTheRange(_ option: String, _ value: String, _ text: String) async throws {
        let message = try await Self.refusal(["replay", option, value])
        #expect(message.hasPrefix("Error: \(option) must be "), "\(message)")
        #expect(message.contains(text), "\(message)")
    }

    @Test(arguments: [
        ("--requests", ["many", "1e6", "1.5", ""], "The most requests to replay"),
        ("--near-size", ["0", "-5", "0mb", "12q", "1.5", "99999999999999999999", "9000000000000", "mb", ""], "64mb"),
        ("--lifetime", ["0", "-3s", "soon", "5y", "99999999999d", "s", ""], "500ms, 30s, 10m, 2h, 1d"),
        ("--concurrency", ["all", ""], "under way at once"), ("--write-share", ["half", ""], "from 0 to 1"),
        ("--value-size", ["0", "-1", "big", "600mb", "lognormal:1kb", "normal:1,1", ""], "lognormal:MEDIAN,SIGMA"),
        ("--policy", ["best", ""], "w-tinylfu, s3-fifo, sieve"), ("--seed", ["-1", "x", "1.5", ""], "seed"),
        ("--modes", ["fast", "near,near", "near,,none", "", ","], "separated by commas"),
        ("--format", ["xml", "CSV ", ""], "oracleGeneral"),
    ])
    func badValuesAreRefusedWithWhatWouldBeGood(_ option: String, _ values: [String], _ text: String) async throws {
        for value in values {
            let message = try await Self.refusal(["replay", option, value])
            #expect(message.hasPrefix("Error: The value '\(value)' is invalid for '\(option) <"), "\(message)")
            #expect(message.contains(text), "\(message)")
            #expect(message.contains("See 'pinyon replay --help'"))
        }
    }

    @Test(arguments: [
        "--requests", "--near-size", "--lifetime", "--concurrency", "--write-share", "--value-size", "--policy",
        "--seed", "--database", "--modes", "--format",
    ])
    func missingValuesAreNamed(_ option: String) async throws {
        #expect(try await Self.refusal(["replay", option]).hasPrefix("Error: Missing value for '\(option) <"))
    }

    @Test(arguments: [
        ("--threads", "0"), ("--threads", "1,,2"), ("--threads", "1025"), ("--threads", "-1"), ("--threads", "x"),
        ("--capacity", "0"), ("--capacity", "1000000000"), ("--capacity", "10,x"), ("--operations", "0"),
        ("--operations", "-5"), ("--operations", "x"), ("--rounds", "0"), ("--rounds", "1001"), ("--rounds", "x"),
        ("--policy", "x"),
    ])
    func badValuesOfBenchAreRefused(_ option: String, _ value: String) async throws {
        let message = try await Self.refusal(["bench", "near", option, value])
        #expect(message.contains(option))
        #expect(message.contains("See 'pinyon bench near --help'"))
    }

    @Test(arguments: [
        ("--url", "localhost"), ("--url", "http://localhost"), ("--url", ""), ("--concurrency", "0"),
        ("--concurrency", "1,,2"), ("--concurrency", "10001"), ("--operations", "0"), ("--operations", "x"),
        ("--size", "0"), ("--size", "65537"), ("--pipeline", "0"), ("--pipeline", "1001"), ("--large-value", "0mb"),
        ("--large-value", "50"), ("--large-value", "1gb"), ("--rounds", "0"), ("--rounds", "1001"),
        ("--modes", "get,get"), ("--modes", "fast"), ("--modes", ""),
    ])
    func badValuesOfBenchClientAreRefused(_ option: String, _ value: String) async throws {
        let message = try await Self.refusal(["bench", "client", option, value])
        #expect(message.contains(option), "\(message)")
        #expect(message.contains("See 'pinyon bench client --help'"), "\(message)")
    }

    @Test func refusedURLsShowNoPassword() async throws {
        let message = try await Self.refusal(["bench", "client", "--url", "redis://me:hidden@localhost/not-a-number"])
        #expect(message.contains("the database is no number") && !message.contains("hidden"), "\(message)")
    }
}
