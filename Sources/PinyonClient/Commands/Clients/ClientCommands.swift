/// The server's clients, and the connection a command is sent over.
extension Command {
    /// `PING`: `PONG`, or the message.
    ///
    /// - Parameter message: What to answer. Default: `PONG`.
    public static func ping(_ message: String? = nil) -> Command where Response == String {
        Command(.ping) { if let message { $0.append(message) } }
    }

    /// `ECHO`: the message.
    public static func echo(_ message: String) -> Command where Response == String {
        Command(.echo) { $0.append(message) }
    }

    /// `CLIENT LIST`: the server's clients. Costs the server a line for each.
    ///
    /// - Parameter filters: Which of them. Servers before Valkey 9 take one, of identities or of a type.
    public static func clientList(_ filters: [ClientFilter] = []) -> Command where Response == ClientList {
        Command(.clientList) { $0.append(filters) }
    }

    /// `CLIENT INFO`: what the server knows of the connection (Redis 6.2, Valkey).
    public static func clientInfo() -> Command where Response == ClientInfo { Command(.clientInfo) }

    /// `CLIENT ID`: the connection's identity.
    public static func clientID() -> Command where Response == Int { Command(.clientID) }

    /// `CLIENT GETNAME`: the connection's name; nil if it has none.
    public static func clientGetname() -> Command where Response == String? {
        Command(
            .clientGetname,
            decode: { value throws(RESPDecodingError) in
                let name = try String?.decode(value)
                return name?.isEmpty == true ? nil : name
            })
    }

    /// `CLIENT SETNAME`: names the connection. Concerns only the connection it is sent over, so that it is refused
    /// unless it is sent in ``RedisClient/withConnection(for:_:)`` or with others in a pipeline.
    /// ``RedisConfiguration/clientName`` names all connections.
    ///
    /// - Parameter name: The name, without blanks; empty to take it away.
    public static func clientSetname(_ name: String) -> Command where Response == Void {
        Command(.clientSetname) { $0.append(name) }
    }

    /// `CLIENT SETINFO`: tells the server about the library in use (Redis 7.2, Valkey). Concerns only the connection
    /// it is sent over, so that it is refused unless it is sent in ``RedisClient/withConnection(for:_:)`` or with
    /// others in a pipeline.
    ///
    /// - Parameters:
    ///   - attribute: What to tell.
    ///   - value: Its value, without blanks.
    public static func clientSetinfo(_ attribute: ClientAttribute, _ value: String) -> Command where Response == Void {
        Command(.clientSetinfo) {
            $0.append(attribute.rawValue)
            $0.append(value)
        }
    }

    // The result is often of no use.
    /// `CLIENT KILL`: closes connections. The reply is how many.
    ///
    /// - Parameter filters: Which; all of these have to apply. An empty list is refused.
    public static func clientKill(_ filters: [ClientFilter]) -> Command where Response == Int {
        Command(.clientKill) {
            if filters.isEmpty { $0.fail("no filter says which clients to disconnect") }
            $0.append(filters)
        }
    }

    /// `CLIENT PAUSE`: makes clients wait.
    ///
    /// - Parameters:
    ///   - time: For how long. Whole milliseconds.
    ///   - mode: Which clients.
    public static func clientPause(_ time: Duration, _ mode: ClientPauseMode = .all) -> Command where Response == Void {
        Command(.clientPause) {
            $0.append(time.wholeMilliseconds)
            // Servers before 6.2 know no modes, and pause all.
            if mode != .all { $0.append(mode.rawValue) }
        }
    }

    /// `CLIENT UNPAUSE`: ends a pause (Redis 6.2, Valkey).
    public static func clientUnpause() -> Command where Response == Void { Command(.clientUnpause) }

    // The result is often of no use.
    /// `CLIENT UNBLOCK`: ends a client's waiting in a blocking command. The reply is whether it was waiting.
    ///
    /// - Parameters:
    ///   - id: The client's identity.
    ///   - how: How it goes on.
    public static func clientUnblock(_ id: Int, _ how: ClientUnblocking = .timeout) -> Command where Response == Bool {
        Command(.clientUnblock) {
            $0.append(id)
            $0.append(how.rawValue)
        }
    }

    /// `CLIENT NO-EVICT`: whether the connection is kept when clients take too much memory (Redis 7.0, Valkey).
    /// Concerns only the connection it is sent over, so that it is refused unless it is sent in
    /// ``RedisClient/withConnection(for:_:)`` or with others in a pipeline.
    public static func clientNoEvict(_ isOn: Bool) -> Command where Response == Void {
        Command(.clientNoEvict) { $0.append(isOn ? "ON" : "OFF") }
    }

    /// `CLIENT NO-TOUCH`: whether what the connection reads doesn't count as used (Redis 7.2, Valkey). Concerns only
    /// the connection it is sent over, so that it is refused unless it is sent in
    /// ``RedisClient/withConnection(for:_:)`` or with others in a pipeline.
    public static func clientNoTouch(_ isOn: Bool) -> Command where Response == Void {
        Command(.clientNoTouch) { $0.append(isOn ? "ON" : "OFF") }
    }

    /// `CLIENT CAPA`: tells the server what the connection can cope with (Valkey 8.0), such as `redirect`. Concerns
    /// only the connection it is sent over, so that it is refused unless it is sent in
    /// ``RedisClient/withConnection(for:_:)`` or with others in a pipeline.
    public static func clientCapa(_ capabilities: [String]) -> Command where Response == Void {
        Command(.clientCapa) { $0.append(capabilities) }
    }

    /// `CLIENT TRACKINGINFO`: what the server tells the connection of changes of keys (Redis 6.2, Valkey).
    public static func clientTrackinginfo() -> Command where Response == ClientTrackingInfo {
        Command(.clientTrackinginfo)
    }

    /// `CLIENT GETREDIR`: the identity of the client that is told of changes of what this connection tracks; 0 for
    /// this one, -1 for none.
    public static func clientGetredir() -> Command where Response == Int { Command(.clientGetredir) }
}

/// What a client can tell a server about its library.
public enum ClientAttribute: String, Sendable, Hashable, CaseIterable {
    /// The library's name.
    case libraryName = "LIB-NAME"
    /// The library's version.
    case libraryVersion = "LIB-VER"
}
