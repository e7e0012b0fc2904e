import Foundation
import Synchronization

/// A number that several threads change.
final class SharedCount: Sendable {
    private let number: Atomic<Int>

    init(_ start: Int = 0) {
        number = Atomic(start)
    }

    var value: Int { number.load(ordering: .acquiring) }

    /// Adds to the number and returns the sum.
    @discardableResult
    func add(_ amount: Int) -> Int { number.wrappingAdd(amount, ordering: .acquiringAndReleasing).newValue }
}

/// Runs a closure on several threads at once and waits for all of them.
///
/// They are real threads, not tasks: tasks share as few threads as there are cores and would hardly ever collide.
func onThreads(_ count: Int, _ body: @escaping @Sendable (_ number: Int) -> Void) async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        let running = SharedCount(count)
        for number in 0..<count {
            Thread.detachNewThread {
                body(number)
                if running.add(-1) == 0 { continuation.resume() }
            }
        }
    }
}

/// Whether a closure comes to its end, so that a deadlock fails a test instead of stopping all of them.
///
/// A closure that doesn't keeps its thread for ever.
func ends(within limit: Duration = .seconds(30), _ body: @escaping @Sendable () -> Void) async throws -> Bool {
    let running = SharedCount(1)
    Thread.detachNewThread {
        body()
        running.add(-1)
    }
    let deadline = ContinuousClock.now + limit
    while running.value > 0, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(1)) }
    return running.value == 0
}
