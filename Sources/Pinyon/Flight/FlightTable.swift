public import Synchronization

/// The loads and remote writes under way, by key.
///
/// A flight is the entry of its key until its value is: whoever wants the key joins it, and whoever invalidates the key
/// takes it out, so that its result reaches those who waited and nobody else. All changes of a key, in this table and
/// in the near tier, happen under the lock of the key's part of the table.
@usableFromInline
final class FlightTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// What is known of the keys of one part.
    @usableFromInline
    struct Part {
        /// The loads that may still fill.
        @usableFromInline var flights: [Key: Flight<Value>] = [:]
        /// The last write of each key to the remote tier that has not ended.
        @usableFromInline var writes: [Key: RemoteWrite] = [:]
        /// Counts the invalidations of this part's keys.
        @usableFromInline var epoch = 0

        @inlinable
        init() {}
    }

    /// A lock of its own, since a `Mutex` can't be stored in an array.
    @usableFromInline
    final class LockedPart: Sendable {
        @usableFromInline let part = Mutex(Part())

        @inlinable
        init() {}
    }

    @usableFromInline let parts: [LockedPart] = (0..<64).map { _ in LockedPart() }

    @inlinable
    init() {}

    /// Runs a body under the lock of a key's part.
    @inlinable
    func withPart<Result: Sendable>(of key: Key, _ body: (inout Part) throws -> Result) rethrows -> Result {
        let index = Int(UInt(bitPattern: key.hashValue) % UInt(parts.count))
        return try parts[index].part.withLock { try body(&$0) }
    }

    /// Runs a body under the lock of each part in turn.
    @inlinable
    func forEachPart(_ body: (inout Part) -> Void) {
        for part in parts { part.part.withLock { body(&$0) } }
    }
}

/// A write to the remote tier that is under way. Writes of a key follow each other in the order in which they were
/// registered, so that the remote tier ends up with what came last.
@usableFromInline
final class RemoteWrite: Sendable {
    private struct State {
        var isFinished = false
        var isOvertaken = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    @usableFromInline
    init() {}

    /// Notes that what the write put into the near tier isn't there any more: a reader filled it with what the remote
    /// tier held before, or an earlier write took everything out.
    @usableFromInline
    func overtake() { state.withLock { $0.isOvertaken = true } }

    /// Whether that happened.
    @usableFromInline var isOvertaken: Bool { state.withLock(\.isOvertaken) }

    /// Lets the next write begin.
    @usableFromInline
    func finish() {
        let waiters = state.withLock { state in
            state.isFinished = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Waits until the write has ended. It is not cancellable: the order of writes depends on it.
    @usableFromInline
    func wait() async {
        await withCheckedContinuation { waiter in
            let isFinished = state.withLock { state in
                if !state.isFinished { state.waiters.append(waiter) }
                return state.isFinished
            }
            if isFinished { waiter.resume() }
        }
    }
}
