internal import Synchronization

/// The lowest version of each object that a reader may still be given.
///
/// A write raises an object's version when its invalidation has returned; a read that began later and returns less is
/// stale. Each part of the ledger has a lock of its own.
final class VersionLedger: Sendable {
    private final class Part: Sendable {
        let versions = Mutex<[Int32: Int64]>([:])
    }

    private let parts = (0..<64).map { _ in Part() }

    /// The lowest version that a read of an object may return if it begins now.
    func floor(of key: Int32) -> Int64 {
        part(of: key).versions.withLock { $0[key] ?? 0 }
    }

    /// Notes that an invalidation has returned.
    func raise(_ key: Int32, to version: Int64) {
        part(of: key).versions.withLock { $0[key] = max($0[key] ?? 0, version) }
    }

    /// The objects that were written, in no particular order.
    var keys: [Int32] { parts.flatMap { part in part.versions.withLock { Array($0.keys) } } }

    private func part(of key: Int32) -> Part { parts[Int(UInt32(bitPattern: key)) % parts.count] }
}
