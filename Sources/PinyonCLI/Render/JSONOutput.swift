internal import Foundation

/// Results as JSON.
enum JSONOutput {
    /// Prints a report over several lines.
    static func print(_ report: some Encodable) throws {
        try print(report, formatting: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// Prints an object on one line.
    static func printLine(_ object: some Encodable) throws {
        try print(object, formatting: [.sortedKeys, .withoutEscapingSlashes])
    }

    private static func print(_ object: some Encodable, formatting: JSONEncoder.OutputFormatting) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        try Output.print(String(decoding: try encoder.encode(object), as: UTF8.self))
    }
}
