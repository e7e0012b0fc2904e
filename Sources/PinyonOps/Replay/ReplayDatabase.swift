internal import Foundation
internal import GRDB
internal import Synchronization

/// The system of record of a replay: an SQLite file with a row for each object.
final class ReplayDatabase: Sendable {
    /// Marks a database file as one of ours: "PnyR".
    private static let applicationID: Int32 = 0x506E_7952
    private static let rowsPerTransaction = 20_000

    private let pool: DatabasePool
    private let path: String
    private let isTemporary: Bool
    private let readCount = Atomic<Int>(0)

    /// Opens a database, at a path of the user's or in a temporary file.
    ///
    /// - Throws: `OpsError` if that can't be done, or if the file is somebody else's.
    init(path: String?) throws {
        isTemporary = path == nil
        self.path = path ?? FileManager.default.temporaryDirectory.path + "/pinyon-replay-\(UUID().uuidString).sqlite"
        try Self.refuseForeign(self.path)
        do {
            var configuration = Configuration()
            configuration.maximumReaderCount = max(2, ProcessInfo.processInfo.activeProcessorCount)
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
            pool = try DatabasePool(path: self.path, configuration: configuration)
        } catch {
            if isTemporary { Self.removeFiles(self.path) }
            throw Self.unavailable(self.path, error)
        }
    }

    /// How many rows have been read.
    var reads: Int { readCount.load(ordering: .relaxed) }

    /// Fills the database with a row for each size; what was there goes.
    ///
    /// - Parameter progress: called with the number of rows so far.
    func fill(sizes: [Int32], progress: (Int) -> Void) async throws {
        do {
            try await pool.write { try Self.makeTable($0) }
            var next = 0
            while next < sizes.count {
                try Task.checkCancellation()
                let rows = next..<min(sizes.count, next + Self.rowsPerTransaction)
                try await pool.write { try Self.insert(rows, sizes: sizes, into: $0) }
                next = rows.upperBound
                progress(next)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Self.unavailable(path, error)
        }
    }

    /// Reads a row. It runs on the caller's thread: from the page cache that is a few microseconds, which a change of threads
    /// would multiply.
    func read(_ key: Int32) throws -> ReplayValue {
        readCount.wrappingAdd(1, ordering: .relaxed)
        return try pool.read { database in
            let statement = try database.cachedStatement(sql: "SELECT version, value FROM object WHERE id = ?")
            guard let row = try Row.fetchOne(statement, arguments: [key]) else {
                throw OpsError(.databaseUnavailable, "the database lost row \(key); run the replay again.")
            }
            let payload = try row.withUnsafeData(atIndex: 1) { data in data.map { [UInt8]($0) } ?? [] }
            return ReplayValue(version: row[0], payload: payload)
        }
    }

    /// Changes a row, on the caller's thread.
    ///
    /// - Returns: its new version.
    func write(_ key: Int32, size: Int) throws -> Int64 {
        try pool.write { database in
            let sql = "UPDATE object SET version = version + 1, value = zeroblob(?) WHERE id = ? RETURNING version"
            let statement = try database.cachedStatement(sql: sql)
            return try Int64.fetchOne(statement, arguments: [size, key]) ?? 0
        }
    }

    /// Closes the database and removes it if it is temporary.
    func close() {
        try? pool.close()
        if isTemporary { Self.removeFiles(path) }
    }

    private static func makeTable(_ database: Database) throws {
        try database.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                DROP TABLE IF EXISTS object;
                CREATE TABLE object (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, value BLOB NOT NULL);
                """)
    }

    private static func insert(_ rows: Range<Int>, sizes: [Int32], into database: Database) throws {
        let statement = try database.makeStatement(sql: "INSERT INTO object VALUES (?, 1, zeroblob(?))")
        for row in rows { try statement.execute(arguments: [row, Int(sizes[row])]) }
    }

    /// A file that exists must be a database of an earlier replay: nobody's data is overwritten.
    private static func refuseForeign(_ path: String) throws {
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int, size > 0 else { return }
        let header = FileHandle(forReadingAtPath: path)?.readData(ofLength: 72) ?? Data()
        let identifier = header.dropFirst(68).reduce(Int32(0)) { $0 << 8 | Int32($1) }
        guard header.count == 72, identifier == applicationID else {
            throw OpsError(
                .databaseUnavailable,
                "\(path) exists and is not a database of a replay; name a file that does not exist yet.")
        }
    }

    private static func unavailable(_ path: String, _ error: any Error) -> OpsError {
        let reason = (error as? DatabaseError)?.message ?? error.localizedDescription
        return OpsError(
            .databaseUnavailable,
            "the database \(path) can't be used: \(reason). Check the folder, its permissions and the free space.")
    }

    private static func removeFiles(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}
