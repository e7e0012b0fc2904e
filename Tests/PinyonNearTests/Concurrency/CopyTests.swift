import PinyonNear
import Synchronization
import Testing

/// A value must be copied while its lock is held. An optimizer that moves the copy behind the unlocking gives a writer
/// the time to destroy the value first; only an optimized build, and many unlucky moments, show that.
@Suite(.validated)
struct CopyTests {
    /// More readers than cores, so that some are interrupted at every point of a look-up.
    private static let readers = 4

    @Test(arguments: NearPolicy.allCases.prefix(2))
    func valueIsNeverDestroyedBeforeItIsReturned(_ policy: NearPolicy) async {
        let tier = NearTier(NearOptions<Int, Canary>.entries(4).policy(policy))
        let dead = await deadValues(of: tier, rounds: Effort.repetitions(1_000_000)) { $0.value(for: $1) }
        #expect(dead == 0)
        #expect(tier.violations() == [])
    }

    @Test func valueIsNeverDestroyedBeforeItIsPeekedAt() async {
        let tier = NearTier(NearOptions<Int, Canary>.entries(4))
        let dead = await deadValues(of: tier, rounds: Effort.repetitions(1_000_000)) { $0.peek($1) }
        #expect(dead == 0)
    }

    @Test func valueIsNeverDestroyedBeforeItsRemovalReturnsIt() async {
        let tier = NearTier(NearOptions<Int, Canary>.entries(4))
        let dead = await deadValues(of: tier, rounds: Effort.repetitions(500_000)) { $0.remove($1) }
        #expect(dead == 0)
    }

    /// Strings of more than fifteen bytes are counted references as well, but of the library's own kind.
    @Test func stringIsNeverDestroyedBeforeItIsReturned() async {
        let tier = NearTier(NearOptions<Int, String>.entries(4))
        let isOver = SharedCount()
        let wrong = SharedCount()
        await onThreads(Self.readers + 1) { number in
            guard number == 0 else {
                while isOver.value == 0 {
                    guard let text = tier.value(for: 1) else { continue }
                    if !text.hasPrefix("a value that lies on the heap, of round ") { wrong.add(1) }
                }
                return
            }
            for round in 0..<Effort.repetitions(500_000) {
                tier.store("a value that lies on the heap, of round \(round)", for: 1)
            }
            isOver.add(1)
        }
        #expect(wrong.value == 0)
    }

    /// One thread replaces the value of a key over and over; how many of the values that the others get are dead?
    private func deadValues(
        of tier: NearTier<Int, Canary>, rounds: Int,
        read: @escaping @Sendable (NearTier<Int, Canary>, Int) -> Canary?
    ) async -> Int {
        let isOver = SharedCount()
        let dead = SharedCount()
        await onThreads(Self.readers + 1) { number in
            guard number == 0 else {
                while isOver.value == 0 {
                    if let canary = read(tier, 1), !canary.isAlive { dead.add(1) }
                }
                return
            }
            for _ in 0..<rounds { tier.store(Canary(), for: 1) }
            isOver.add(1)
        }
        return dead.value
    }
}

/// Knows whether it has been destroyed, as long as nobody has taken its memory.
private final class Canary: Sendable {
    private static let alive: UInt64 = 0xA11E_A11E_A11E_A11E
    private let state = Atomic<UInt64>(Canary.alive)

    var isAlive: Bool { state.load(ordering: .relaxed) == Self.alive }

    deinit { state.store(0xDEAD, ordering: .relaxed) }
}
