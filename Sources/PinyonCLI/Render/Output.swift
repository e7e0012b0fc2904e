internal import Foundation

/// Where text goes.
enum Output {
    /// Prints a result.
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Prints a remark for the person in front of the terminal.
    static func remark(_ text: String) {
        FileHandle.standardError.write(Data("pinyon: \(text)\n".utf8))
    }

    /// Whether standard error is a terminal that wants more than plain text.
    static var isLively: Bool {
        isatty(FileHandle.standardError.fileDescriptor) == 1
            && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
            && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }
}
