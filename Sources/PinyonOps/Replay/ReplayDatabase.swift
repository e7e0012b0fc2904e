internal import Foundation
internal import GRDB
internal import Synchronization

/// The system of record of a replay: an SQLite file with a row for each object.
final class ReplayDatabase: Sendable {
    /// Marks a database file as one of ours: "PnyR".
    private static let applicationID: Int32 = 0x506E_7952
    private static let rowsPerTransaction = 20_000
    /// A transaction is in the write-ahead log before it is in the file, so it must not be large.
    private static let bytesPerTransaction = 64 << 20

    private let pool: DatabasePool
    private let readers: DatabaseReaders
    private let path: String
    private let isTemporary: Bool
    private let isNew: Bool
    private let isFilled = Atomic<Bool>(false)
    private let readCount = Atomic<Int>(0)

    /// Opens a database, at a path of the user's or in a temporary file.
    ///
    /// - Throws: `OpsError` if that can't be done, or if the file is somebody else's.
    init(path: String?) throws {
        isTemporary = path == nil
        self.path = path ?? FileManager.default.temporaryDirectory.path + "/pinyon-replay-\(UUID().uuidString).sqlite"
        isNew = !FileManager.default.fileExists(atPath: self.path)
        try Self.refuseForeign(self.path)
        if isTemporary { TemporaryDatabases.add(self.path) }
        do {
            try Self.mark(self.path)
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
            pool = try DatabasePool(path: self.path, configuration: configuration)
            readers = DatabaseReaders(path: self.path)
        } catch {
            if isNew { TemporaryDatabases.remove(self.path) }
            throw Self.unavailable(self.path, error)
        }
    }

    /// How many rows have been read.
    var reads: Int { readCount.load(ordering: .relaxed) }

    /// Fills the database with a row for each size; what was there goes. It tells the number of rows so far.
    func fill(sizes: [Int32], progress: (Int) -> Void) async throws {
        try checkSpace(for: sizes)
        do {
            try await pool.write { try Self.makeTable($0) }
            var next = 0
            while next < sizes.count {
                try Task.checkCancellation()
                let rows = Self.transaction(from: next, sizes: sizes)
                try await pool.write { try Self.insert(rows, sizes: sizes, into: $0) }
                next = rows.upperBound
                progress(next)
            }
            isFilled.store(true, ordering: .relaxed)
        } catch let error as DatabaseError {
            throw Self.unavailable(path, error)
        }
    }

    /// Gives rows that were written the size again that they were filled with; versions stay, for they never go back.
    func restore(_ keys: [Int32], sizes: [Int32]) throws {
        guard !keys.isEmpty else { return }
        try naming {
            try pool.write { database in
                let sql = "UPDATE object SET value = zeroblob(?1) WHERE id = ?2 AND length(value) <> ?1"
                let statement = try database.makeStatement(sql: sql)
                for key in keys { try statement.execute(arguments: [Int(sizes[Int(key)]), key]) }
            }
        }
    }

    /// Reads a row. It runs on the caller's thread: from the page cache that is a few microseconds, which a change of
    /// threads would multiply.
    ///
    func read(_ key: Int32) throws -> ReplayValue {
        readCount.wrappingAdd(1, ordering: .relaxed)
        return try naming {
            try readers.read { database in
                let statement = try database.cachedStatement(sql: "SELECT version, value FROM object WHERE id = ?")
                let rows = try Row.fetchCursor(statement, arguments: [key])
                guard let row = try rows.next() else { throw Self.lost(key) }
                let payload = try row.withUnsafeData(atIndex: 1) { data in data.map { [UInt8]($0) } ?? [] }
                let value = ReplayValue(version: row[0], payload: payload)
                // To its end, for an open statement would keep the connection in this moment of the database.
                while try rows.next() != nil {}
                return value
            }
        }
    }

