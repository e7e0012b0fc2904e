internal import PinyonProcesses

/// Why a test has no server.
public struct LiveServerError: Error, Sendable, CustomStringConvertible {
    /// The kind of an error. New kinds may appear, so a `switch` over it needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private let name: String

        /// The server is not on this machine. A test may be skipped then.
        public static let notInstalled = Code(name: "notInstalled")
        /// The server is there, but it did not start, did not come into its state, or doesn't run any more.
        public static let failed = Code(name: "failed")

        /// The kind's name.
        public var description: String { name }
    }

    /// The kind of the error.
    public let code: Code
    /// What happened and what to do, with the server's last log lines. It holds no passwords.
    public let description: String

    init(_ error: ProcessError) {
        code = error.code == .notInstalled ? .notInstalled : .failed
        description = error.description
    }

    /// Runs something of the module for processes, whose errors users don't know.
    static func translated<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as ProcessError {
            throw LiveServerError(error)
        }
    }

    /// Runs something with servers, and stops them afterwards.
    static func finishing<Result>(_ stop: () async -> Void, _ body: () async throws -> Result) async throws -> Result {
        do {
            let result = try await body()
            await stop()
            return result
        } catch {
            await stop()
            throw error
        }
    }
}
