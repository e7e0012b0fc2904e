extension ScriptedServer {
    /// What one connection brought.
    public struct ConnectionRecord: Hashable, Sendable {
        /// The connection's number: the first one accepted is 0.
        public let number: Int
        /// Whether the connection is open.
        public internal(set) var isOpen = true
        /// The commands, in the order in which they came, the handshake's included.
        public internal(set) var commands: [ScriptedCommand] = []
        /// Whether something came that is no array of bulk strings. The connection was closed then.
        public internal(set) var isMalformed = false

        /// The names of the commands, in upper case.
        public var names: [String] { commands.map(\.name) }
    }

    /// What a server has seen.
    public struct Record: Hashable, Sendable, CustomStringConvertible {
        /// Every connection accepted so far; the index is its number.
        public internal(set) var connections: [ConnectionRecord] = []

        /// The connections accepted so far.
        public var accepted: Int { connections.count }
        /// The connections that are open.
        public var open: Int { connections.count(where: \.isOpen) }

        /// How many commands of a name have come, on all connections together.
        ///
        /// - Parameter name: The name, in any case.
        public func count(of name: String) -> Int {
            let name = name.uppercased()
            return connections.reduce(0) { count, connection in
                count + connection.commands.count { $0.name == name }
            }
        }

        /// The numbers of connections and the names of the last commands of each, without arguments.
        public var description: String {
            let last = connections.map { "\($0.number): " + $0.names.suffix(8).joined(separator: " ") }
            return "\(accepted) accepted, \(open) open; last commands \(last.joined(separator: ", "))"
        }
    }
}
