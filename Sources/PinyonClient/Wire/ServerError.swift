package import NIOCore

/// An error that a server answered with.
///
/// Its first word is a code that programs can act on (`WRONGTYPE`, `OOM`, `MOVED`, …), the rest is text for people.
public struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The first word of the error, in capitals by convention; empty if the server sent an empty error.
    public let code: String
    /// What follows the code. Servers quote the command in some errors; arguments that they quote behind a command that
    /// they don't know are left out, because there may be values among them.
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
            message: Self.withoutArguments(String(decoding: text[code.endIndex...].dropFirst(), as: UTF8.self)))
    }

    private static func withoutArguments(_ message: String) -> String {
        guard message.hasPrefix("unknown command"), let quoted = message.firstRange(of: ", with args beginning with:")
        else { return message }
        return String(message[..<quoted.lowerBound])
    }

    /// The error as the server wrote it.
    public var description: String { message.isEmpty ? code : "\(code) \(message)" }
}
