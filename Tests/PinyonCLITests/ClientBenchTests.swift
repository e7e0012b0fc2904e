import Foundation
import PinyonClient
import PinyonTesting
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// `pinyon bench client`, on real servers, beside a `redis-benchmark` that is a script.
@Suite(.timeLimit(.minutes(5)))
struct ClientBenchTests {
    private static let quick = [
        "--operations", "500", "--rounds", "1", "--concurrency", "1,60", "--large-value", "100kb",
    ]

    /// Runs a test with a server of its own and a folder.
    private static func onRedis(_ body: (LiveServer, URL) async throws -> Void) async throws {
        guard await LiveServerKind.redis.isExpected else { try Test.cancel("Redis is not installed") }
        try await LiveServer.redis { server in try await withFolder { try await body(server, $0) } }
    }

    private static func arguments(_ server: LiveServer, _ more: [String]) -> [String] {
        ["bench", "client", "--url", "redis://127.0.0.1:\(server.port)"] + more
    }

    /// A search path with a `redis-benchmark` that says it did a million commands a second.
    private static func standIn(in folder: URL) throws -> [String: String] {
        let programs = folder.appendingPathComponent("programs")
        try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
        let script = "#!/bin/sh\necho '\"GET key\",\"1000000.00\",\"0.1\"'\n"
        let path = try write(Array(script.utf8), to: "redis-benchmark", in: programs)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return ["PATH": "\(programs.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"]
    }

    @Test func linesAreAsTheSchemaSays() async throws {
        try await Self.onRedis { server, folder in
            let outcome = try await Pinyon.run(
                Self.arguments(server, Self.quick + ["--json"]), in: folder,
                environment: try Self.standIn(in: folder))
            #expect(outcome.status == 0)
            #expect(outcome.errors == "")
            #expect(outcome.leftovers == [])
            let lines = try outcome.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
            let schema = try JSONSchema(named: "bench-client")
            for line in lines { #expect(schema.violations(line) == []) }
            let large = Array(repeating: "large-value", count: 6)
            #expect(lines.map { $0["mode"].string } == ["get", "get", "pipeline", "mget", "set", "set"] + large)
            #expect(lines.map { $0["concurrency"] } == [1, 60, 2, 2, 1, 60, 1, 1, 1, 200, 200, 200])
            #expect(lines[1]["peer"] == "redis-benchmark -P 16 -c 50")
            #expect(lines[1]["peerOpsPerSecond"] == 1_000_000)
            // A command of a hundred keys is a hundred operations, of the peer's too.
            #expect(lines[3]["peerOpsPerSecond"] == 100_000_000)
            #expect(outcome.output.hasSuffix("}\n"))
        }
    }

    @Test func tableHasALineForEachCombination() async throws {
        try await Self.onRedis { server, folder in
            let outcome = try await Pinyon.run(
                Self.arguments(server, Self.quick), in: folder, environment: try Self.standIn(in: folder))
            #expect(outcome.status == 0)
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == 13)
            #expect(lines[0].contains("callers") && lines[0].contains("CPU µs/op") && lines[0].contains("ratio"))
            #expect(lines[2].contains(" 60 ") && lines[2].hasSuffix("  redis-benchmark -P 16 -c 50"))
            #expect(lines[3].contains("pipeline of 100") && lines[4].contains("mget of 100"))
            #expect(lines[4].contains("100,000,000"))
            #expect(lines[7].contains("get alone") && lines[8].contains("get beside bulk"))
            #expect(lines[9].contains("of alone, longest "))
        }
    }

    @Test func bytesAreThoseOfTheClientAlone() async throws {
        try await Self.onRedis { server, folder in
            let large = ["--modes", "get", "--size", "20000", "--json"]
            let outcome = try await Pinyon.run(
                Self.arguments(server, Self.quick + large), in: folder, environment: try Self.standIn(in: folder))
            #expect(outcome.status == 0)
            for line in outcome.output.split(separator: "\n") {
                // Under a sanitizer, and elsewhere than on Linux, nothing can be counted.
                guard let bytes = try JSON(parsing: String(line))["allocatedBytesPerOp"].number else { continue }
                #expect(bytes > 20_000 && bytes < 200_000)
            }
        }
    }

