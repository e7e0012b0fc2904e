internal import GRDB
internal import Synchronization

/// Connections that only read, as many as are used at once.
///
/// GRDB's own pool hands its readers out through concurrent queues and barriers, which wake other threads: two readers
/// on two cores spent a third of their time in the kernel. Here a free connection lies on a stack.
final class DatabaseReaders: Sendable {
    private let path: String
    private let free = Mutex<[DatabaseQueue]>([])

    init(path: String) {
        self.path = path
    }

    /// Runs a read of one statement on the caller's thread.
    ///
    /// “Unsafe” is what GRDB calls reads without a transaction around them. One statement needs none, and to begin and
    /// end one takes longer than the read.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let connection = try free.withLock { $0.popLast() } ?? open()
        defer { free.withLock { $0.append(connection) } }
        return try connection.unsafeRead(body)
    }

    /// Closes the connections that are not in use.
    func close() {
        let connections = free.withLock { free in
            defer { free = [] }
            return free
        }
        for connection in connections { try? connection.close() }
    }

    private func open() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        // A connection that opens while another one is at the write-ahead log must wait for it.
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
