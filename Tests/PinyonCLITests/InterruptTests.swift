import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ctrl-C: what was measured so far, and 130.
@Suite(.timeLimit(.minutes(5)))
struct InterruptTests {
    /// Runs a replay that would take minutes and sends it signals as soon as its progress shows a phase.
    private static func interrupted(
        _ arguments: [String] = [],
        at phase: String = "% near",
        by signals: [Int32] = [SIGINT]
    ) async throws -> Pinyon.Outcome {
        try await withFolder { folder in
            let terminal = try Terminal()
            let outcome = try await Pinyon.run(
                ["replay", "--requests", "3000000"] + arguments, in: folder, errors: terminal.processEnd
            ) { process in
                let pieces = terminal.pieces
                try terminal.processEnd.close()
                var screen = ""
                var isSent = false
                for await piece in pieces {
                    screen += piece
                    guard !isSent, screen.contains(phase) else { continue }
                    isSent = true
                    for signal in signals { kill(process.processIdentifier, signal) }
                }
                #expect(isSent, "\(phase) was never shown")
            }
            #expect(outcome.leftovers == [])
            return outcome
        }
    }

    @Test func tableShowsWhatWasMeasuredSoFar() async throws {
        let outcome = try await Self.interrupted(["--modes", "near"])
        #expect(outcome.status == 130)
        #expect(outcome.output.contains("\nnear  "))
        #expect(outcome.output.contains("\ninterrupted: these are the measurements so far\n"))
    }

    @Test func reportIsPartialAndValid() async throws {
        let outcome = try await Self.interrupted(["--modes", "near,near+memory", "--json"])
        #expect(outcome.status == 130)
        let report = try JSON(parsing: outcome.output)
        let violations = try JSONSchema(named: "replay").violations(report)
        #expect(violations == [], "\(outcome.output)")
        #expect(report["status"] == "partial")
        #expect(report["modes"].elements.compactMap { $0["mode"].string } == ["near"])
        #expect(report["modes"].elements[0]["requests"].number ?? .infinity < 3_000_000)
        #expect(report["metrics"]["staleReads"] == 0)
        #expect(report["skipped"] == .array(["near+memory: not run, because the replay was interrupted"]))
    }

    @Test func nothingIsPrintedBeforeAnythingWasMeasured() async throws {
        let outcome = try await Self.interrupted(["--json"], at: "filling the database")
        // The last rows may be in by the time that the signal arrives.
        if outcome.output.isEmpty {
            #expect(outcome.status == 130)
        } else {
            #expect(try JSON(parsing: outcome.output)["status"] == "partial")
        }
    }

    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func politeKillIsAnInterruptToo(_ signal: Int32, _ status: Int32) async throws {
        let outcome = try await Self.interrupted(["--modes", "near"], by: [signal])
        #expect(outcome.status == status)
        #expect(outcome.output.contains("\ninterrupted: these are the measurements so far\n"))
    }

    @Test func secondInterruptEndsAtOnceAndLeavesNothing() async throws {
        let outcome = try await Self.interrupted(["--modes", "near"], by: [SIGINT, SIGTERM])
        #expect(outcome.status == 130 || outcome.status == 143)
    }

    @Test func readingFromStandardInputCanBeInterrupted() async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("pipe").path
            // Open for both, the pipe has a writer as long as this test wants, and opening it waits for nobody.
            try #require(mkfifo(path, 0o600) == 0)
            let writer = FileHandle(fileDescriptor: open(path, O_RDWR), closeOnDealloc: true)
            defer { try? writer.close() }
            try writer.write(contentsOf: Sample.keys)
            let terminal = try Terminal()
            var screen = ""
            let outcome = try await Pinyon.run(
                ["replay", "-"], in: folder, input: path, errors: terminal.processEnd
            ) { process in
                let pieces = terminal.pieces
                try terminal.processEnd.close()
                for await piece in pieces {
                    if !screen.contains("reading"), piece.contains("reading the trace: 20 B") { process.interrupt() }
                    screen += piece
                }
            }
            #expect(outcome.status == 130)
            #expect(outcome.output == "")
            #expect(screen.hasSuffix("pinyon: interrupted before anything was measured\r\n"))
            #expect(outcome.leftovers == [])
        }
    }
}
