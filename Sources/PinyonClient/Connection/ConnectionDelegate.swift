internal import NIOCore

/// Who is told what happens on a connection. Everything is called on the connection's event loop.
package protocol ConnectionDelegate: AnyObject, Sendable {
    /// A message came that answers no command.
    func connection(_ id: ConnectionID, received push: RESPPush)
    /// A large reply began to arrive: others shouldn't wait behind it.
    func connectionReceivesLargeReply(_ id: ConnectionID)
    /// Commands have been waiting for longer than the limit, and not a byte came.
    func connectionStalled(_ id: ConnectionID)
    /// The connection has sent all its replies after it was detached.
    func connectionDrained(_ id: ConnectionID)
    /// The connection is gone. Who waited for replies was told.
    func connection(_ id: ConnectionID, closed error: ClientError)
}

/// What tells the connections of a process apart.
package struct ConnectionID: Hashable, Sendable, CustomStringConvertible {
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    package var description: String { String(number) }
}
