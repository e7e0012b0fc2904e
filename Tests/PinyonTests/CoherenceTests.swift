import Pinyon
import PinyonTesting
import Testing

/// Searches for reads that return what an invalidation from before them should have removed.
@Suite(.watched) struct CoherenceTests {
    /// One thread, every interleaving chosen by the seed.
    @Test(arguments: CoherenceRun.Setting.allCases, [false, true])
    func chosenInterleavings(_ setting: CoherenceRun.Setting, _ stores: Bool) async throws {
        for seed in 1...UInt64(150 * searchEffort) {
            let problems = await ShuffledExecutor.run(seed: seed) { executor in
                let run = CoherenceRun(seed: seed, steps: 60, stores: stores)
                return await run.run(setting, on: executor)
            }
            let found = try #require(problems, "seed \(seed): hangs")
            #expect(found.isEmpty, "seed \(seed)")
        }
    }

    /// All cores, interleavings as they come.
    @Test(arguments: CoherenceRun.Setting.allCases, [false, true])
    func realThreads(_ setting: CoherenceRun.Setting, _ stores: Bool) async {
        let run = CoherenceRun(seed: .random(in: 0...10_000), steps: 4_000 * searchEffort, stores: stores)
        let problems = await run.run(setting)
        #expect(problems.isEmpty, "seed \(run.seed)")
    }

    @Test(arguments: WobblyTier.Lie.allCases)
    func searchFindsWhatALyingTierDoes(_ lie: WobblyTier.Lie) async {
        var found = 0
        for seed in UInt64(1)...20 where found == 0 {
            let problems = await ShuffledExecutor.run(seed: seed) { executor in
                let run = CoherenceRun(seed: seed, steps: 60, stores: true)
                return await run.run(.tinyNearAndRemote, on: executor, lie: lie)
            }
            found += problems?.count ?? 0
        }
        #expect(found > 0)
    }

    @Test(arguments: [CoherenceRun.Setting.nearOnly, .remoteOnly])
    func searchFindsWritersThatInvalidateTooEarly(_ setting: CoherenceRun.Setting) async {
        var found = 0
        for seed in UInt64(1)...20 where found == 0 {
            let problems = await ShuffledExecutor.run(seed: seed) { executor in
                let run = CoherenceRun(seed: seed, steps: 60, writesWrongly: true)
                return await run.run(setting, on: executor)
            }
            found += problems?.count ?? 0
        }
        #expect(found > 0)
    }
}
