import PinyonNear
import Synchronization
import Testing

/// The validator that runs after every test of a tier must be able to fail.
@Suite(.validated)
struct ValidationTests {
    @Test func soundTierHasNothingWrong() {
        let found = TierRegistry.findings {
            let tier = makeTier(NearOptions<Int, Int>.entries(8))
            for key in 0..<100 { tier.store(key, for: key) }
            _ = tier.value(for: 99)
            _ = tier.value(for: -1)
        }
        #expect(found.isEmpty)
    }

    @Test func lyingWeigherIsFound() {
        let calls = SharedCount()
        let found = TierRegistry.findings {
            let tier = makeTier(NearOptions<Int, Int>.bytes(100) { _, _ in calls.add(1) })
            tier.store(1, for: 1)
        }
        #expect(found.count == 1)
        #expect(found.first?.contains("slot 0 has a wrong weight") == true, "\(found)")
    }

    @Test func keyThatChangesItsHashIsFound() {
        let key = FickleKey()
        let found = TierRegistry.findings {
            let tier = makeTier(NearOptions<FickleKey, Int>.entries(100))
            tier.store(1, for: key)
            key.number.add(1)
        }
        #expect(found.contains { $0.contains("slot 0 has another key's hash") }, "\(found)")
    }

    @Test func valueThatNobodyCountedIsFound() {
        let found = TierRegistry.findings {
            let tier = makeTier(NearOptions<Int, Int>.entries(8))
            tier.store(1, for: 1)
            tier.tier.store(2, for: 2)
            _ = tier.tier.value(for: 2)
        }
        #expect(found.contains { $0.contains("1 values were stored, 2 are there and 0 have left") }, "\(found)")
        #expect(found.contains { $0.contains("2 values arrived of 1 that were stored and 0 that") }, "\(found)")
        #expect(found.contains { $0.contains("1 hits and 0 misses are not 0 look-ups") }, "\(found)")
    }

    @Test func listenerThatIsNotToldIsFound() {
        let counts = OutsideCounts(listens: true)
        let deaf = CheckedTier(NearTier(NearOptions<Int, Int>.entries(1)), counts: counts, isWeighted: false)
        deaf.store(1, for: 1)
        deaf.remove(1)
        #expect(deaf.findings() == ["the listener was told of 0 removals (invalidated) of 1"])
    }

    @Test func traitReportsATestThatLeavesABrokenTier() async throws {
        let test = try #require(Test.current)
        let reported = Mutex<[String]>([])
        let validation = Validation { finding, _ in reported.withLock { $0.append(finding.text) } }
        try await validation.provideScope(for: test, testCase: nil) {
            makeTier(NearOptions<Int, Int>.entries(8)).tier.store(1, for: 1)
        }
        #expect(reported.withLock(\.count) == 2)
        #expect(reported.withLock { $0.first?.contains("0 values were stored, 1 are there") } == true)
    }

    @Test func traitReportsATestThatGivesUp() async throws {
        let test = try #require(Test.current)
        let reports = SharedCount()
        let validation = Validation { _, _ in reports.add(1) }
        await #expect(throws: CancellationError.self) {
            try await validation.provideScope(for: test, testCase: nil) {
                makeTier(NearOptions<Int, Int>.entries(8)).tier.store(1, for: 1)
                throw CancellationError()
            }
        }
        #expect(reports.value == 2)
    }
}

/// Breaks the rule that a key's hash stays the same.
private final class FickleKey: Hashable, Sendable {
    let number = SharedCount()

    static func == (left: FickleKey, right: FickleKey) -> Bool { left === right }

    func hash(into hasher: inout Hasher) { hasher.combine(number.value) }
}
