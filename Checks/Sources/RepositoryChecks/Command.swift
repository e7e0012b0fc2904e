package import Foundation

/// A program that was run to its end.
package struct Command: Sendable {
    package let status: Int32
    package let output: Data

    package var text: String { String(decoding: output, as: UTF8.self) }

    /// Runs a program found by the search path.
    ///
    /// - Parameters:
    ///   - words: The program and its arguments.
    ///   - directory: Where it runs.
    ///   - environment: Its environment, or `nil` for this program's own.
    ///   - mergesErrors: Whether its standard error is part of the output; else it goes where this program's goes.
    /// - Returns: Its exit status and what it printed.
    /// - Throws: When it could not be started.
    package static func run(
        _ words: [String],
        in directory: URL,
        environment: [String: String]? = nil,
        mergesErrors: Bool = false
    ) throws -> Command {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = directory
        if let environment { process.environment = environment }
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        if mergesErrors { process.standardError = pipe }
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Command(status: process.terminationStatus, output: output)
    }
}
