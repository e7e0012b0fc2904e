import Foundation
import Testing

/// A test with as many random inputs as fit into a time.
///
/// `PINYON_FUZZ_SECONDS` is the time, a minute in `make test`; without it five seconds. Input number n is made from the
/// seed plus n alone, so one that fails can be had again by itself: `PINYON_FUZZ_SEED` sets the first seed, which
/// otherwise is another in every run, and `PINYON_FUZZ_INPUTS` the number of inputs instead of the time.
struct Campaign {
    let seed: UInt64
    private let seconds: Double
    private let inputs: Int?

    init() {
        let environment = ProcessInfo.processInfo.environment
        seed = environment["PINYON_FUZZ_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...999_999_999)
        seconds = environment["PINYON_FUZZ_SECONDS"].flatMap { Double($0) } ?? 5
        inputs = environment["PINYON_FUZZ_INPUTS"].flatMap { Int($0) }
    }

    /// Tests inputs until the time is over or one fails.
    ///
    /// - Parameters:
    ///   - share: The part of the time that this test takes.
    ///   - name: The test, for the command that repeats it.
    ///   - check: Makes an input from the random numbers and says what is wrong, nil if nothing is.
    func run(share: Double, _ name: String, _ check: (inout SeededRandom) throws -> String?) rethrows {
        // Said beforehand, because a trap leaves no chance to.
        print("\(name): seed \(seed)")
        let start = ContinuousClock.now
        let end = start.advanced(by: .seconds(seconds * share))
        var count = 0
        // The clock is read now and then only.
        while inputs.map({ count < $0 }) ?? (!count.isMultiple(of: 64) || ContinuousClock.now < end) {
            let inputSeed = seed &+ UInt64(count)
            var random = SeededRandom(seed: inputSeed)
            if let problem = try check(&random) {
                Issue.record("\(problem)\nrepeat with \(repetition(of: inputSeed, name))")
                break
            }
            count += 1
        }
        print("\(name): \(count) inputs in \(ContinuousClock.now - start)")
    }

    private func repetition(of seed: UInt64, _ name: String) -> String {
        "PINYON_FUZZ_SEED=\(seed) PINYON_FUZZ_INPUTS=1 swift test -c release --filter '^FuzzTests[.]\(name)'"
    }
}
