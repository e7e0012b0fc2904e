package import NIOCore

/// A connection to a server, from any thread.
package final class Connection: Sendable {
    package let id: ConnectionID
    package let address: ServerAddress
    package let channel: any Channel
    /// What the server said about itself.
    package let server: ServerIdentity
    private let handler: NIOLoopBound<ConnectionHandler>

    package init(
        id: ConnectionID, address: ServerAddress, channel: any Channel, server: ServerIdentity,
        handler: NIOLoopBound<ConnectionHandler>
    ) {
        self.id = id
        self.address = address
        self.channel = channel
        self.server = server
        self.handler = handler
    }

    package var eventLoop: any EventLoop { channel.eventLoop }

    /// The handler; only on the connection's event loop.
    package var onLoop: ConnectionHandler { handler.value }

    /// Closes it. Who waits for replies gets the error.
    package func close(_ error: ClientError) {
        eventLoop.execute { self.onLoop.close(error) }
    }
}

/// What a server tells of itself when a connection begins.
package struct ServerIdentity: Sendable, Hashable {
    /// `redis` or `valkey`; nil if it didn't say.
    package var name: String?
    /// Its version, such as `7.0.15`.
    package var version: String?
    /// 2 or 3.
    package var protocolVersion: Int
    /// `standalone`, `sentinel` or `cluster`.
    package var mode: String?
    /// `master` or `replica`.
    package var role: String?
    /// Where it runs, if it says.
    package var availabilityZone: String?
    /// The number that the server gave the connection.
    package var connectionNumber: Int?

    package init(protocolVersion: Int) {
        self.protocolVersion = protocolVersion
    }
}
