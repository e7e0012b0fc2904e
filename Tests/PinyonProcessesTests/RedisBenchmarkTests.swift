import Foundation
import PinyonProcesses
import Testing

/// Running `redis-benchmark`.
@Suite(.timeLimit(.minutes(2)))
struct RedisBenchmarkTests {
    private static let load = RedisBenchmark.Load(
        connections: 50, pipeline: 16, commands: 1_000, keys: 10, words: ["GET", "key:\(RedisBenchmark.placeholder)"])

    /// A program of that name that is a script.
    private func withStandIn(_ script: String, _ body: (RedisBenchmark, String) async throws -> Void) async throws {
        try await withFolder { folder in
            _ = try writeScript(script, to: "\(folder)/\(RedisBenchmark.name)")
            let program = try #require(RedisBenchmark(environment: ["PATH": "/nowhere:\(folder)"]))
            try await body(program, folder)
        }
    }

    @Test("the rate is the second field of the last line, and the arguments are as asked for")
    func rate() async throws {
        let script = """
            for word; do printf "%s\\n" "$word" >>"$(dirname "$0")/words"; done
            echo 'WARNING' >&2
            echo '"test","rps","avg_latency_ms"'
            echo '"GET key:__rand_int__","123456.79","0.1"'
            """
        try await withStandIn(script) { program, folder in
            let rate = try await program.commandsPerSecond(
                Self.load, at: ["-h", "localhost"], patience: .seconds(60))
            #expect(rate == 123_456.79)
            let words = try String(contentsOfFile: "\(folder)/words", encoding: .utf8)
            #expect(
                words.split(separator: "\n").joined(separator: " ")
                    == "-h localhost -c 50 -P 16 -n 1000 -r 10 --csv GET key:__rand_int__")
        }
    }

    @Test("an old version's line of two fields is read as well")
    func oldVersion() async throws {
        try await withStandIn(#"echo '"GET key","99.50"'"#) { program, _ in
            let rate = try await program.commandsPerSecond(Self.load, at: [], patience: .seconds(60))
            #expect(rate == 99.5)
        }
    }

    @Test(
        "what it said is in the error",
        arguments: [
            "echo 'Could not connect' >&2; exit 1", "echo 'Could not connect'", "echo 'Could not connect'; exit 3",
        ])
    func failure(script: String) async throws {
        try await withStandIn(script) { program, folder in
            let error = await #expect(throws: ProcessError.self) {
                try await program.commandsPerSecond(Self.load, at: [], patience: .seconds(60))
            }
            #expect(error?.code == .cannotRun)
            #expect(error?.description.contains(folder) == true)
            #expect(error?.log == ["Could not connect"])
        }
    }

    @Test("one that doesn't end is ended")
    func patience() async throws {
        try await withStandIn("echo $$ >\"$(dirname \"$0\")/pid\"; exec sleep 1000") { program, folder in
            let error = await #expect(throws: ProcessError.self) {
                try await program.commandsPerSecond(Self.load, at: [], patience: .seconds(1))
            }
            #expect(error?.message.contains("within 1.0 seconds") == true, "\(error?.description ?? "")")
            let text = try String(contentsOfFile: "\(folder)/pid", encoding: .utf8)
            let pid = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
            try await eventually { !isAlive(pid) }
        }
    }

    @Test("a search path without it has none")
    func missing() {
        #expect(RedisBenchmark(environment: ["PATH": "/nowhere"]) == nil)
        #expect(RedisBenchmark(environment: [:]) == nil)
    }
}
