import Dispatch
import Foundation
import Synchronization
import Testing

/// A door that stays open once it is opened. Waiting for it is not cancellable.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var isOpen: Bool { state.withLock { $0.isOpen } }

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { waiter in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiters.append(waiter) }
                return state.isOpen
            }
            if isOpen { waiter.resume() }
        }
    }
}

/// A number that many tasks count up.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .sequentiallyConsistent) }

    /// The number after counting.
    @discardableResult
    func next() -> Int { count.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue }

    func raise(to value: Int) { count.max(value, ordering: .sequentiallyConsistent) }
}

/// A list that many tasks append to.
final class Log<Element: Sendable>: Sendable {
    private let list = Mutex<[Element]>([])

    var entries: [Element] { list.withLock { $0 } }

    func append(_ element: Element) { list.withLock { $0.append(element) } }
}

/// Lets other tasks run until a condition holds. The watchdog ends a wait that is in vain.
func eventually(_ condition: () -> Bool) async {
    while !condition() { await Task.yield() }
}

/// Lets other tasks run for a while, where a test wants to see that something does not happen.
func settle() async {
    for _ in 0..<200 { await Task.yield() }
}

/// Ends the whole run, with the name of the test, when a test hangs: a task that waits for ever can't be cancelled.
struct Watchdog: SuiteTrait, TestTrait, TestScoping {
    #if DEBUG
        // The suite may be running under a sanitizer.
        private static let seconds = 900
    #else
        private static let seconds = 60
    #endif

    /// A queue with a thread of its own: tests may have taken all others.
    private static let queue = DispatchQueue(label: "Watchdog")

    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        let done = Gate()
        defer { done.open() }
        let name = "\(test.id)"
        Self.queue.asyncAfter(deadline: .now() + .seconds(Self.seconds)) {
            if !done.isOpen { fatalError("\(name) hangs") }
        }
        try await function()
    }
}

extension Trait where Self == Watchdog {
    static var watched: Watchdog { Watchdog() }
}
