internal import Foundation
internal import Subprocess

/// The program `redis-benchmark`, which comes with Redis.
package struct RedisBenchmark: Sendable {
    /// What it is to do.
    package struct Load: Sendable, Hashable {
        /// How many connections it has.
        package var connections: Int
        /// How many commands it sends on a connection before it reads their replies.
        package var pipeline: Int
        /// How many commands it sends in all.
        package var commands: Int
        /// From how many numbers it draws one for each ``placeholder``.
        package var keys: Int
        /// The command's words.
        package var words: [String]

        /// A load.
        ///
        /// - Parameters:
        ///   - connections: How many connections it has.
        ///   - pipeline: How many commands it sends before it reads their replies.
        ///   - commands: How many commands it sends in all.
        ///   - keys: From how many numbers it draws one for each ``placeholder``.
        ///   - words: The command's words.
        package init(connections: Int, pipeline: Int, commands: Int, keys: Int, words: [String]) {
            self.connections = connections
            self.pipeline = pipeline
            self.commands = commands
            self.keys = keys
            self.words = words
        }
    }

    /// The program's name.
    package static let name = "redis-benchmark"
    /// What it replaces by a random number of twelve digits, in every word and anew for every command.
    package static let placeholder = "__rand_int__"
    private static let outputLimit = 1 << 20

    private let path: String

    /// The program on the search path; nil if it isn't there.
    ///
    /// - Parameter environment: Where `PATH` is read. Default: this process's.
    package init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let folders = environment["PATH"]?.split(separator: ":") ?? []
        let paths = folders.map { "\($0)/\(Self.name)" }
        guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else { return nil }
        self.path = path
    }

    /// Runs it.
    ///
    /// - Parameters:
    ///   - load: What it is to do.
    ///   - place: The arguments that name the server, such as `-h` and `-p`. They can be seen by others on this
    ///     machine, so they must hold no password.
    ///   - patience: When it is ended. Without a server, some versions try for ever.
    /// - Returns: The commands a second that it counted.
    /// - Throws: ``ProcessError/Code/cannotRun``, or `CancellationError`.
    package func commandsPerSecond(
        _ load: Load, at place: [String], patience: Duration
    ) async throws -> Double {
        let options = [
            "-c", "\(load.connections)", "-P", "\(load.pipeline)", "-n", "\(load.commands)", "-r", "\(load.keys)",
            "--csv",
        ]
        let outcome = try await withThrowingTaskGroup(of: Outcome?.self) { group in
            group.addTask { try await run(place + options + load.words) }
            group.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        guard let (status, output, errors) = outcome else {
            throw ProcessError(.cannotRun, "\(path) was not done within \(patience).")
        }
        guard status.isSuccess, let rate = Self.rate(in: output) else {
            let lines = (errors + output).split(whereSeparator: \.isNewline).suffix(3).map { String($0.prefix(200)) }
            throw ProcessError(
                .cannotRun, "\(path) told no rate, and ended with \(status). It said:", log: lines)
        }
        return rate
    }

    /// The rate in its output: a line for the command, whose words stand in its first field and the rate in its second.
    static func rate(in output: String) -> Double? {
        let line = output.split(whereSeparator: \.isNewline).last
        let fields = (line ?? "").components(separatedBy: "\",\"")
        guard fields.count > 1 else { return nil }
        return Double(fields[1].filter { $0 != "\"" })
    }

    private typealias Outcome = (TerminationStatus, output: String, errors: String)

    private func run(_ arguments: [String]) async throws -> Outcome {
        do {
            // The shell takes the path as it is.
            let result = try await Subprocess.run(
                .name("sh"), arguments: Arguments(["-c", #"exec "$@""#, "sh", path] + arguments),
                output: .string(limit: Self.outputLimit), error: .string(limit: Self.outputLimit))
            try Task.checkCancellation()
            return (result.terminationStatus, result.standardOutput, result.standardError)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw ProcessError(.cannotRun, "\(path) can't be run: \(error)")
        }
    }
}
