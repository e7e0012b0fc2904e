public import NIOCore

/// What a subscription delivers.
public enum SubscriptionEvent: Sendable, Equatable {
    /// A message was published.
    case message(SubscriptionMessage)
    /// Messages may have been lost here. Delivery is at most once: what is published while the connection is down, or
    /// faster than the subscriber reads, doesn't come again.
    case gap(SubscriptionGap)
}

/// A message that was published to a channel.
public struct SubscriptionMessage: Sendable, Equatable {
    /// The channel it was published to.
    public let channel: String
    /// The pattern that matched the channel, if the subscription is to a pattern.
    public let pattern: String?
    /// What was published.
    public let payload: ByteBuffer

    /// What was published, as UTF-8 text; bytes that aren't are replaced.
    public var text: String { String(buffer: payload) }
}

/// Why messages may be missing.
public enum SubscriptionGap: Sendable, Equatable {
    /// The connection broke, and the channels were subscribed to again on a new one.
    case reconnected
    /// The channel moved to another node.
    case moved
    /// The subscriber read too slowly, and so many messages were dropped.
    case overflow(dropped: Int)
}

/// What a subscription is to.
public struct SubscriptionTarget: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        case channel
        case pattern
        case shard

        var subscribe: String {
            switch self {
            case .channel: "SUBSCRIBE"
            case .pattern: "PSUBSCRIBE"
            case .shard: "SSUBSCRIBE"
            }
        }

        var unsubscribe: String {
            switch self {
            case .channel: "UNSUBSCRIBE"
            case .pattern: "PUNSUBSCRIBE"
            case .shard: "SUNSUBSCRIBE"
            }
        }
    }

    package let kind: Kind
    package let name: String

    /// A channel. In a cluster its messages reach all nodes.
    public static func channel(_ name: String) -> SubscriptionTarget { .init(kind: .channel, name: name) }

    /// All channels that match a glob pattern, such as `news.*`.
    public static func pattern(_ pattern: String) -> SubscriptionTarget { .init(kind: .pattern, name: pattern) }

    /// A channel of sharded publishing (Redis 7.0, Valkey 7.2), whose messages stay within the shard of its slot.
    public static func shard(_ name: String) -> SubscriptionTarget { .init(kind: .shard, name: name) }

    /// The kind and the name.
    public var description: String { "\(kind) \(name)" }
}

/// What becomes of messages that come faster than they are read.
public struct SubscriptionBuffering: Sendable, Hashable {
    /// The most messages that wait for the subscriber. Default: 1,000.
    public var messages: Int
    /// The most bytes of such messages. Default: 16 MiB.
    public var bytes: Int
    /// Whether the oldest messages give way; otherwise the newest are dropped. Either way the subscriber is told with
    /// ``SubscriptionGap/overflow(dropped:)``. Default: the oldest.
    public var dropsOldest: Bool

    /// A buffer; what isn't named has its default.
    ///
    /// - Parameters:
    ///   - messages: The most messages that wait for the subscriber.
    ///   - bytes: The most bytes of such messages.
    ///   - dropsOldest: Whether the oldest messages give way.
    public init(messages: Int = 1_000, bytes: Int = 16 << 20, dropsOldest: Bool = true) {
        self.messages = max(1, messages)
        self.bytes = bytes
        self.dropsOldest = dropsOldest
    }
}
