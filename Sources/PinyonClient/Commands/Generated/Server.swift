// Generated from Sources/PinyonClient/Commands/Server/ by: swift run --package-path Checks generate-commands

extension Command {
    /// `COMMAND GETKEYS`: which words of a command are keys, by the server's reckoning. An error if none is.
    ///
    /// - Parameters:
    ///   - words: The command with its arguments.
    public static func commandGetkeys(_ words: [any CommandArgument]) -> Command where Response == [String] {
        .commandGetkeys(words, as: String.self)
    }
}

extension CommandSender {
    /// `COMMAND COUNT`: how many commands the server knows.
    public func commandCount() async throws(ClientError) -> Int {
        try await send(.commandCount())
    }

    /// `COMMAND INFO`: what the server says of commands, in their order; nil for those that it doesn't know.
    ///
    /// - Parameter names: The commands' names; of a subcommand as `config|get`. Empty for all.
    public func commandInfo(_ names: [String]) async throws(ClientError) -> [CommandDetails?] {
        try await send(.commandInfo(names))
    }

    /// `COMMAND DOCS`: what the server's documentation says of commands, by their name in small letters. Since
    /// Redis 7.0.
    ///
    /// - Parameter names: The commands' names. Empty for all.
    public func commandDocs(_ names: [String]) async throws(ClientError) -> [String: CommandDocumentation] {
        try await send(.commandDocs(names))
    }

    /// `COMMAND GETKEYS`: which words of a command are keys, by the server's reckoning. An error if none is.
    ///
    /// - Parameters:
    ///   - words: The command with its arguments.
    ///   - type: What each key is read as.
    public func commandGetkeys<Key: RESPDecodable>(
        _ words: [any CommandArgument], as type: Key.Type = String.self
    ) async throws(ClientError) -> [Key] {
        try await send(.commandGetkeys(words, as: type))
    }

    /// `COMMAND LIST`: the names of the commands that the server knows. Since Redis 7.0.
    ///
    /// - Parameter filter: Which of them. Default: all.
    public func commandList(_ filter: CommandFilter? = nil) async throws(ClientError) -> [String] {
        try await send(.commandList(filter))
    }

    /// `DEBUG OBJECT`: how a value is kept, for finding faults. An error `no such key` if the key isn't there. Refused
    /// by servers that aren't configured to allow it.
    public func debugObject(_ key: some CommandArgument) async throws(ClientError) -> ObjectDetails {
        try await send(.debugObject(key))
    }

    /// `DEBUG SLEEP`: makes the server do nothing for a time in whole milliseconds, for tests. Refused by servers that
    /// aren't configured to allow it.
    public func debugSleep(_ time: Duration) async throws(ClientError) {
        try await send(.debugSleep(time))
    }

    /// `DEBUG SET-ACTIVE-EXPIRE`: whether the server removes keys when their time has come even if nobody asks for
    /// them, for tests. Refused by servers that aren't configured to allow it.
    public func debugSetActiveExpire(_ isOn: Bool) async throws(ClientError) {
        try await send(.debugSetActiveExpire(isOn))
    }

    /// `MODULE LIST`: the modules that are loaded.
    public func moduleList() async throws(ClientError) -> [ServerModule] {
        try await send(.moduleList())
    }

    /// `MODULE LOAD`: loads a module. Refused by servers that aren't configured to allow it.
    ///
    /// - Parameters:
    ///   - path: The module's file on the server.
    ///   - arguments: What the module is told.
    public func moduleLoad(_ path: String, _ arguments: [String] = []) async throws(ClientError) {
        try await send(.moduleLoad(path, arguments))
    }

    /// `MODULE UNLOAD`: unloads a module. Refused by servers that aren't configured to allow it, and for modules with
    /// types of their own.
    public func moduleUnload(_ name: String) async throws(ClientError) {
        try await send(.moduleUnload(name))
    }

    /// `BGSAVE`: begins to write a snapshot to disk. The answer comes when it has begun.
    ///
    /// - Parameter scheduling: Whether it waits if another process for saving runs. Default: no, that is an error.
    public func bgsave(scheduling: Bool = false) async throws(ClientError) {
        try await send(.bgsave(scheduling: scheduling))
    }

    /// `SAVE`: writes a snapshot to disk. The server does nothing else until it is done.
    public func save() async throws(ClientError) {
        try await send(.save())
    }

    /// `BGREWRITEAOF`: begins to write the log of changes anew. The answer comes when it has begun.
    public func bgrewriteaof() async throws(ClientError) {
        try await send(.bgrewriteaof())
    }

    /// `LASTSAVE`: when the server last wrote a snapshot, to the second.
    public func lastsave() async throws(ClientError) -> UnixTime {
        try await send(.lastsave())
    }

    /// `REPLICAOF`: makes the server copy another, and drop what it has.
    ///
    /// - Parameters:
    ///   - host: The primary's host.
    ///   - port: The primary's port.
    public func replicaof(host: String, port: Int) async throws(ClientError) {
        try await send(.replicaof(host: host, port: port))
    }

