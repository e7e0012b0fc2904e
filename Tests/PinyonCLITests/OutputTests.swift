import Foundation
import Testing

/// What goes to standard output and what to standard error.
@Suite(.timeLimit(.minutes(5)))
struct OutputTests {
    private static let short = ["replay", "--requests", "3000"]

    /// What a terminal shows of standard error during a run.
    private static func screen(_ environment: [String: String]) async throws -> (Pinyon.Outcome, String) {
        try await withFolder { folder in
            let terminal = try Terminal()
            var text = ""
            let outcome = try await Pinyon.run(
                ["replay", "--requests", "200000", "--modes", "near"], in: folder, environment: environment,
                errors: terminal.processEnd
            ) { _ in
                let pieces = terminal.pieces
                try terminal.processEnd.close()
                for await piece in pieces { text += piece }
            }
            return (outcome, text)
        }
    }

    @Test func tableShowsEveryModeInAlignedColumns() async throws {
        let outcome = try await pinyon("replay", "--requests", "3000")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].hasPrefix("storefront (synthetic): 3,000 requests, "))
        #expect(lines[1] == "near tier 10,000 entries, w-tinylfu; 64 at once; wall time; seed 1")
        let table = lines[3..<8]
        let names = table[3].split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(names.prefix(7) == ["mode", "requests", "hit rate", "joined", "requests/s", "p50 µs", "p99 µs"])
        #expect(names.dropFirst(7) == ["p999 µs", "db reads", "stale", "peak memory"])
        #expect(Set(table.map(\.count)).count == 1)
        #expect(table[5].hasPrefix("none ") && table[6].hasPrefix("near ") && table[7].hasPrefix("near+memory "))
        #expect(table[5].contains(" – "))
        #expect(lines[9].hasPrefix("the database is a fast local file"))
        #expect(lines[10] == "near+memory: the second tier has no bound")
        #expect(lines[12].hasPrefix("Recommendations"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test func recommendationsSayWhatToDo() async throws {
        let output = try await pinyon("replay", "--requests", "3000", "--modes", "near").output
        #expect(output.contains("\nRecommendations\n• ["))
        try await withFolder { folder in
            _ = try write(Array(String(repeating: "a\n", count: 1_000).utf8), to: "one.txt", in: folder)
            let quiet = try await Pinyon.run(
                ["replay", "one.txt", "--concurrency", "1", "--modes", "near"], in: folder)
            #expect(quiet.output.hasSuffix("\nRecommendations: none.\n"))
        }
    }

    @Test func limitWithoutCacheIsShownUnderTheTable() async throws {
        try await withFolder { folder in
            let lines = String(repeating: "a\nb\n", count: 100_001)
            _ = try write(Array(lines.utf8), to: "long.txt", in: folder)
            let output = try await Pinyon.run(["replay", "long.txt", "--modes", "none"], in: folder).output
            #expect(output.contains("\nnone: ran the first 200,000 of 200,002 requests\n"))
        }
    }

    @Test func sizesAreShownWithUnits() async throws {
        let output = try await pinyon("replay", "--requests", "100", "--near-size", "64mb", "--modes", "near").output
        #expect(output.contains("near tier 64.0 MB, w-tinylfu"))
    }

    @Test func progressIsShownOnATerminalAndRemovedAtTheEnd() async throws {
        let (outcome, screen) = try await Self.screen([:])
        #expect(outcome.status == 0)
        #expect(screen.contains("% filling the database"))
        #expect(screen.contains("% near"))
        #expect(screen.contains("░") && screen.contains("█"))
        #expect(screen.hasSuffix("\r\u{1B}[K"))
        #expect(outcome.output.hasPrefix("storefront (synthetic): 200,000 requests"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func progressIsOffWhereItIsNotWanted(_ environment: [String: String]) async throws {
        let (outcome, screen) = try await Self.screen(environment)
        #expect(outcome.status == 0)
        #expect(screen == "")
    }

    @Test func readerThatLeavesEarlyIsNoTrouble() async throws {
        try await withFolder { folder in
            let outcome = try await Pinyon.shell("\"$PINYON\" replay --requests 3000 | head -n 1", in: folder)
            #expect(outcome.output.hasPrefix("storefront (synthetic)"))
            #expect(outcome.output.split(separator: "\n").count == 1)
            #expect(outcome.errors == "")
            #expect(outcome.leftovers == [])
        }
    }

    @Test(arguments: ["", "trap '' PIPE; "])
    func outputThatIsClosedEndsTheCommandSilently(_ trap: String) async throws {
        try await withFolder { folder in
            // The reader is gone long before there is something to read.
            let line = "{ \(trap)\"$PINYON\" replay --requests 3000; echo $? >status; } | true"
            let outcome = try await Pinyon.shell(line, in: folder)
            #expect(outcome.errors == "")
            #expect(outcome.leftovers == [])
            let status = try String(contentsOf: folder.appendingPathComponent("status"), encoding: .utf8)
            #expect(status == "141\n")
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
    func outputThatIsFullIsAnErrorAndNoCrash() async throws {
        try await withFolder { folder in
            for command in ["replay --requests 100", "bench near --operations 100 --rounds 1"] {
                let outcome = try await Pinyon.shell("\"$PINYON\" \(command) >/dev/full", in: folder)
                #expect(outcome.status == 70)
                #expect(outcome.errors == "pinyon: the result can't be written: No space left on device\n")
                #expect(outcome.leftovers == [])
            }
        }
    }

    @Test func closedStandardErrorIsNoTrouble() async throws {
        try await withFolder { folder in
            let outcome = try await Pinyon.shell("\"$PINYON\" replay missing.csv 2>&-", in: folder)
            #expect(outcome.status == 65)
        }
    }
}
