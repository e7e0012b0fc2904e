internal import NIOCore

/// What every connection of a client has in common.
struct ConnectionSettings: Sendable {
    var limits = RESPLimits()
    var queue = QueueLimits()
    var backoff = Backoff()
    /// The time for resolving, dialing and shaking hands together.
    var connectTimeout = Duration.seconds(2)
    /// How long commands may wait without a byte from the server before it is asked on a second connection.
    var stallLimit = Duration.seconds(6)
    /// How long nothing may be said on a connection before the server is asked for a sign of life.
    var idleLimit = Duration.seconds(15)
    /// How often a frozen server is asked before its connection is given up.
    var silentProbes = 3
    /// About how many bytes of commands are written in one turn of the event loop.
    var bytesATurn = 256 << 10
    /// From this size on a reply is one that others shouldn't wait behind.
    var largeReply = 64 << 10
}

extension ConnectionHandler {
    /// Watches the peer with a client's limits.
    func watch(_ settings: ConnectionSettings) {
        watch(stallLimit: TimeAmount(settings.stallLimit), idleLimit: TimeAmount(settings.idleLimit))
    }
}
