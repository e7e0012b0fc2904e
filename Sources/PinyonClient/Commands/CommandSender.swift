/// What sends commands: a client, one of its nodes, or a connection that was leased.
///
/// Every typed command is a method of it, with the same name and arguments as the command.
public protocol CommandSender: Sendable {
    /// Sends a command and waits for its reply.
    ///
    /// - Throws: ``ClientError``; what the server answered with is in its ``ClientError/serverError``.
    func send<Response>(_ command: Command<Response>) async throws(ClientError) -> Response
}
