internal import NIOCore

/// What every connection of a client has in common.
package struct ConnectionSettings: Sendable {
    package var limits = RESPLimits()
    package var queue = QueueLimits()
    package var backoff = Backoff()
    /// The time for resolving, dialing and shaking hands together.
    package var connectTimeout = Duration.seconds(2)
    /// The time of commands that have no limit of their own.
    package var commandTimeout = Duration.seconds(3)
    /// How long commands may wait without a byte from the server before it is asked on a second connection.
    package var stallLimit = Duration.seconds(6)
    /// How long nothing may be said on a connection before the server is asked for a sign of life.
    package var idleLimit = Duration.seconds(15)
    /// How often a frozen server is asked before its connection is given up.
    package var silentProbes = 3
    /// About how many bytes of commands are written in one turn of the event loop.
    package var bytesATurn = 256 << 10
    /// From this size on a reply is one that others shouldn't wait behind.
    package var largeReply = 64 << 10

    package init() {}
}

extension ConnectionHandler {
    /// Watches the peer with a client's limits.
    package func watch(_ settings: ConnectionSettings) {
        watch(stallLimit: TimeAmount(settings.stallLimit), idleLimit: TimeAmount(settings.idleLimit))
    }
}
