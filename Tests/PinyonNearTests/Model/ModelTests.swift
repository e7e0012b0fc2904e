import PinyonNear
import Testing

/// More than a million random operations, with a dictionary that says after each what must be there.
@Suite(.validated)
struct ModelTests {
    private static let steps = Effort.repetitions(200_000)

    @Test(arguments: ModelSetup.all)
    func tierAgreesWithADictionary(_ setup: ModelSetup) throws {
        var run = ModelRun(setup)
        #expect(run.shardCount == setup.shards)
        try run.run(steps: Self.steps)
        // A run in which nothing happens would agree as well. A short one doesn't fill the large tiers.
        guard Effort.isFull else { return }
        let statistics = run.statistics
        let counts = [
            statistics.hits, statistics.misses, statistics.insertions, statistics.replaced, statistics.expired,
            statistics.evicted, statistics.invalidated,
        ]
        #expect(counts.allSatisfy { $0 > 500 }, "\(setup.testDescription) did little: \(statistics)")
    }

    @Test(.enabled(if: Effort.isFull, "a debug build does less"))
    func operationsAreAMillionOrMore() {
        #expect(ModelSetup.all.count * Self.steps >= 1_000_000)
    }
}
