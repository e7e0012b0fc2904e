/// What goes wrong between the application and its servers.
///
/// ```swift
/// do { … } catch let error as ClientError where error.code == .timedOut { … }
/// ```
///
/// Descriptions hold names of commands, nodes and, where it is about them, keys; never values or credentials.
public struct ClientError: Error, Sendable, CustomStringConvertible {
    /// The kind of the error.
    public var code: Code { details.code }
    /// What happened and what to do.
    public var message: String { details.message }
    /// The name of the command that failed, if it was about one.
    public var command: String? { details.command }
    /// The address of the node that answered or failed, if one did.
    public var node: String? { details.node }
    /// What the server answered, if it answered with an error.
    public var serverError: ServerError? { details.serverError }
    /// The error behind this one, if there is one.
    public var underlying: (any Error)? { details.underlying }
    /// Whether the command may have been carried out although this error came instead of its reply; of a write over
    /// several slots or nodes, whether a part of it was or may have been.
    public var mayHaveRun: Bool { details.mayHaveRun }

    /// In a class, so that the error that a call may throw takes a word and not a dozen.
    private final class Details: Sendable {
        let code: Code
        let message: String
        let command: String?
        let node: String?
        let serverError: ServerError?
        let underlying: (any Error)?
        let mayHaveRun: Bool

        init(
            code: Code, message: String, command: String?, node: String?, serverError: ServerError?,
            underlying: (any Error)?, mayHaveRun: Bool
        ) {
            self.code = code
            self.message = message
            self.command = command
            self.node = node
            self.serverError = serverError
            self.underlying = underlying
            self.mayHaveRun = mayHaveRun
        }
    }

    private let details: Details

    package init(
        _ code: Code, _ message: String, command: String? = nil, node: String? = nil, serverError: ServerError? = nil,
        underlying: (any Error)? = nil, mayHaveRun: Bool = false
    ) {
        details = Details(
            code: code, message: message, command: command, node: node, serverError: serverError,
            underlying: underlying, mayHaveRun: mayHaveRun
        )
    }

    /// The same error for a caller whose command has been written to a connection, or never was.
    package func about(written isWritten: Bool) -> ClientError {
        guard mayHaveRun != isWritten else { return self }
        return ClientError(
            code, message, command: command, node: node, serverError: serverError, underlying: underlying,
            mayHaveRun: isWritten
        )
    }

    /// The same error, with the command and the node it was about where it doesn't name them yet.
    package func about(command: String? = nil, node: String? = nil) -> ClientError {
        ClientError(
            code, message, command: self.command ?? command, node: self.node ?? node, serverError: serverError,
            underlying: underlying, mayHaveRun: mayHaveRun
        )
    }

    /// The same error without the keys that its message names, for what leaves the process.
    package var withoutKeys: ClientError {
        guard code == .crossSlot else { return self }
        return ClientError(
            code, "keys that have to be in one slot are in different ones", command: command, node: node,
            mayHaveRun: mayHaveRun)
    }

    /// The kind, what the error was about, and the message.
    public var description: String {
        var text = code.description
        if let command { text += " in \(command)" }
        if let node { text += " at \(node)" }
        text += ": \(message)"
        return text
    }
}
