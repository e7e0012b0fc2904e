import Synchronization
import Testing

/// Something that is wrong with a tier, and where the test made that tier.
struct TierFinding: Sendable {
    let text: String
    let origin: SourceLocation
}

/// The tiers of one test, to be validated when it is over.
final class TierRegistry: Sendable {
    @TaskLocal static var current: TierRegistry?

    private let checks = Mutex<[@Sendable () -> [TierFinding]]>([])

    /// Adds what to check when the test is over.
    func add(_ check: @escaping @Sendable () -> [TierFinding]) {
        checks.withLock { $0.append(check) }
    }

    /// What is wrong with the tiers made so far.
    func findings() -> [TierFinding] {
        checks.withLock { $0 }.flatMap { $0() }
    }

    /// What is wrong with the tiers that a closure makes, after it has run. They are gone when this returns.
    static func findings(of body: () throws -> Void) rethrows -> [String] {
        let registry = TierRegistry()
        try $current.withValue(registry) { try body() }
        return registry.findings().map(\.text)
    }
}

/// Validates every tier that a test makes with `makeTier`, whether or not the test asks for it.
struct Validation: SuiteTrait, TestTrait, TestScoping {
    /// What happens to a finding; a test of the validation itself looks at it instead of failing.
    var report: @Sendable (_ finding: TierFinding, _ test: Test) -> Void = { finding, test in
        Issue.record("\(test.name): \(finding.text)", sourceLocation: finding.origin)
    }

    var isRecursive: Bool { true }

    @concurrent
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let registry = TierRegistry()
        // A test that gave up early may have left a broken tier all the same.
        defer {
            for finding in registry.findings() { report(finding, test) }
        }
        try await TierRegistry.$current.withValue(registry) { try await function() }
    }
}

extension Trait where Self == Validation {
    /// Validates every tier that a test makes with `makeTier`.
    static var validated: Self { Self() }
}
