extension CommandTraits {
    package static let psubscribe = CommandTraits("PSUBSCRIBE", .refused)
    package static let publish = CommandTraits("PUBLISH")
    package static let pubsubChannels = CommandTraits("PUBSUB CHANNELS", [.readOnly, .bulk])
    package static let pubsubNumpat = CommandTraits("PUBSUB NUMPAT", .readOnly)
    package static let pubsubNumsub = CommandTraits("PUBSUB NUMSUB", .readOnly)
    package static let pubsubShardchannels = CommandTraits("PUBSUB SHARDCHANNELS", [.readOnly, .bulk])
    package static let pubsubShardnumsub = CommandTraits("PUBSUB SHARDNUMSUB", .readOnly)
    package static let punsubscribe = CommandTraits("PUNSUBSCRIBE", .refused)
    /// A shard channel belongs to a slot, as a key does.
    package static let spublish = CommandTraits("SPUBLISH", keys: .first)
    package static let ssubscribe = CommandTraits("SSUBSCRIBE", keys: .all, .refused)
    package static let subscribe = CommandTraits("SUBSCRIBE", .refused)
    package static let sunsubscribe = CommandTraits("SUNSUBSCRIBE", keys: .all, .refused)
    package static let unsubscribe = CommandTraits("UNSUBSCRIBE", .refused)

    /// All commands of channels.
    package static let pubSub: [CommandTraits] = [
        psubscribe, publish, pubsubChannels, pubsubNumpat, pubsubNumsub, pubsubShardchannels, pubsubShardnumsub,
        punsubscribe, spublish, ssubscribe, subscribe, sunsubscribe, unsubscribe,
    ]
}
