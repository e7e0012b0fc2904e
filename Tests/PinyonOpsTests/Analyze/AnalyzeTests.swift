import Foundation
import PinyonClient
import PinyonOps
import PinyonTesting
import Testing

/// Analyses of real servers.
@Suite(.timeLimit(.minutes(5))) struct AnalyzeTests {
    private static func onServer(
        _ kind: LiveServerKind = .redis70, _ body: (LiveServer, RedisClient) async throws -> Void
    ) async throws {
        guard await kind.isExpected else { try Test.cancel("\(kind) is not installed") }
        try await LiveServer.run(kind) { server in
            let client = RedisClient(RedisConfiguration(.standalone(.host("127.0.0.1", port: server.port))))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await client.run() }
                defer { group.cancelAll() }
                try await body(server, client)
            }
        }
    }

    private static func report(
        _ server: LiveServer, _ change: (inout AnalyzeOptions) -> Void = { _ in }
    ) async throws -> AnalyzeReport {
        var options = AnalyzeOptions()
        options.sample.pace = 100
        change(&options)
        return try await Analyze(options).run(ServerTarget("127.0.0.1:\(server.port)", environment: [:]))
    }

    @Test(arguments: [LiveServerKind.redis62, .redis70, .valkey91])
    func theFiguresAreThoseOfTheServer(_ kind: LiveServerKind) async throws {
        try await Self.onServer(kind) { server, client in
            for number in 0..<300 {
                let value = String(repeating: "x", count: number)
                if number.isMultiple(of: 3) {
                    try await client.set("session:\(number)", value, expiry: .after(.seconds(1_000)))
                } else {
                    try await client.set("user:\(number)", value)
                }
            }
            for number in 0..<400 { _ = try await client.get("user:\(number)") }
            let info = try await client.info()
            let report = try await Self.report(server)
            #expect(report.status == .success, "\(report.skipped)")
            #expect(report.metrics.keys == 300)
            #expect(report.metrics.ttlCoveragePercent == 33.33)
            #expect(report.metrics.hits == info.statistics.keyspaceHits)
            #expect(report.metrics.misses == info.statistics.keyspaceMisses)
            #expect(report.metrics.hitRate == 50)
            #expect(report.metrics.window == .lifetime)
            #expect(report.metrics.memoryUsage.maxmemoryBytes == nil)
            #expect(report.keyspace?.sampledKeys == 300 && report.keyspace?.end == .whole)
            #expect(report.recommendations.contains { $0.id == "no-maxmemory" })
        }
    }

    @Test(arguments: [LiveServerKind.redis62, .redis70, .valkey91])
    func whatItLooksUpItselfIsCountedExactly(_ kind: LiveServerKind) async throws {
        try await Self.onServer(kind) { server, client in
            for number in 0..<200 {
                try await client.set("string:\(number)", "{\"a\":\(number)}")
                _ = try await client.hset("hash:\(number)", ["a": "1"])
            }
            let before = try await client.info().statistics
            let report = try await Self.report(server)
            let after = try await client.info().statistics
            #expect(report.ownLookups.hits == (after.keyspaceHits ?? 0) - (before.keyspaceHits ?? 0))
            #expect(report.ownLookups.misses == (after.keyspaceMisses ?? 0) - (before.keyspaceMisses ?? 0))
            #expect(report.ownLookups.hits > 400 * 4)
        }
    }

    @Test func keysOfAnyBytesAreReportedSafely() async throws {
        try await Self.onServer { server, client in
            try await client.command("SET", [0x61, 0xFF, 0x0A] as [UInt8], String(repeating: "x", count: 5_000))
            let report = try await Self.report(server)
            let largest = try #require(report.keyspace?.largest.first)
            #expect(largest.name == "a\\xff\\x0a" && largest.nameBase64 == "Yf8K")
            #expect((largest.bytes ?? 0) > 5_000)
        }
    }

    @Test func valuesAreNotReadWhereTheyMustNotBe() async throws {
        try await Self.onServer { server, client in
            for number in 0..<50 { try await client.set("key:\(number)", "value") }
            let report = try await Self.report(server) { $0.sample.values = 0 }
            #expect(report.keyspace?.valuesRead == 0)
            let calls = try await client.info([.commandStatistics]).commands["getrange"]?.calls
            #expect(calls == nil)
        }
    }

    @Test func aServerThatIsNotThereIsNamed() async throws {
        let error = await #expect(throws: OpsError.self) {
            var options = AnalyzeOptions()
            options.connectTimeout = .milliseconds(500)
            return try await Analyze(options).run(
                ServerTarget("redis://me:hidden@127.0.0.1:1", environment: [:]))
        }
        #expect(error?.code == .serverUnavailable)
        #expect(error?.description.contains("127.0.0.1:1") == true)
        #expect(error?.description.contains("hidden") == false)
    }
}
