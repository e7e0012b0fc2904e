import Foundation
import PinyonNear
import PinyonOps
import Testing

@Suite(.timeLimit(.minutes(2)))
struct NearBenchTests {
    private static func results(_ threads: [Int], _ capacities: [Int], _ policy: NearPolicy) -> [NearBench.Result] {
        var bench = NearBench()
        bench.operations = 2_000
        bench.rounds = 2
        bench.policy = policy
        var results: [NearBench.Result] = []
        bench.run(threads: threads, capacities: capacities) { results.append($0) }
        return results
    }

    @Test func everyCombinationIsMeasuredInOrder() {
        let results = Self.results([1, 3], [5_000, 1_000], .windowTinyLFU)
        #expect(results.map(\.threads) == [1, 1, 3, 3])
        #expect(results.map(\.capacity) == [5_000, 1_000, 5_000, 1_000])
        #expect(results.allSatisfy { $0.millionOpsPerSecond > 0 })
    }

    @Test(arguments: NearPolicy.allCases)
    func everyPolicyRuns(_ policy: NearPolicy) {
        #expect(Self.results([1], [500], policy).count == 1)
    }

    @Test func tiersOfAFewEntriesDoNotTakeAllMemory() {
        #expect(Self.results([1], [1], .lru).count == 1)
    }

    @Test func errorsOfTheListenerEndTheRun() {
        struct Enough: Error {}
        var bench = NearBench()
        bench.operations = 100
        bench.rounds = 1
        var told = 0
        #expect(throws: Enough.self) {
            try bench.run(threads: [1, 1, 1], capacities: [100]) { _ in
                told += 1
                throw Enough()
            }
        }
        #expect(told == 1)
    }
}
