import PinyonProcesses
import Synchronization

/// A server that runs until the tests end, with a database for each test.
final class TestServer: Sendable {
    private static let databaseCount = 10_000

    private let process: ServerProcess
    private let databases = Atomic(0)
    let socket: String

    /// The server of a kind, which is started when it is first wanted.
    ///
    /// - Returns: nil if it isn't installed, unless the tests may not do without.
    static func running(_ release: ServerRelease) async throws -> TestServer? {
        let task = tasks.withLock { tasks in
            if let task = tasks[release] { return task }
            let task = Task { try await TestServer(release) }
            tasks[release] = task
            return task
        }
        do {
            return try await task.value
        } catch let error as ProcessError where error.code == .notInstalled && !ServerCatalog.isRequired {
            return nil
        }
    }

    private static let tasks = Mutex<[ServerRelease: Task<TestServer, any Error>]>([:])

    /// A database that nobody had before.
    func nextDatabase() -> Int { databases.add(1, ordering: .relaxed).newValue }

    private init(_ release: ServerRelease) async throws {
        var options = ServerOptions()
        options.endpoint = .unixSocket
        options.settings = [ServerOptions.Setting("databases", "\(Self.databaseCount)")]
        process = try await ServerProcess.start(ServerCatalog().find(release.series), options: options)
        guard let path = process.unixSocket else { throw ProcessError(.notReady, "\(release) has no unix socket") }
        socket = path
    }
}

extension ServerRelease {
    fileprivate var series: ServerSeries {
        switch self {
        case .redis62: .redis62
        case .redis70: .redis70
        case .valkey91: .valkey91
        }
    }
}
