// Generated from Sources/PinyonClient/Commands/PubSub/ by: swift run --package-path Checks generate-commands

extension CommandSender {
    /// Publishes a message on a channel, and returns how many subscribers of that node got it; in a cluster, those of
    /// other nodes get it, too, and aren't counted.
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - message: The message.
    @discardableResult
    public func publish(
        _ channel: some CommandArgument, _ message: some CommandArgument
    ) async throws(ClientError) -> Int {
        try await send(.publish(channel, message))
    }

    /// Publishes a message on a shard channel, and returns how many subscribers got it. In a cluster it stays within
    /// the shard that serves the channel's slot. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - message: The message.
    @discardableResult
    public func spublish(
        _ channel: some CommandArgument, _ message: some CommandArgument
    ) async throws(ClientError) -> Int {
        try await send(.spublish(channel, message))
    }

    /// The channels that have subscribers on the node.
    ///
    /// - Parameter pattern: A glob pattern of channels. Default: all.
    public func pubsubChannels(_ pattern: String? = nil) async throws(ClientError) -> [String] {
        try await send(.pubsubChannels(pattern))
    }

    /// How many subscribers channels have on the node. Those of patterns aren't counted.
    public func pubsubNumsub(_ channels: [String]) async throws(ClientError) -> [String: Int] {
        try await send(.pubsubNumsub(channels))
    }

    /// How many patterns of channels have subscribers on the node.
    public func pubsubNumpat() async throws(ClientError) -> Int {
        try await send(.pubsubNumpat())
    }

    /// The shard channels that have subscribers on the node. Since Redis 7.0.
    ///
    /// - Parameter pattern: A glob pattern of channels. Default: all.
    public func pubsubShardchannels(_ pattern: String? = nil) async throws(ClientError) -> [String] {
        try await send(.pubsubShardchannels(pattern))
    }

    /// How many subscribers shard channels have on the node. Since Redis 7.0.
    public func pubsubShardnumsub(_ channels: [String]) async throws(ClientError) -> [String: Int] {
        try await send(.pubsubShardnumsub(channels))
    }
}
