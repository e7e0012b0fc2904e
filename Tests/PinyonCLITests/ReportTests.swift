import Foundation
import Testing

/// `--json`: one object on standard output, as the schema says.
@Suite(.timeLimit(.minutes(5)))
struct ReportTests {
    /// The report of a successful run.
    private static func report(
        _ arguments: [String], in folder: URL, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSON {
        let outcome = try await Pinyon.run(["replay", "--json"] + arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome)", sourceLocation: sourceLocation)
        #expect(outcome.errors == "", sourceLocation: sourceLocation)
        #expect(outcome.leftovers == [], sourceLocation: sourceLocation)
        let report = try JSON(parsing: outcome.output)
        #expect(try JSONSchema(named: "replay").violations(report) == [], sourceLocation: sourceLocation)
        #expect(report["operation"] == "replay", sourceLocation: sourceLocation)
        #expect(report["status"] == "success", sourceLocation: sourceLocation)
        #expect(report["metrics"]["staleReads"] == 0, sourceLocation: sourceLocation)
        return report
    }

    @Test func syntheticShopIsReplayedInAllModes() async throws {
        try await withFolder { folder in
            let report = try await Self.report(["--requests", "5000"], in: folder)
            #expect(report["modes"].elements.compactMap { $0["mode"].string } == ["none", "near", "near+memory"])
            #expect(report["modes"].elements.allSatisfy { $0["requests"] == 5_000 })
            #expect(report["workload"]["name"] == "storefront (synthetic)")
            #expect(report["workload"]["isSynthetic"] == .boolean(true))
            #expect(report["workload"]["format"] == .null)
            #expect(report["workload"]["requests"] == 5_000)
            #expect(report["modes"].elements[0]["hitRate"] == .null)
            #expect(report["modes"].elements[1]["hitRate"].number ?? 0 > 10)
        }
    }

    @Test func unknownNumbersAreNull() async throws {
        try await withFolder { folder in
            let arguments = ["replay", "--json", "--requests", "100", "--modes", "none"]
            let output = try await Pinyon.run(arguments, in: folder).output
            for name in ["hitRate", "missRate", "databaseReadsSavedPercent", "evictedKeys", "format"] {
                #expect(output.contains("\"\(name)\" : null"), "\(name)")
            }
        }
    }

    @Test func everyOptionReachesTheReplay() async throws {
        try await withFolder { folder in
            let report = try await Self.report(
                [
                    "--requests", "3000", "--near-size", "64kb", "--lifetime", "1h", "--concurrency", "1",
                    "--write-share", "0.5", "--policy", "SIEVE", "--seed", "7", "--modes", "near+memory,near",
                ], in: folder)
            #expect(report["workload"]["nearSize"] == 65_536)
            #expect(report["workload"]["nearSizeUnit"] == "bytes")
            #expect(report["workload"]["policy"] == "sieve")
            #expect(report["workload"]["seed"] == 7)
            #expect(report["workload"]["concurrency"] == 1)
            #expect(report["modes"].elements.compactMap { $0["mode"].string } == ["near+memory", "near"])
            #expect(report["modes"].elements.allSatisfy { (650...850).contains($0["writes"].number ?? 0) })
            #expect(report["modes"].elements.allSatisfy { $0["joined"] == 0 })
        }
    }

    @Test func optionsShapeATrace() async throws {
        try await withFolder { folder in
            _ = try write(Sample.keys, to: "keys.txt", in: folder)
            let report = try await Self.report(["keys.txt", "--value-size", "4kb"], in: folder)
            #expect(report["workload"]["totalBytes"] == 16_384)
            let written = try await Self.report(["keys.txt", "--write-share", "1", "--modes", "near"], in: folder)
            #expect(written["modes"].elements[0]["writes"] == 10)
            let short = try await Self.report(["keys.txt", "--requests", "3"], in: folder)
            #expect(short["workload"]["requests"] == 3)
            #expect(short["workload"]["uniqueKeys"] == 2)
        }
    }

    @Test func lifetimesFollowTheTracesClock() async throws {
        try await withFolder { folder in
            _ = try write(Array("time,key\n0,a\n9,a\n10,a\n3600,a\n".utf8), to: "timed.csv", in: folder)
            for (lifetime, reads) in [("10s", 3), ("1d", 1), ("9", 3), ("1ms", 4), ("60m", 2)] {
                let report = try await Self.report(
                    ["timed.csv", "--lifetime", lifetime, "--modes", "near", "--concurrency", "1"], in: folder)
                #expect(report["modes"].elements[0]["databaseReads"] == .number(Double(reads)), "\(lifetime)")
                #expect(report["workload"]["clock"] == "trace")
            }
        }
    }

    @Test func oneCallerWithASeedRepeatsExactly() async throws {
        try await withFolder { folder in
            let arguments = ["--requests", "5000", "--concurrency", "1", "--near-size", "100", "--seed", "3"]
            let first = try await Self.report(arguments, in: folder)
            let second = try await Self.report(arguments, in: folder)
            for name in ["nearHits", "remoteHits", "joined", "databaseReads", "evictedKeys", "writes"] {
                #expect(first["modes"].elements.map { $0[name] } == second["modes"].elements.map { $0[name] })
            }
            let other = try await Self.report(arguments.dropLast() + ["4"], in: folder)
            #expect(first["modes"].elements.map { $0["nearHits"] } != other["modes"].elements.map { $0["nearHits"] })
        }
    }

    @Test func limitWithoutCacheIsReported() async throws {
        try await withFolder { folder in
            let lines = [UInt8](Array("a\nb\n".utf8)).repeated(100_001)
            _ = try write(lines, to: "long.txt", in: folder)
            let report = try await Self.report(["long.txt", "--modes", "none,near", "--value-size", "1"], in: folder)
            #expect(report["modes"].elements.map { $0["requests"] } == [200_000, 200_002])
            #expect(report["skipped"] == .array(["none: ran the first 200,000 of 200,002 requests"]))
        }
    }
}

/// Real traces.
@Suite(
    .enabled(if: SharedTraces.areThere, "the shared traces are not here"), .timeLimit(.minutes(5)))
struct SharedTraceTests {
    @Test(arguments: [
        ("orm-busy.txt.zst", "keys", 20_000), ("web12.txt.zst", "keys", 20_000),
        ("scarab-recs.txt.zst", "keys", 20_000), ("cdn-sizes.csv.zst", "csv", 20_000),
        ("cloudphysics.oracleGeneral.zst", "oracleGeneral", 20_000),
        ("oltp.lis.zst", "arc", 20_000), ("loop.txt.gz", "keys", 20_000), ("meta-kv-1.csv", "meta", 691),
        ("meta-kv-2.csv", "meta", 433),
    ])
    func everyTraceIsReplayedWithoutStaleReads(_ name: String, _ format: String, _ requests: Int) async throws {
        let outcome = try await pinyon(
            "replay", "\(SharedTraces.folder)/\(name)", "--requests", "20000", "--modes", "near", "--json")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.errors == "")
        let report = try JSON(parsing: outcome.output)
        #expect(try JSONSchema(named: "replay").violations(report) == [])
        #expect(report["metrics"]["staleReads"] == 0)
        #expect(report["workload"]["name"] == .string(name))
        #expect(report["workload"]["format"] == .string(format))
        #expect(report["modes"].elements.map { $0["requests"] } == [.number(Double(requests))])
    }
}

extension [UInt8] {
    fileprivate func repeated(_ count: Int) -> [UInt8] { (0..<count).flatMap { _ in self } }
}
