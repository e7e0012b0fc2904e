import NIOCore
import PinyonClient
import Testing

@Suite(.serialized)
struct ProbabilisticCommandTests {
    @Test(arguments: ModuleServer.targets)
    func bloomFiltersWork(_ target: LiveTarget) async throws {
        try await target.withModules(["redisbloom"]) { client in
            try await client.bfReserve("f", errorRate: 0.01, capacity: 100, growth: .expanding(by: 2))
            await expectServerError("ERR") { try await client.bfReserve("f", errorRate: 0.01, capacity: 100) }
            #expect(try await client.bfAdd("f", "x"))
            #expect(try await !client.bfAdd("f", "x"))
            #expect(try await client.bfMadd("f", ["x", "y"]) == [false, true])
            #expect(try await client.bfExists("f", "x"))
            #expect(try await client.bfMexists("f", ["x", "never"]) == [true, false])
            #expect(try await client.bfCard("f") == 2)
            #expect(try await client.bfCard("missing") == 0)
            let info = try await client.bfInfo("f")
            #expect(info.capacity == 100 && info.itemCount == 2 && info.filterCount == 1 && info.expansion == 2)
            #expect(try #require(info.size) > 0)
            #expect(
                try await client.bfInsert("g", [1, 2], errorRate: 0.1, capacity: 10, growth: BloomGrowth.none)
                    == [true, true])
            #expect(try await client.bfInfo("g").expansion == nil)
            await expectServerError("ERR") { try await client.bfInsert("missing", ["x"], creating: false) }
            await #expect(throws: ClientError.self) {
                try await client.bfMadd("g", (0..<1000).map { "item \($0)" })
            }
        }
    }

    @Test(arguments: ModuleServer.targets)
    func cuckooFiltersWork(_ target: LiveTarget) async throws {
        try await target.withModules(["redisbloom"]) { client in
            try await client.cfReserve("f", capacity: 100, bucketSize: 2, maximumIterations: 20, expansion: 1)
            #expect(try await client.cfAdd("f", "x"))
            #expect(try await client.cfAdd("f", "x"))
            #expect(try await !client.cfAddnx("f", "x"))
            #expect(try await client.cfAddnx("f", "y"))
            #expect(try await client.cfCount("f", "x") == 2)
            #expect(try await client.cfExists("f", "x"))
            #expect(try await client.cfMexists("f", ["x", "never"]) == [true, false])
            #expect(try await client.cfDel("f", "y"))
            #expect(try await !client.cfDel("f", "y"))
            let info = try await client.cfInfo("f")
            #expect(info.itemCount == 2 && info.deletedCount == 1 && info.filterCount == 1)
            #expect(info.bucketCount != nil && info.size != nil)
        }
    }

    @Test(arguments: ModuleServer.targets)
    func countMinSketchesWork(_ target: LiveTarget) async throws {
        try await target.withModules(["redisbloom"]) { client in
            try await client.cmsInitbydim("m", width: 100, depth: 5)
            try await client.cmsInitbyprob("n", error: 0.01, probability: 0.01)
            #expect(try await client.cmsIncrby("m", [(key: "a", value: 5), (key: "b", value: 3)]) == [5, 3])
            #expect(try await client.cmsQuery("m", ["a", "b", "never"]) == [5, 3, 0])
            try await client.cmsInitbydim("sum", width: 100, depth: 5)
            try await client.cmsMerge(into: "sum", ["m", "m"], weights: [1, 2])
            #expect(try await client.cmsQuery("sum", ["a"]) == [15])
            let info = try await client.cmsInfo("m")
            #expect(info.width == 100 && info.depth == 5 && info.count == 8)
        }
    }

    @Test(arguments: ModuleServer.targets)
    func theMostFrequentItemsAreListed(_ target: LiveTarget) async throws {
        try await target.withModules(["redisbloom"]) { client in
            try await client.topkReserve("t", count: 2)
            try await client.topkReserve("u", count: 2, sketch: TopKSketch(width: 50, depth: 4, decay: 0.9))
            let dropped = try await client.topkAdd("t", ["a", "b", "a", "a"])
            #expect(dropped.count == 4)
            #expect(try await client.topkIncrby("t", [(key: "a", value: 5), (key: "z", value: 100)]).count == 2)
            #expect(try await client.topkQuery("t", ["a", "never"]) == [true, false])
            let items = try await client.topkList("t")
            #expect(items.map(\.name) == ["z", "a"])
            #expect(items.map(\.count) == [100, 8])
            let info = try await client.topkInfo("u")
            #expect(info.count == 2 && info.width == 50 && info.depth == 4 && info.decay == 0.9)
        }
    }

    @Test(arguments: ModuleServer.targets)
    func distributionsAreDigested(_ target: LiveTarget) async throws {
        try await target.withModules(["redisbloom"]) { client in
            try await client.tdigestCreate("d", compression: 200)
            #expect(try await client.tdigestMin("d").isNaN)
            try await client.tdigestAdd("d", [1, 2, 3, 4, 5])
            #expect(try await client.tdigestQuantile("d", [0.5, 0.9]) == [3, 5])
            #expect(try await client.tdigestCdf("d", [3]) == [0.5])
            #expect(try await client.tdigestRank("d", [3, 100, 0]) == [2, 5, -1])
            #expect(try await client.tdigestByrank("d", [0, 4, 99]) == [1, 5, .infinity])
            #expect(try await client.tdigestMin("d") == 1)
            #expect(try await client.tdigestMax("d") == 5)
            #expect(try await client.tdigestTrimmedMean("d", from: 0.1, to: 0.9) == 3)
            try await client.tdigestMerge(into: "e", ["d"], compression: 50)
            try await client.tdigestMerge(into: "e", ["d"], overriding: true)
            let info = try await client.tdigestInfo("e")
            #expect(info.observations == 5 && info.compression != nil && info.size != nil)
            try await client.tdigestReset("d")
            #expect(try await client.tdigestMax("d").isNaN)
        }
    }

    @Test func keysOfSourcesAreKnown() {
        let merge = Command.cmsMerge(into: "sum", ["a", "b"], weights: [1, 2])
        #expect(merge.arguments.keys(at: merge.traits.keys).map { String(buffer: $0) } == ["sum", "a", "b"])
        let digests = Command.tdigestMerge(into: "sum", ["a"])
        #expect(digests.arguments.keys(at: digests.traits.keys).map { String(buffer: $0) } == ["sum", "a"])
        #expect(Command.cmsMerge(into: "sum", [String]()).arguments.problem != nil)
    }
}
