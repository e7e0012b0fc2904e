extension Command {
    // The result is often of no use.
    /// Publishes a message on a channel, and returns how many subscribers of that node got it; in a cluster, those of
    /// other nodes get it, too, and aren't counted.
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - message: The message.
    public static func publish(_ channel: some CommandArgument, _ message: some CommandArgument) -> Command
    where Response == Int {
        Command(.publish) { $0.appendWords(channel, message) }
    }

    // The result is often of no use.
    /// Publishes a message on a shard channel, and returns how many subscribers got it. In a cluster it stays within
    /// the shard that serves the channel's slot. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - message: The message.
    public static func spublish(_ channel: some CommandArgument, _ message: some CommandArgument) -> Command
    where Response == Int {
        Command(.spublish) { $0.appendWords(channel, message) }
    }

    /// The channels that have subscribers on the node.
    ///
    /// - Parameter pattern: A glob pattern of channels. Default: all.
    public static func pubsubChannels(_ pattern: String? = nil) -> Command where Response == [String] {
        Command(.pubsubChannels) { if let pattern { $0.append(pattern) } }
    }

    /// How many subscribers channels have on the node. Those of patterns aren't counted.
    public static func pubsubNumsub(_ channels: [String]) -> Command where Response == [String: Int] {
        Command(.pubsubNumsub) { $0.append(channels) }
    }

    /// How many patterns of channels have subscribers on the node.
    public static func pubsubNumpat() -> Command where Response == Int { Command(.pubsubNumpat) }

    /// The shard channels that have subscribers on the node. Since Redis 7.0.
    ///
    /// - Parameter pattern: A glob pattern of channels. Default: all.
    public static func pubsubShardchannels(_ pattern: String? = nil) -> Command where Response == [String] {
        Command(.pubsubShardchannels) { if let pattern { $0.append(pattern) } }
    }

    /// How many subscribers shard channels have on the node. Since Redis 7.0.
    public static func pubsubShardnumsub(_ channels: [String]) -> Command where Response == [String: Int] {
        Command(.pubsubShardnumsub) { $0.append(channels) }
    }
}
