import PinyonNear
import Synchronization

/// What a listener was told.
struct Removal: Sendable, Hashable {
    let key: Int
    let value: Payload
    let cause: RemovalCause
}

/// Collects what a listener is told until somebody asks.
final class RemovalLog: Sendable {
    private let removals = Mutex<[Removal]>([])

    func append(_ removal: Removal) { removals.withLock { $0.append(removal) } }

    /// What the listener was told since the last call.
    func take() -> [Removal] {
        removals.withLock { removals in
            defer { removals = [] }
            return removals
        }
    }
}
