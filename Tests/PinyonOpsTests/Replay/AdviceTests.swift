import PinyonNear
import PinyonOps
import PinyonSim
import Testing

/// Each rule speaks where it should, and only there.
@Suite(.timeLimit(.minutes(2)))
struct AdviceTests {
    /// Results that say nothing by themselves: 1,000 requests for 10 keys in the two modes with a cache.
    private struct Case {
        var trace: Trace
        var options = exactOptions(entries: 10, modes: [.near, .nearAndMemory])
        var near: ReplayReport.ModeResult
        var both: ReplayReport.ModeResult

        init() async throws {
            trace = try PinyonOpsTests.trace(reading: (0..<1_000).map { $0 % 10 })
            let modes = try await replay(trace, options).modes
            (near, both) = (modes[0], modes[1])
        }

        func advice(_ id: String) -> Recommendation? { all.first { $0.id == id } }

        var all: [Recommendation] {
            let workload = ReplayWorkload(trace: trace, options: options)
            return ReplayAdvice(workload: workload, options: options, results: [near, both]).recommendations
        }
    }

    @Test func cacheThatFitsNeedsNoAdvice() async throws {
        #expect(try await Case().all == [])
    }

    @Test func staleReadsAreUrgent() async throws {
        var example = try await Case()
        example.near.joined = 100
        example.near.databaseReads = 100
        example.both.staleReads = 3
        let advice = try #require(example.advice("stale-reads"))
        #expect(advice.priority == .high)
        #expect(advice.value == 3)
        #expect(advice.category == "correctness")
        #expect(example.all.first == advice)
    }

    @Test(arguments: [(81, nil), (80, Priority.low), (51, .low), (50, .medium), (0, .medium)])
    func remoteTierPaysFromAFifthOfTheReadsOn(_ reads: Int, _ priority: Priority?) async throws {
        var example = try await Case()
        example.near.databaseReads = 100
        example.both.databaseReads = reads
        #expect(example.advice("remote-tier")?.priority == priority)
        example.both.requests -= 1
        #expect(example.advice("remote-tier") == nil)
    }

    @Test(arguments: [(9, false), (10, true), (500, true)])
    func joinedReadsAreAStampedeFromATenthOfTheLoadsOn(_ joined: Int, _ speaks: Bool) async throws {
        var example = try await Case()
        example.both.databaseReads = 100
        example.both.joined = joined
        #expect((example.advice("stampede") != nil) == speaks)
    }

    @Test(arguments: [(99, false), (100, true)])
    func firstRequestsMatterFromATenthOn(_ keys: Int, _ speaks: Bool) async throws {
        var example = try await Case()
        example.trace = try trace(reading: (0..<1_000).map { $0 % keys })
        example.options.nearSize = .entries(keys)
        let advice = example.advice("compulsory-misses")
        #expect((advice != nil) == speaks)
        if speaks { #expect(advice?.value == 10) }
    }

    @Test func largerTierPaysInALoop() async throws {
        var example = try await Case()
        example.trace = try trace(reading: (0..<3_000).map { $0 % 30 })
        for (entries, expected) in [(10, 30), (14, 30), (8, 30), (7, nil), (29, 30), (30, nil), (40, nil)] {
            example.options.nearSize = .entries(entries)
            let advice = example.advice("near-size")
            let action = expected.map { "Raise --near-size from \(entries) to \($0) if the memory is there." }
            #expect(advice?.action == action, "\(entries)")
            if let advice {
                // All but the first 30 requests would hit.
                #expect(advice.value == 99)
                #expect(advice.priority == .medium)
                #expect(advice.evidence.first == "\(entries) entries: 0.0 % hits")
                #expect(Set(advice.evidence).count == advice.evidence.count)
            }
        }
    }

    @Test func sizeInBytesIsNotCompared() async throws {
        var example = try await Case()
        example.trace = try trace(reading: (0..<3_000).map { $0 % 30 })
        example.options.nearSize = .bytes(200)
        #expect(example.advice("near-size") == nil)
        #expect(example.advice("near-policy") == nil)
    }

    @Test func smallestSizeThatIsNearlyAsGoodAsTheLargestIsNamed() async throws {
        // A quarter of the requests go round 15 keys, which 20 entries hold; a rare key each time comes between.
        var example = try await Case()
        example.trace = try trace(reading: (0..<4_000).map { $0.isMultiple(of: 500) ? 100 + $0 : $0 % 15 })
        example.options.nearSize = .entries(10)
        let advice = try #require(example.advice("near-size"))
        #expect(advice.action == "Raise --near-size from 10 to 20 if the memory is there.")
    }

    @Test func gainBelowItsThresholdIsNotNamed() async throws {
        var example = try await Case()
        for entries in 1..<40 {
            var generator = SeededGenerator(seed: UInt64(entries))
            example.trace = try trace(reading: (0..<2_000).map { _ in generator.next(below: 200) })
            example.options.nearSize = .entries(entries)
            for advice in example.all { #expect(advice.value >= advice.threshold, "\(advice)") }
        }
    }

    @Test func betterPolicyIsNamedInALoop() async throws {
        var example = try await Case()
        example.trace = try trace(reading: (0..<6_000).map { $0 % 60 })
        example.options.nearSize = .entries(50)
        let advice = try #require(example.advice("near-policy"))
        let best = try #require(NearPolicy.allCases.first { advice.action == "Try --policy \($0)." })
        #expect(best != .lru)
        #expect(advice.evidence.contains("lru: 0.0 % hits"))
        example.options.policy = best
        #expect(example.advice("near-policy") == nil)
    }

    @Test func lifetimeThatCostsHitsIsNamed() async throws {
        var example = try await Case()
        // Without lifetime 990 of 1,000 requests hit.
        example.near.hitRate = 94
        #expect(example.advice("lifetime") == nil)
        example.options.lifetime = .seconds(1)
        let advice = try #require(example.advice("lifetime"))
        #expect(advice.value == 5)
        #expect(advice.priority == .medium)
        example.near.hitRate = 94.1
        #expect(example.advice("lifetime") == nil)
        // Reads that joined a load would have been hits a moment later.
        example.near.hitRate = 84
        example.near.joined = 101
        #expect(example.advice("lifetime") == nil)
    }

    @Test func lifetimeIsJudgedByTheTracesClock() async throws {
        let reading = (0..<1_000).map { "k\($0 % 10)@\($0)" }.joined(separator: " ")
        for (seconds, speaks) in [(5, true), (1_000, false)] {
            let options = exactOptions(entries: 10) { $0.lifetime = .seconds(seconds) }
            let report = try await replay(try trace(reading), options)
            #expect(report.recommendations.contains { $0.id == "lifetime" } == speaks)
        }
    }

    @Test func longTraceIsEstimated() async throws {
        var example = try await Case()
        example.trace = try trace(reading: (0..<1_000_001).map { $0 % 30 })
        let advice = try #require(example.advice("near-size"))
        #expect(advice.confidence == "estimated")
        #expect(advice.evidence.last == "over the first 1,000,000 requests, near tier alone, one request at a time")
    }

    @Test func mostUrgentAdviceComesFirst() async throws {
        var example = try await Case()
        example.trace = try trace(reading: (0..<3_000).map { $0 % 30 })
        example.both.staleReads = 1
        example.both.databaseReads = 100
        example.near.databaseReads = 100
        example.both.joined = 100
        let priorities = example.all.map(\.priority)
        #expect(priorities.count >= 3)
        #expect(priorities == Priority.allCases.flatMap { wanted in priorities.filter { $0 == wanted } })
        #expect(priorities.first == .high)
    }
}
