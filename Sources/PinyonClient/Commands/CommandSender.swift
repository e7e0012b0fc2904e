/// What sends commands: a client, one of its nodes, or a connection that was leased.
///
/// Every typed command is a method of it, with the same name and arguments as the command.
public protocol CommandSender: Sendable {
    /// Sends a command and waits for its reply.
    ///
    /// - Throws: ``ClientError``; what the server answered with is in its ``ClientError/serverError``.
    func send<Response>(_ command: Command<Response>) async throws(ClientError) -> Response

    /// Walks through all keys that the sender reaches, by any command that gets some of them; a cluster's client goes
    /// from one primary to the next. ``scanKeys(matching:type:count:as:)`` is for callers, and has the command.
    ///
    /// It has a default implementation, for a sender that leads to one server.
    ///
    /// - Parameter command: Makes the command for the page at a cursor.
    /// - Returns: the walk, whose pages are sent for as it is read. Reading it throws ``ClientError``.
    func scanKeys<Key: Sendable>(
        by command: @escaping @Sendable (ScanCursor) -> Command<ScanPage<Key>>
    ) -> ScanSequence<Key>
}
