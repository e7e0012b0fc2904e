internal import ArgumentParser
internal import Foundation
internal import PinyonOps

/// `pinyon diagnose`.
struct DiagnoseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Say what an error of Redis, Valkey or Memcached means, and what to do.",
        discussion: """
            The error may stand in any text: as the server sent it, as redis-cli prints it, or as a client's library wraps \
            it, with a log's dates or a stack trace around it. The answer says what it means, whether the command ran, \
            whether a client may send it again and how, and what an operator does.

            Nothing is connected to, and nothing of the text is repeated but the error's code and what it names.
            """
    )

    /// More is cut off in the middle by whoever reads it.
    private static let longestInput = 16 << 20

    @Argument(parsing: .allUnrecognized, help: "The text; - for standard input.")
    var text: [String]

    @Flag(help: "Print a JSON object.")
    var json = false

    func validate() throws {
        guard !text.joined().isEmpty else { throw ValidationError("There is no text.") }
    }

    func run() throws {
        do {
            let report = DiagnoseReport(text: try input())
            if json { try JSONOutput.print(report) } else { try Output.print(report.lines) }
        } catch {
            throw Failure.exitCode(for: error)
        }
    }

    private func input() throws -> String {
        guard text == ["-"] else { return text.joined(separator: " ") }
        let data = try FileHandle.standardInput.read(upToCount: Self.longestInput) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}

extension DiagnoseReport {
    /// The answer for a person.
    fileprivate var lines: String { DiagnoseText.lines(self).joined(separator: "\n") }
}
