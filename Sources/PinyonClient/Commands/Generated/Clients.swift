// Generated from Sources/PinyonClient/Commands/Clients/ by: swift run --package-path Checks generate-commands

extension CommandSender {
    /// `PING`: `PONG`, or the message.
    ///
    /// - Parameter message: What to answer. Default: `PONG`.
    public func ping(_ message: String? = nil) async throws(ClientError) -> String {
        try await send(.ping(message))
    }

    /// `ECHO`: the message.
    public func echo(_ message: String) async throws(ClientError) -> String {
        try await send(.echo(message))
    }

    /// `CLIENT LIST`: the server's clients. Costs the server a line for each.
    ///
    /// - Parameter filters: Which of them. Servers before Valkey 9 take one, of identities or of a type.
    public func clientList(_ filters: [ClientFilter] = []) async throws(ClientError) -> ClientList {
        try await send(.clientList(filters))
    }

    /// `CLIENT INFO`: what the server knows of the connection (Redis 6.2, Valkey).
    public func clientInfo() async throws(ClientError) -> ClientInfo {
        try await send(.clientInfo())
    }

    /// `CLIENT ID`: the connection's identity.
    public func clientID() async throws(ClientError) -> Int {
        try await send(.clientID())
    }

    /// `CLIENT GETNAME`: the connection's name; nil if it has none.
    public func clientGetname() async throws(ClientError) -> String? {
        try await send(.clientGetname())
    }

    /// `CLIENT SETNAME`: names the connection. Concerns only the connection it is sent over, so that it is refused
    /// unless it is sent in ``RedisClient/withConnection(for:_:)`` or with others in a pipeline.
    /// ``RedisConfiguration/clientName`` names all connections.
    ///
    /// - Parameter name: The name, without blanks; empty to take it away.
    public func clientSetname(_ name: String) async throws(ClientError) {
        try await send(.clientSetname(name))
    }

    /// `CLIENT SETINFO`: tells the server about the library in use (Redis 7.2, Valkey). Concerns only the connection
    /// it is sent over, so that it is refused unless it is sent in ``RedisClient/withConnection(for:_:)`` or with
    /// others in a pipeline.
    ///
    /// - Parameters:
    ///   - attribute: What to tell.
    ///   - value: Its value, without blanks.
    public func clientSetinfo(_ attribute: ClientAttribute, _ value: String) async throws(ClientError) {
        try await send(.clientSetinfo(attribute, value))
    }

    /// `CLIENT KILL`: closes connections. The reply is how many.
    ///
    /// - Parameter filters: Which; all of these have to apply. An empty list is refused.
    @discardableResult
    public func clientKill(_ filters: [ClientFilter]) async throws(ClientError) -> Int {
        try await send(.clientKill(filters))
    }

    /// `CLIENT PAUSE`: makes clients wait.
    ///
    /// - Parameters:
    ///   - time: For how long. Whole milliseconds.
    ///   - mode: Which clients.
    public func clientPause(_ time: Duration, _ mode: ClientPauseMode = .all) async throws(ClientError) {
        try await send(.clientPause(time, mode))
    }

    /// `CLIENT UNPAUSE`: ends a pause (Redis 6.2, Valkey).
    public func clientUnpause() async throws(ClientError) {
        try await send(.clientUnpause())
    }

    /// `CLIENT UNBLOCK`: ends a client's waiting in a blocking command. The reply is whether it was waiting.
    ///
    /// - Parameters:
    ///   - id: The client's identity.
    ///   - how: How it goes on.
    @discardableResult
    public func clientUnblock(_ id: Int, _ how: ClientUnblocking = .timeout) async throws(ClientError) -> Bool {
        try await send(.clientUnblock(id, how))
    }

    /// `CLIENT NO-EVICT`: whether the connection is kept when clients take too much memory (Redis 7.0, Valkey).
    /// Concerns only the connection it is sent over, so that it is refused unless it is sent in
    /// ``RedisClient/withConnection(for:_:)`` or with others in a pipeline.
    public func clientNoEvict(_ isOn: Bool) async throws(ClientError) {
        try await send(.clientNoEvict(isOn))
    }

    /// `CLIENT NO-TOUCH`: whether what the connection reads doesn't count as used (Redis 7.2, Valkey). Concerns only
    /// the connection it is sent over, so that it is refused unless it is sent in
    /// ``RedisClient/withConnection(for:_:)`` or with others in a pipeline.
    public func clientNoTouch(_ isOn: Bool) async throws(ClientError) {
        try await send(.clientNoTouch(isOn))
    }

    /// `CLIENT CAPA`: tells the server what the connection can cope with (Valkey 8.0), such as `redirect`. Concerns
    /// only the connection it is sent over, so that it is refused unless it is sent in
    /// ``RedisClient/withConnection(for:_:)`` or with others in a pipeline.
    public func clientCapa(_ capabilities: [String]) async throws(ClientError) {
        try await send(.clientCapa(capabilities))
    }

    /// `CLIENT TRACKINGINFO`: what the server tells the connection of changes of keys (Redis 6.2, Valkey).
    public func clientTrackinginfo() async throws(ClientError) -> ClientTrackingInfo {
        try await send(.clientTrackinginfo())
    }

    /// `CLIENT GETREDIR`: the identity of the client that is told of changes of what this connection tracks; 0 for
    /// this one, -1 for none.
    public func clientGetredir() async throws(ClientError) -> Int {
        try await send(.clientGetredir())
    }
}