    /// Changes a row, on the caller's thread.
    ///
    /// - Returns: its new version.
    func write(_ key: Int32, size: Int) throws -> Int64 {
        try naming {
            try pool.write { database in
                let sql = "UPDATE object SET version = version + 1, value = zeroblob(?) WHERE id = ? RETURNING version"
                let statement = try database.cachedStatement(sql: sql)
                guard let version = try Int64.fetchOne(statement, arguments: [size, key]) else { throw Self.lost(key) }
                return version
            }
        }
    }

    /// Closes the database and removes it if it is temporary, or new and of no use.
    func close() {
        readers.close()
        try? pool.close()
        if isTemporary || isNew && !isFilled.load(ordering: .relaxed) {
            TemporaryDatabases.remove(path)
        } else {
            // The pool's last connection only reads; the one that closes last must be able to write, for SQLite to take
            // the write-ahead log into the file.
            try? DatabaseQueue(path: path).close()
        }
    }

    /// Runs something with the database, so that an error of SQLite's tells which database it is about.
    private func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw Self.unavailable(path, error)
        }
    }
}

extension ReplayDatabase {
    /// Writes the mark into the file itself. With a write-ahead log it would be in the log at first, and stay there if
    /// the process is killed; the file would then be taken for somebody else's.
    private static func mark(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.inDatabase { try $0.execute(sql: "PRAGMA application_id = \(applicationID)") }
        try queue.close()
    }

    private static func makeTable(_ database: Database) throws {
        try database.execute(
            sql: """
                DROP TABLE IF EXISTS object;
                CREATE TABLE object (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, value BLOB NOT NULL);
                """)
    }

    private static func transaction(from first: Int, sizes: [Int32]) -> Range<Int> {
        var end = first
        var bytes = 0
        while end < sizes.count, end - first < rowsPerTransaction, bytes < bytesPerTransaction {
            bytes += Int(sizes[end])
            end += 1
        }
        return first..<end
    }

    private static func insert(_ rows: Range<Int>, sizes: [Int32], into database: Database) throws {
        let statement = try database.makeStatement(sql: "INSERT INTO object VALUES (?, 1, zeroblob(?))")
        for row in rows { try statement.execute(arguments: [row, Int(sizes[row])]) }
    }

    /// Nobody's disk is filled to the brim to find out that it is too small.
    private func checkSpace(for sizes: [Int32]) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let volume = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        let file = try? FileManager.default.attributesOfItem(atPath: path)
        let needed = sizes.reduce(0) { $0 + Int($1) }
        guard let unused = volume?[.systemFreeSize] as? Int else { return }
        let free = unused + (file?[.size] as? Int ?? 0)
        guard needed > free else { return }
        throw OpsError(
            .databaseUnavailable,
            """
            the values of this workload take \(Figure.bytes(needed)), but \(folder) has only \(Figure.bytes(free)) free. \
            Replay fewer requests, or put the database elsewhere.
            """)
    }

    /// A file that exists must be a database of an earlier replay: nobody's data is overwritten.
    private static func refuseForeign(_ path: String) throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return }
        if isDirectory.boolValue { throw refusal(path, "is a directory; name a file in it.") }
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard let size, size > 0 else { return }
        guard let file = FileHandle(forReadingAtPath: path), let header = try? file.read(upToCount: 72) else {
            throw refusal(path, "exists and can't be read; name a file that does not exist yet.")
        }
        let identifier = header.dropFirst(68).reduce(Int32(0)) { $0 << 8 | Int32($1) }
        guard header.count == 72, identifier == applicationID else {
            throw refusal(path, "exists and is not a database of a replay; name a file that does not exist yet.")
        }
    }

    private static func refusal(_ path: String, _ reason: String) -> OpsError {
        OpsError(.databaseUnavailable, "\(path) \(reason)")
    }

    static func lost(_ key: Int32) -> OpsError {
        OpsError(.databaseUnavailable, "the database lost row \(key); run the replay again.")
    }

    private static func unavailable(_ path: String, _ error: any Error) -> OpsError {
        let reason = (error as? DatabaseError)?.message ?? error.localizedDescription
        return OpsError(
            .databaseUnavailable,
            "the database \(path) can't be used: \(reason). Check the folder, its permissions and the free space.")
    }
}
