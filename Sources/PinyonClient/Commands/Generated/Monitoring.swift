// Generated from Sources/PinyonClient/Commands/Monitoring/ by: swift run --package-path Checks generate-commands

extension CommandSender {
    /// `SLOWLOG GET`: the commands that took long, the latest first.
    ///
    /// - Parameter count: The most entries; -1 for all since Redis 7.0. Default: the server's, 10.
    public func slowlogGet(_ count: Int? = nil) async throws(ClientError) -> [CommandLogEntry] {
        try await send(.slowlogGet(count))
    }

    /// `SLOWLOG LEN`: how many commands that took long are noted.
    public func slowlogLen() async throws(ClientError) -> Int {
        try await send(.slowlogLen())
    }

    /// `SLOWLOG RESET`: forgets the commands that took long; in a cluster, by all nodes.
    public func slowlogReset() async throws(ClientError) {
        try await send(.slowlogReset())
    }

    /// `COMMANDLOG GET`: the commands of a kind that are noted, the latest first (Valkey 8.1).
    ///
    /// - Parameters:
    ///   - kind: Why they are noted.
    ///   - count: The most entries; -1 for all. Default: 10.
    public func commandlogGet(
        _ kind: CommandLogKind, _ count: Int = 10
    ) async throws(ClientError) -> [CommandLogEntry] {
        try await send(.commandlogGet(kind, count))
    }

    /// `COMMANDLOG LEN`: how many commands of a kind are noted (Valkey 8.1).
    public func commandlogLen(_ kind: CommandLogKind) async throws(ClientError) -> Int {
        try await send(.commandlogLen(kind))
    }

    /// `COMMANDLOG RESET`: forgets the commands of a kind; in a cluster, by all nodes (Valkey 8.1).
    public func commandlogReset(_ kind: CommandLogKind) async throws(ClientError) {
        try await send(.commandlogReset(kind))
    }

    /// `HOTKEYS START`: begins to measure keys. An error if it is measuring already. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - metrics: What is measured. At least one.
    ///   - count: How many keys of each metric are kept. Default: the server's.
    ///   - duration: When it stops by itself. Whole seconds. Default: not.
    ///   - sampleRatio: Of how many keys one is measured. Default: each is.
    ///   - slots: In a cluster, the slots that are measured. Default: all.
    public func hotkeysStart(
        _ metrics: Set<HotKeyMetric> = [.cpu, .network], count: Int? = nil, duration: Duration? = nil,
        sampleRatio: Int? = nil, slots: [HashSlot] = []
    ) async throws(ClientError) {
        try await send(.hotkeysStart(metrics, count: count, duration: duration, sampleRatio: sampleRatio, slots: slots))
    }

    /// `HOTKEYS STOP`: stops measuring. What was measured is kept. Not yet run on a real server.
    public func hotkeysStop() async throws(ClientError) {
        try await send(.hotkeysStop())
    }

    /// `HOTKEYS GET`: what was measured; nil if nothing was. Not yet run on a real server.
    public func hotkeysGet() async throws(ClientError) -> HotKeys? {
        try await send(.hotkeysGet())
    }

    /// `HOTKEYS RESET`: forgets what was measured. An error while it is measuring. Not yet run on a real server.
    public func hotkeysReset() async throws(ClientError) {
        try await send(.hotkeysReset())
    }

    /// `LATENCY LATEST`: the last of each kind of event.
    public func latencyLatest() async throws(ClientError) -> [LatencyEvent] {
        try await send(.latencyLatest())
    }

    /// `LATENCY HISTORY`: the events of a kind, the oldest first. The server keeps one a second, and 160 of them.
    ///
    /// - Parameter event: The kind, such as `command` or `fork`.
    public func latencyHistory(_ event: String) async throws(ClientError) -> [LatencySample] {
        try await send(.latencyHistory(event))
    }

    /// `LATENCY RESET`: forgets events, in a cluster of all nodes, and returns how many kinds that were, on the node
    /// that had most.
    ///
    /// - Parameter events: The kinds; empty for all.
    @discardableResult
    public func latencyReset(_ events: [String] = []) async throws(ClientError) -> Int {
        try await send(.latencyReset(events))
    }

    /// `LATENCY DOCTOR`: what the server finds wrong, in words.
    public func latencyDoctor() async throws(ClientError) -> String {
        try await send(.latencyDoctor())
    }

    /// `LATENCY GRAPH`: the events of a kind as a drawing of characters.
    ///
    /// - Parameter event: The kind, such as `command` or `fork`.
    public func latencyGraph(_ event: String) async throws(ClientError) -> String {
        try await send(.latencyGraph(event))
    }

    /// `LATENCY HISTOGRAM`: how long commands take, by their name in small letters. Since Redis 7.0.
    ///
    /// - Parameter commands: The commands' names; empty for all that ran.
    public func latencyHistogram(_ commands: [String] = []) async throws(ClientError) -> [String: LatencyHistogram] {
        try await send(.latencyHistogram(commands))
    }

    /// `MEMORY USAGE`: how many bytes a key and its value take; nil if the key isn't there. Leaves out the key's share
    /// of the server's tables.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - samples: Of how many elements the size is taken, for the average of a large value; 0 for all, which costs
    ///     the server a pass over them. Default: the server's, 5.
    public func memoryUsage(_ key: some CommandArgument, samples: Int? = nil) async throws(ClientError) -> Int? {
        try await send(.memoryUsage(key, samples: samples))
    }

    /// `MEMORY STATS`: for what the server uses its memory.
    public func memoryStats() async throws(ClientError) -> MemoryStatistics {
        try await send(.memoryStats())
    }

    /// `MEMORY DOCTOR`: what the server finds wrong with its memory, in words.
    public func memoryDoctor() async throws(ClientError) -> String {
        try await send(.memoryDoctor())
    }

    /// `MEMORY PURGE`: gives memory that isn't used back to the operating system; in a cluster, of all primaries.
    public func memoryPurge() async throws(ClientError) {
        try await send(.memoryPurge())
    }

    /// `MEMORY MALLOC-STATS`: what the server's allocator says of itself.
    public func memoryMallocStats() async throws(ClientError) -> String {
        try await send(.memoryMallocStats())
    }
}