    @Test func missingPeerIsSaidOnceAndLeavesTheRest() async throws {
        try await Self.onRedis { server, folder in
            let outcome = try await Pinyon.run(
                Self.arguments(server, Self.quick + ["--modes", "get", "--json"]), in: folder,
                environment: ["PATH": "/nowhere"])
            #expect(outcome.status == 0)
            #expect(
                outcome.errors
                    == "pinyon: redis-benchmark is not on the search path: there is nothing to compare with\n")
            for line in outcome.output.split(separator: "\n") {
                let result = try JSON(parsing: String(line))
                #expect(result["peer"] == .null && result["peerOpsPerSecond"] == .null && result["ratio"] == .null)
            }
        }
    }

    @Test func withoutURLAServerIsStartedAndEnded() async throws {
        guard await LiveServerKind.redis.isExpected else { try Test.cancel("Redis is not installed") }
        try await withFolder { folder in
            let outcome = try await Pinyon.run(
                ["bench", "client", "--modes", "get"] + Self.quick, in: folder,
                environment: try Self.standIn(in: folder))
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.split(separator: "\n").count == 3)
            #expect(outcome.leftovers == [])
        }
    }

    @Test func missingServersExit69() async throws {
        let none = try await pinyon("bench", "client", environment: ["PATH": "/nowhere", "PINYON_SERVERS": "/nowhere"])
        #expect(none.status == 69)
        #expect(none.output.split(separator: "\n").count == 1)
        #expect(none.errors.hasPrefix("pinyon: Redis is not on this machine."), "\(none.errors)")
        let away = try await pinyon(
            "bench", "client", "--url", "redis://me:hidden@127.0.0.1:1?connect-timeout=0.2", "--json")
        #expect(away.status == 69)
        #expect(away.output == "")
        #expect(away.errors.contains("127.0.0.1:1") && !away.errors.contains("hidden"), "\(away.errors)")
    }

    @Test func passwordsOnTheCommandLineAreWarnedOfAndNeedNotStandThere() async throws {
        guard await LiveServerKind.redis.isExpected else { try Test.cancel("Redis is not installed") }
        var options = LiveServerOptions()
        options.password = "hidden"
        try await LiveServer.run(.redis, options: options) { server in
            func run(_ login: String, password: String) async throws -> Pinyon.Outcome {
                let url = "redis://\(login)127.0.0.1:\(server.port)"
                return try await withFolder { folder in
                    try await Pinyon.run(
                        ["bench", "client", "--url", url, "--modes", "get"] + Self.quick, in: folder,
                        environment: ["REDIS_PASSWORD": password])
                }
            }
            let warning = "can see the password in --url"
            let shown = try await run("default:hidden@", password: "another")
            #expect(shown.status == 0 && shown.errors.contains(warning), "\(shown.errors)")
            for login in ["", "default@"] {
                let secret = try await run(login, password: "hidden")
                #expect(secret.status == 0 && !secret.errors.contains(warning), "\(secret.errors)")
                #expect(!(secret.output + secret.errors).contains("hidden"))
            }
            let none = try await run("", password: "")
            #expect(none.status == 69 && none.output.split(separator: "\n").count <= 1, "\(none.errors)")
        }
    }

    @Test func interruptedRunsRemoveTheirKeys() async throws {
        try await Self.onRedis { server, folder in
            let arguments = Self.arguments(server, ["--operations", "1000000000", "--json"])
            let outcome = try await Pinyon.run(
                arguments, in: folder, environment: try Self.standIn(in: folder)
            ) { process in
                let deadline = ContinuousClock.now + .seconds(60)
                while try await Self.keyCount(server) < 1_000, ContinuousClock.now < deadline {
                    try await Task.sleep(for: .milliseconds(10))
                }
                kill(process.processIdentifier, SIGINT)
            }
            #expect(outcome.status == 130)
            #expect(outcome.output == "")
            #expect(outcome.errors == "pinyon: interrupted: what was measured is above\n")
            #expect(try await Self.keyCount(server) == 0)
        }
    }

    /// How many keys a server has.
    private static func keyCount(_ server: LiveServer) async throws -> Int {
        let client = RedisClient(RedisConfiguration(.standalone(.host("127.0.0.1", port: server.port))))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            return try await client.command("DBSIZE", as: Int.self)
        }
    }
}
