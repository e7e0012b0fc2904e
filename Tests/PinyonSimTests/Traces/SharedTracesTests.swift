import PinyonSim
import Testing

/// The traces' own documentation says how many requests and keys each has.
@Suite(.enabled(if: SharedTraces.areThere, "the shared traces are not here"))
struct SharedTracesTests {
    @Test(arguments: [
        ("orm-busy.txt.zst", TraceFormat.keys, 5_000_000, 76_349), ("web12.txt.zst", .keys, 95_607, 13_756),
        ("scarab-recs.txt.zst", .keys, 1_245_184, 258_368), ("cdn-sizes.csv.zst", .csv, 66_987, 36_815),
        ("cloudphysics.oracleGeneral.zst", .oracleGeneral, 113_872, 48_974), ("oltp.lis.zst", .arc, 914_145, 186_880),
        ("loop.txt.gz", .keys, 505_500, 1_011), ("meta-kv-1.csv", .meta, 691, 52), ("meta-kv-2.csv", .meta, 433, 62),
    ])
    func countsAreAsKnown(_ name: String, _ format: TraceFormat, _ requests: Int, _ keys: Int) async throws {
        let trace = try await TraceReader(path: SharedTraces.path(name)).read()
        #expect(trace.name == name)
        #expect(trace.format == format)
        #expect(trace.requests.count == requests)
        #expect(trace.keys.count == keys)
        #expect(Set(trace.requests.map(\.key)).count == keys)
    }

    @Test(arguments: [("cdn-sizes.csv.zst", 279_261_548), ("cloudphysics.oracleGeneral.zst", 2_029_769_728)])
    func footprintsAreAsKnown(_ name: String, _ bytes: Int) async throws {
        let trace = try await TraceReader(path: SharedTraces.path(name)).read()
        var last = [Int](repeating: 0, count: trace.keys.count)
        for request in trace.requests { last[Int(request.key)] = Int(request.valueSize) }
        #expect(last.reduce(0, +) == bytes)
        #expect(trace.hasTimes)
        #expect(trace.hasSizes)
        #expect(!trace.hasWrites)
    }

    @Test(arguments: [("meta-kv-1.csv", 167 + 511, 8 + 2, 3), ("meta-kv-2.csv", 383 + 35, 9 + 5, 1)])
    func metaRowsKeepTheirOperations(_ name: String, _ reads: Int, _ writes: Int, _ deletes: Int) async throws {
        let trace = try await TraceReader(path: SharedTraces.path(name)).read()
        let counts = Dictionary(grouping: trace.requests, by: \.operation).mapValues(\.count)
        #expect(counts[.read] == reads)
        #expect(counts[.write] == writes)
        #expect(counts[.delete] == deletes)
        #expect(trace.hasLifetimes)
    }

    @Test func limitEndsReadingARealArchive() async throws {
        let trace = try await TraceReader(path: SharedTraces.path("orm-busy.txt.zst"), limit: 1_000).read()
        #expect(trace.requests.count == 1_000)
    }

    @Test func loopGoesRound() async throws {
        let trace = try await TraceReader(path: SharedTraces.path("loop.txt.gz")).read()
        #expect(trace.requests.prefix(2_022).map(\.key) == (0..<2_022).map { $0 % 1_011 })
    }
}
