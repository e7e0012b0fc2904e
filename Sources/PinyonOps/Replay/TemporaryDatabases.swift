internal import Foundation
internal import Synchronization

/// The temporary databases of this process, so that one that ends early can remove them.
package enum TemporaryDatabases {
    private static let paths = Mutex<Set<String>>([])

    /// Removes all of them. Replays that use them fail: call it right before the process ends.
    package static func removeAll() {
        for path in paths.withLock(\.self) { remove(path) }
    }

    /// Notes a database that is about to be made.
    static func add(_ path: String) {
        _ = paths.withLock { $0.insert(path) }
    }

    /// Removes a database.
    static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        _ = paths.withLock { $0.remove(path) }
    }
}
