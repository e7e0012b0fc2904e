/// An error that a server answered with.
///
/// Its first word is a code that programs can act on (`WRONGTYPE`, `OOM`, `MOVED`, …), the rest is text for people.
public struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The first word of the error, in capitals by convention; empty if the server sent an empty error.
    public let code: String
    /// What follows the code. Servers quote the command in some errors, but never values of keys.
    public let message: String

    /// An error with a code and a message.
    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// An error from its line on the wire.
    package init(line: String) {
        guard let space = line.firstIndex(of: " ") else {
            self.init(code: line, message: "")
            return
        }
        self.init(code: String(line[..<space]), message: String(line[line.index(after: space)...]))
    }

    /// The error as the server wrote it.
    public var description: String { message.isEmpty ? code : "\(code) \(message)" }
}