    /// `REPLICAOF NO ONE`: makes the server a primary.
    public func replicaofNoOne() async throws(ClientError) {
        try await send(.replicaofNoOne())
    }

    /// `FAILOVER`: makes a primary change places with one of its replicas, without losing writes. The answer comes when
    /// it has begun; ``ServerInfo`` tells how it goes as `master_failover_state`. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - target: Which replica. Default: any.
    ///   - forcing: Whether to go on when time is up, at the loss of late writes. Needs a target and a timeout.
    ///   - timeout: How long to wait for the replica to have all writes. Whole milliseconds. Default: for ever.
    public func failover(
        to target: ServerAddress? = nil, forcing: Bool = false, timeout: Duration? = nil
    ) async throws(ClientError) {
        try await send(.failover(to: target, forcing: forcing, timeout: timeout))
    }

    /// `FAILOVER ABORT`: ends a failover that has begun. Since Redis 6.2.
    public func failoverAbort() async throws(ClientError) {
        try await send(.failoverAbort())
    }

    /// `SHUTDOWN`: ends the server. It closes its connections instead of answering: an error
    /// ``ClientError/Code/connectionClosed`` is what success looks like.
    ///
    /// - Parameters:
    ///   - saving: Whether it writes a snapshot before. Default: if it is configured to write any.
    ///   - now: Whether it doesn't wait for replicas that are behind. Since Redis 7.0.
    ///   - forcing: Whether it ends although it can't write what it should. Since Redis 7.0.
    public func shutdown(saving: Bool? = nil, now: Bool = false, forcing: Bool = false) async throws(ClientError) {
        try await send(.shutdown(saving: saving, now: now, forcing: forcing))
    }

    /// `SHUTDOWN ABORT`: makes a server go on that waits for its replicas before it ends. Since Redis 7.0.
    public func shutdownAbort() async throws(ClientError) {
        try await send(.shutdownAbort())
    }

    /// `INFO`: what the server tells of itself.
    ///
    /// - Parameter sections: Which sections. More than one since Redis 7.0. Default: the server's choice, which leaves
    ///   out the numbers of each command.
    public func info(_ sections: [InfoSection] = []) async throws(ClientError) -> ServerInfo {
        try await send(.info(sections))
    }

    /// `CONFIG GET`: settings with their values.
    ///
    /// - Parameter patterns: Glob patterns of names. More than one since Redis 7.0. Default: all.
    public func configGet(_ patterns: [String] = ["*"]) async throws(ClientError) -> [String: String] {
        try await send(.configGet(patterns))
    }

    /// `CONFIG SET`: changes a setting until the server restarts; in a cluster, of all nodes.
    ///
    /// - Parameters:
    ///   - name: The setting's name.
    ///   - value: Its value.
    public func configSet(_ name: String, _ value: some CommandArgument) async throws(ClientError) {
        try await send(.configSet(name, value))
    }

    /// `CONFIG SET`: changes settings until the server restarts, all or none; in a cluster, of all nodes. Since
    /// Redis 7.0.
    ///
    /// - Parameter settings: The settings' names with their values.
    public func configSet(_ settings: [String: String]) async throws(ClientError) {
        try await send(.configSet(settings))
    }

    /// `CONFIG RESETSTAT`: sets the counters of `INFO` to zero; in a cluster, of all nodes.
    public func configResetstat() async throws(ClientError) {
        try await send(.configResetstat())
    }

    /// `CONFIG REWRITE`: writes the settings to the configuration file. An error if there is none.
    public func configRewrite() async throws(ClientError) {
        try await send(.configRewrite())
    }

    /// `DBSIZE`: how many keys the database has; in a cluster, all nodes'.
    public func dbsize() async throws(ClientError) -> Int {
        try await send(.dbsize())
    }

    /// `FLUSHDB`: deletes all keys of the database; in a cluster, of all nodes.
    ///
    /// - Parameter mode: Whether the answer waits until they are gone. Default: the server's choice.
    public func flushdb(_ mode: FlushMode? = nil) async throws(ClientError) {
        try await send(.flushdb(mode))
    }

    /// `FLUSHALL`: deletes all keys of all databases; in a cluster, of all nodes.
    ///
    /// - Parameter mode: Whether the answer waits until they are gone. Default: the server's choice.
    public func flushall(_ mode: FlushMode? = nil) async throws(ClientError) {
        try await send(.flushall(mode))
    }

    /// `SWAPDB`: exchanges two databases for all clients.
    public func swapdb(_ first: Int, _ second: Int) async throws(ClientError) {
        try await send(.swapdb(first, second))
    }

    /// `TIME`: the server's clock.
    public func time() async throws(ClientError) -> ServerTime {
        try await send(.time())
    }

    /// `ROLE`: what the server is to others.
    public func role() async throws(ClientError) -> ServerRole {
        try await send(.role())
    }
}
