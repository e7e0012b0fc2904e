extension FaultProxy {
    /// What has passed through a proxy, or through one of its connections.
    public struct Traffic: Hashable, Sendable {
        /// Bytes that were read from the sender.
        public internal(set) var arrived = 0
        /// Bytes that were handed to the receiver's socket. Faults may make it less or more than what arrived.
        public internal(set) var delivered = 0
    }

    /// One connection's counters.
    public struct ConnectionStatistics: Hashable, Sendable {
        /// The connection's number: the first one accepted is 0.
        public let number: Int
        /// Whether one of the connection's sockets is open.
        public internal(set) var isOpen = true
        /// The directions whose sender has ended its stream or is gone, whether the other side was told or not.
        public internal(set) var ended: Set<FaultDirection> = []
        /// From the client to the server.
        public internal(set) var toServer = Traffic()
        /// From the server to the client.
        public internal(set) var toClient = Traffic()
    }

    /// A proxy's counters.
    public struct Statistics: Sendable, CustomStringConvertible {
        /// The connections accepted so far.
        public var accepted: Int { connections.count }
        /// The connections of which a socket is open.
        public internal(set) var open = 0
        /// The connections that were reset because the target could not be reached.
        public internal(set) var unreachable = 0
        /// From the clients to the server.
        public internal(set) var toServer = Traffic()
        /// From the server to the clients.
        public internal(set) var toClient = Traffic()
        /// Every connection accepted so far; the index is its number.
        public internal(set) var connections: [ConnectionStatistics] = []

        /// The totals.
        public var description: String {
            """
            \(accepted) accepted, \(open) open, \(unreachable) without a target, \
            \(toServer.arrived) bytes from clients (\(toServer.delivered) delivered), \
            \(toClient.arrived) bytes from the server (\(toClient.delivered) delivered)
            """
        }

        mutating func count(_ connection: Int, _ direction: FaultDirection, _ change: (inout Traffic) -> Void) {
            guard connections.indices.contains(connection) else { return }
            switch direction {
            case .toServer:
                change(&toServer)
                change(&connections[connection].toServer)
            case .toClient:
                change(&toClient)
                change(&connections[connection].toClient)
            }
        }
    }
}
