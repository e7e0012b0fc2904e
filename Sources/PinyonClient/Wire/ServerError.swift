package import NIOCore

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

    /// An error from its text on the wire. Bytes that aren't UTF-8 are replaced.
    package init(wire bytes: ByteBuffer) {
        let text = bytes.readableBytesView
        let code = text.prefix { $0 != UInt8(ascii: " ") }
        self.init(
            code: String(decoding: code, as: UTF8.self),
            message: String(decoding: text[code.endIndex...].dropFirst(), as: UTF8.self))
    }

    /// The error as the server wrote it.
    public var description: String { message.isEmpty ? code : "\(code) \(message)" }
}
