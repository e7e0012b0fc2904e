package import NIOCore

/// An error that a server answered with.
///
/// Its first word is a code that programs can act on (`WRONGTYPE`, `OOM`, `MOVED`, …), the rest is text for people.
public struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The first word of the error, in capitals by convention; empty if the server sent an empty error.
    public let code: String
    /// What follows the code.
    ///
    /// Servers quote arguments in some errors: those of a command that they don't know, a rule of `ACL SETUSER`, a
    /// value of `CONFIG SET`. There may be passwords and values among them, so they are left out, or “…” is in their
    /// place.
    public let message: String

    /// An error with a code and a message.
    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// An error from its text on the wire, without the arguments that it quotes. Bytes that aren't UTF-8 are replaced.
    package init(wire bytes: ByteBuffer) {
        let text = bytes.readableBytesView
        let code = String(decoding: text.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
        let message = String(decoding: text.drop { $0 != UInt8(ascii: " ") }.dropFirst(), as: UTF8.self)
        self.init(code: code, message: code == "ERR" ? ServerErrorQuotation.withoutAny(message) : message)
    }

    /// The error as the server wrote it, without the arguments that it quoted.
    public var description: String { message.isEmpty ? code : "\(code) \(message)" }
}
