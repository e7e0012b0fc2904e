import Foundation
import PinyonTesting
import Testing

/// `pinyon analyze`, on real servers.
@Suite(.timeLimit(.minutes(5))) struct AnalyzeCommandTests {
    private static func onRedis(_ body: (LiveServer) async throws -> Void) async throws {
        guard await LiveServerKind.redis70.isExpected else { try Test.cancel("Redis 7.0 is not installed") }
        try await LiveServer.run(.redis70, body)
    }

    private static func arguments(_ server: LiveServer, _ more: String...) -> [String] {
        ["analyze", "127.0.0.1:\(server.port)", "--pace", "100"] + more
    }

    private static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Pinyon.Outcome {
        try await withFolder { folder in try await Pinyon.run(arguments, in: folder, environment: environment) }
    }

    @Test func theReportIsAsTheSchemaSays() async throws {
        try await Self.onRedis { server in
            let outcome = try await Self.run(Self.arguments(server, "--json"))
            #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
            let report = try JSON(parsing: outcome.output)
            #expect(try JSONSchema(named: "analyze").violations(report) == [])
            #expect(report["operation"].string == "analyze-cache" && report["status"].string == "success")
        }
    }

    @Test(arguments: ["text", "markdown", "prometheus"])
    func otherFormatsNameWhatWasFound(_ format: String) async throws {
        try await Self.onRedis { server in
            let outcome = try await Self.run(Self.arguments(server, "--format", format))
            #expect(outcome.status == 0)
            #expect(outcome.output.contains(format == "prometheus" ? "redis_up{" : "no-maxmemory"))
            #expect(outcome.output.contains("127.0.0.1:\(server.port)"))
        }
    }

    @Test func findingsCanBeFailures() async throws {
        try await Self.onRedis { server in
            let high = try await Self.run(Self.arguments(server, "--fail-on", "high"))
            #expect(high.status == 1)
            let fine = try await Self.run(Self.arguments(server, "--fail-on", "low", "--include", "persistence"))
            #expect(fine.status == 0)
        }
    }

    @Test func theEnvironmentNamesTheServers() async throws {
        try await Self.onRedis { server in
            let outcome = try await Self.run(
                ["analyze", "--json"], environment: ["REDIS_URL": "redis://127.0.0.1:\(server.port)"])
            #expect(outcome.status == 0)
        }
    }

    @Test(arguments: [
        [], ["nowhere"], ["http://h"], ["redis://h", "--sample", "-1"], ["redis://h", "--include", "everything"],
        ["redis://h", "--threshold", "no-such-rule=1"], ["redis://h", "--fail-on", "some"],
    ])
    func wrongUsageExits64(_ arguments: [String]) async throws {
        let outcome = try await Self.run(["analyze"] + arguments, environment: ["REDIS_URL": ""])
        #expect(outcome.status == 64 && outcome.output == "", "\(outcome.errors)")
    }

    @Test func serversThatAreNotThereExit69() async throws {
        let outcome = try await Self.run(["analyze", "redis://me:hidden@127.0.0.1:1", "--json"])
        #expect(outcome.status == 69 && outcome.output == "")
        #expect(outcome.errors.contains("127.0.0.1:1") && !outcome.errors.contains("hidden"), "\(outcome.errors)")
    }
}

/// `pinyon diagnose` with a text.
@Suite(.timeLimit(.minutes(5))) struct DiagnoseCommandTests {
    @Test(arguments: [
        ("(error) OOM command not allowed when used memory > 'maxmemory'.", "OOM"),
        ("-CLUSTERDOWN The cluster is down", "CLUSTERDOWN"), ("MOVED 3999 127.0.0.1:6381", "MOVED"),
        ("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.", "BUSY"),
        ("LOADING Redis is loading the dataset in memory", "LOADING"),
    ])
    func theErrorsOfTheMissionAreKnown(_ text: String, _ code: String) async throws {
        let outcome = try await pinyon("diagnose", text, "--json")
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
        let report = try JSON(parsing: outcome.output)
        #expect(try JSONSchema(named: "diagnose").violations(report) == [])
        #expect(report["error"]["code"].string == code)
        #expect(report["error"]["hasRun"].string == "no")
    }

    @Test func withoutATextThereIsNothingToSay() async throws {
        #expect(try await pinyon("diagnose", "").status == 64)
    }
}
