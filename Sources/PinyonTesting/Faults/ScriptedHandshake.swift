/// How a ``ScriptedServer`` answers what clients send before their first command, unless its script answers it.
public enum ScriptedHandshake: Hashable, Sendable, CaseIterable {
    /// HELLO 3 and HELLO 2 are accepted.
    case resp3
    /// HELLO is known, but only HELLO 2 is accepted: `-NOPROTO` to any other.
    case resp2
    /// HELLO is an unknown command, as for servers before Redis 6.
    case withoutHello

    /// Answers a command that belongs to a handshake; `nil` for any other.
    ///
    /// - Parameters:
    ///   - command: The command.
    ///   - connection: The connection's number; its identifier is one more.
    package func reply(to command: ScriptedCommand, connection: Int) -> ScriptedReply? {
        switch command.name {
        case "HELLO": hello(command.text.dropFirst().first, id: connection + 1)
        case "CLIENT": client(command.text.dropFirst().first, id: connection + 1)
        case "PING": command.arguments.count > 1 ? .bulk(command.arguments[1]) : .simple("PONG")
        case "AUTH", "SELECT", "READONLY", "READWRITE", "ASKING": .ok
        default: nil
        }
    }

    private func hello(_ version: String?, id: Int) -> ScriptedReply {
        switch (self, version) {
        case (.withoutHello, _): .error("ERR unknown command 'HELLO', with args beginning with: ")
        case (_, "2"), (_, nil): .hello(version: 2, id: id)
        case (.resp3, "3"): .hello(version: 3, id: id)
        default: .error("NOPROTO unsupported protocol version")
        }
    }

    private func client(_ subcommand: String?, id: Int) -> ScriptedReply {
        subcommand?.uppercased() == "ID" ? .integer(id) : .ok
    }
}
