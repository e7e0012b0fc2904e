internal import Foundation

/// Where text goes.
enum Output {
    /// Standard output takes no more.
    struct Failure: Error {
        /// Why, in the system's words.
        let reason: String
        /// Whether that is because nobody reads it any more.
        let isClosed: Bool
    }

    /// Prints a result.
    ///
    /// - Throws: `Output.Failure`.
    static func print(_ text: String) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
        } catch {
            let number = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code ?? 0
            throw Failure(reason: String(cString: strerror(Int32(number))), isClosed: number == Int(EPIPE))
        }
    }

    /// Prints a remark for the person in front of the terminal.
    static func remark(_ text: String) {
        show("pinyon: \(text)\n")
    }

    /// Writes to standard error as it is; where that fails there is nobody left to tell.
    static func show(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Whether standard error is a terminal that wants more than plain text.
    static var isLively: Bool {
        isatty(FileHandle.standardError.fileDescriptor) == 1
            && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
            && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }
}
