internal import Foundation
internal import Subprocess
internal import Synchronization

/// A server's program on this machine, which has been run to learn its version.
package struct ServerBinary: Sendable, Hashable, CustomStringConvertible {
    private static let patience = Duration.seconds(10)
    private static let outputLimit = 1 << 14
    /// What the first words of the programs' own versions are.
    private static let openings: [(words: String, kind: ServerKind)] = [
        ("Redis server v=", .redis), ("Valkey server v=", .valkey), ("memcached ", .memcached),
    ]
    private static let known = Mutex<[String: ServerBinary]>([:])

    /// The kind of server, by what the program says of itself: on some systems `redis-server` is Valkey.
    package let kind: ServerKind
    /// The program's path.
    package let path: String
    /// Its version.
    package let version: ServerVersion

    /// Runs a program to learn which server it is. What is known once in a process is not asked again.
    ///
    /// - Parameter path: The program's path.
    /// - Throws: ``ProcessError/Code/cannotRun``, or `CancellationError`.
    package init(path: String) async throws {
        if let known = Self.known.withLock({ $0[path] }) {
            self = known
            return
        }
        let output = try await Self.output(of: path)
        guard let (kind, version) = Self.identity(in: output) else {
            let found = output.split(whereSeparator: \.isNewline).first ?? "nothing"
            throw ProcessError(
                .cannotRun,
                "\(path) is no Redis, Valkey or Memcached server: asked for its version it said “\(found.prefix(200))”."
            )
        }
        self.init(kind: kind, path: path, version: version)
        let binary = self
        Self.known.withLock { $0[path] = binary }
    }

    /// A program whose kind and version are known.
    init(kind: ServerKind, path: String, version: ServerVersion) {
        self.kind = kind
        self.path = path
        self.version = version
    }

    /// The kind, the version and the path.
    package var description: String { "\(kind) \(version) (\(path))" }

    /// The kind and the version that a program prints.
    static func identity(in output: String) -> (kind: ServerKind, version: ServerVersion)? {
        for line in output.split(whereSeparator: \.isNewline) {
            for (words, kind) in openings where line.hasPrefix(words) {
                guard let version = ServerVersion(line.dropFirst(words.count)) else { continue }
                return (kind, version)
            }
        }
        return nil
    }

    private static func output(of path: String) async throws -> String {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw ProcessError(.cannotRun, "\(path) is no file that this user may run.")
        }
        let isMemcached = path.hasSuffix(ServerKind.memcached.program)
        let option = (isMemcached ? ServerKind.memcached : .redis).versionOption
        let outcome = try await withThrowingTaskGroup(of: (TerminationStatus, String)?.self) { group in
            group.addTask { try await run(path, option) }
            group.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        guard let (status, text) = outcome else {
            throw ProcessError(.cannotRun, "\(path) \(option) did not end within \(patience).")
        }
        guard status.isSuccess else {
            throw ProcessError(
                .cannotRun, "\(path) can't be run: \(option) ended with \(status).",
                log: text.split(whereSeparator: \.isNewline).suffix(5).map(String.init))
        }
        return text
    }

    private static func run(_ path: String, _ option: String) async throws -> (TerminationStatus, String) {
        do {
            // The shell takes the path as it is, and says it if the system can't run the file.
            let result = try await Subprocess.run(
                .name("sh"), arguments: ["-c", #"exec "$@""#, "sh", path, option],
                output: .string(limit: outputLimit), error: .string(limit: outputLimit))
            return (result.terminationStatus, result.standardOutput + result.standardError)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw ProcessError(.cannotRun, "\(path) can't be run: \(error)")
        }
    }
}
