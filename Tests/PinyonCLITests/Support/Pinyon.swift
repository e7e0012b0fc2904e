import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The command `pinyon` that was built with the tests, run as a process as a user would.
enum Pinyon {
    /// What a run left behind.
    struct Outcome {
        /// The exit code; nil if a signal ended it.
        var status: Int32?
        /// Standard output.
        var output: String
        /// Standard error.
        var errors: String
        /// What is left in its folder for temporary files.
        var leftovers: [String]
    }

    /// The build folder: the test bundle lies in it, or somewhere below.
    static let path: String = {
        let bundles = Bundle.allBundles.map(\.bundlePath).filter { $0.hasSuffix(".xctest") }
        for start in bundles + [CommandLine.arguments[0], Bundle.main.bundlePath] {
            var folder = URL(fileURLWithPath: start)
            while folder.path != "/" {
                folder.deleteLastPathComponent()
                let candidate = folder.appendingPathComponent("pinyon").path
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
                    return candidate
                }
            }
        }
        return "/pinyon was not built"
    }()

    /// Runs the command and waits for its end.
    ///
    /// - Parameters:
    ///   - arguments: What stands behind `pinyon`.
    ///   - folder: Where it runs.
    ///   - input: A file to read standard input from. Default: nothing.
    ///   - environment: What to change in the environment.
    ///   - errors: Where standard error goes. Default: into the outcome.
    ///   - whileRunning: Done while it runs; told the process.
    /// - Returns: What it left behind.
    static func run(
        _ arguments: [String],
        in folder: URL,
        input: String? = nil,
        environment: [String: String] = [:],
        errors: FileHandle? = nil,
        whileRunning: (Process) async throws -> Void = { _ in }
    ) async throws -> Outcome {
        try await launch(
            path, arguments, in: folder, input: input, environment: environment, errors: errors,
            whileRunning: whileRunning)
    }

    /// Runs a line in a shell, where `$PINYON` is the command.
    static func shell(_ line: String, in folder: URL) async throws -> Outcome {
        try await launch("/bin/sh", ["-c", line], in: folder, environment: ["PINYON": path])
    }

    private static func launch(
        _ executable: String,
        _ arguments: [String],
        in folder: URL,
        input: String? = nil,
        environment: [String: String],
        errors: FileHandle? = nil,
        whileRunning: (Process) async throws -> Void = { _ in }
    ) async throws -> Outcome {
        // Files, unlike pipes, can't be held open by a process that another test starts at the same time.
        let scratch = folder.appendingPathComponent(".run-\(UUID().uuidString)")
        let temporary = scratch.appendingPathComponent("tmp")
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["NO_COLOR"] = nil
        variables["TERM"] = "xterm"
        variables.merge(environment) { $1 }
        variables["TMPDIR"] = temporary.path
        process.environment = variables
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) } ?? FileHandle.nullDevice
        let (output, remarks) = (scratch.appendingPathComponent("out"), scratch.appendingPathComponent("err"))
        process.standardOutput = try handle(writing: output)
        process.standardError = try errors ?? handle(writing: remarks)
        let ending = Ending()
        process.terminationHandler = { _ in ending.come() }
        await places.take()
        defer { places.giveBack() }
        try process.run()
        let identifier = process.processIdentifier
        try await withTaskCancellationHandler {
            do {
                try await whileRunning(process)
            } catch {
                kill(identifier, SIGKILL)
                await ending.wait()
                throw error
            }
            await ending.wait()
        } onCancel: {
            kill(identifier, SIGKILL)
        }
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : nil,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: errors == nil ? try String(contentsOf: remarks, encoding: .utf8) : "",
            leftovers: try files(in: temporary))
    }

    /// A few processes at a time: more would only wait for each other, and run into their tests' time limits.
    private static let places = Places(max(2, ProcessInfo.processInfo.activeProcessorCount))

    private static func handle(writing file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }
}

/// A folder that is gone after the closure, whatever happens in it.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pinyon-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

/// Runs the command in a folder of its own and returns what came of it; nothing temporary may be left.
func pinyon(
    _ arguments: String...,
    environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> Pinyon.Outcome {
    try await withFolder { folder in
        let outcome = try await Pinyon.run(arguments, in: folder, environment: environment)
        #expect(outcome.leftovers == [], sourceLocation: sourceLocation)
        #expect(try files(in: folder) == [], sourceLocation: sourceLocation)
        return outcome
    }
}

/// The names of the files in a folder, in order.
func files(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}

/// Writes a file into a folder and returns its path.
func write(_ content: some Sequence<UInt8>, to name: String, in folder: URL) throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(content).write(to: file)
    return file.path
}
