import Foundation
import PinyonProcesses
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The server on this machine. Where it is not installed the test is skipped, unless `PINYON_REQUIRE_SERVERS` is 1.
func found(_ series: ServerSeries) async throws -> ServerBinary {
    do {
        return try await ServerCatalog().find(series)
    } catch let error as ProcessError where error.code == .notInstalled {
        if ServerCatalog.isRequired { throw error }
        try Test.cancel("\(series) is not installed")
    }
}

/// Whether a process exists; a dead one that nobody has looked after yet does not count.
func isAlive(_ pid: Int32) -> Bool {
    guard kill(pid, 0) == 0 else { return false }
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return true }
    return status.split(separator: ")").last?.split(separator: " ").first != "Z"
}

/// Waits until something holds.
func eventually(
    within limit: Duration = .seconds(10),
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("it did not come within \(limit)", sourceLocation: sourceLocation)
            return
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}

/// Whether a file or folder exists.
func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

extension ServerProcess {
    /// Sends a command over the unix socket.
    @discardableResult
    func command(_ words: String...) async throws -> ControlReply {
        try await ControlConnection(.unixSocket(try #require(unixSocket))).send(words)
    }

    /// Sends a command over the unix socket that must succeed.
    @discardableResult
    func require(_ words: String...) async throws -> ControlReply {
        let reply = try await ControlConnection(.unixSocket(try #require(unixSocket))).send(words)
        if case .error(let message) = reply { throw ProcessError(.badReply, message) }
        return reply
    }

    /// The value of a setting.
    func setting(_ name: String) async throws -> String? {
        try await require("CONFIG", "GET", name).elements.last?.string
    }
}

/// A folder that is gone after the closure.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pinyon-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}

/// Writes a shell script that can be run, and returns its path.
func writeScript(_ text: String, to path: String) throws -> String {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
}

/// Runs a line in a shell and returns what it prints.
func shell(_ line: String) async throws -> String {
    try await withFolder { folder in
        let output = "\(folder)/output"
        try Data().write(to: URL(fileURLWithPath: output))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        return try String(contentsOfFile: output, encoding: .utf8)
    }
}
