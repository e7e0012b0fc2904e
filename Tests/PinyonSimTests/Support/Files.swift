import Foundation
import PinyonSim
import Testing

/// A directory that is gone after the closure, whatever happens in it.
func withTemporaryDirectory<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("pinyon-sim-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try await body(directory)
}

/// Does something that blocks without taking one of the few threads that tasks share.
func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}

/// Writes a file and returns its path.
func write(_ bytes: some Sequence<UInt8>, to name: String, in directory: URL) throws -> String {
    let file = directory.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file.path
}

/// Reads a file that must not be readable as a trace, and returns why.
func failure(
    reading path: String, format: TraceFormat? = nil, limit: Int? = nil, compression: Compression? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> SimError {
    let reader = TraceReader(path: path, format: format, limit: limit, compression: compression)
    return try await #require(
        throws: SimError.self, sourceLocation: sourceLocation, performing: { _ = try await reader.read() })
}

/// The system's compressors.
enum Tool {
    static func isInstalled(_ name: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains { directory in
            FileManager.default.isExecutableFile(atPath: "\(directory)/\(name)")
        }
    }

    /// Compresses a file in place, which gives it the tool's ending.
    static func compress(_ path: String, with tool: String) async throws {
        try await onThread {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [tool, path]
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
    }
}

/// Real traces, which are not part of the project.
enum SharedTraces {
    /// The directory they lie in: `$PINYON_TRACES`, or `../shared/traces` beside the package.
    static let directory: String = {
        if let named = ProcessInfo.processInfo.environment["PINYON_TRACES"] { return named }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("../shared/traces").standardized.path
    }()

    static let areThere = FileManager.default.fileExists(atPath: "\(directory)/golden.csv")

    static func path(_ name: String) -> String { "\(directory)/\(name)" }
}
