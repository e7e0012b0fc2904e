internal import NIOCore

/// What a server sends: the reply to the oldest command without one, or a message that answers none.
package enum RESPFrame: Sendable, Equatable {
    case reply(RESPValue)
    case push(RESPPush)
}

/// A message that a server sends by itself: a publication, an invalidation, a change of the server's state.
public struct RESPPush: Sendable, Equatable {
    /// What follows the kind.
    public var values: [RESPValue]
    /// What kind of message it is, such as `message` or `invalidate`; empty if it doesn't start with a text.
    public var kind: String

    /// A message from its elements, of which the first is the kind; nil if there are none.
    package init?(elements: [RESPValue]) {
        guard let first = elements.first else { return nil }
        switch first.unattributed {
        case .simpleString(let bytes), .bulkString(let bytes): kind = String(buffer: bytes)
        default: kind = ""
        }
        values = elements
        values.removeFirst()
    }
}

extension RESPPush {
    /// The message in a reply of a RESP2 connection that subscribes, where messages come as arrays; nil if the reply is
    /// the answer to a command.
    package init?(subscriberReply reply: RESPValue) {
        guard case .array(let elements) = reply, elements.count >= 3, let push = RESPPush(elements: elements),
            Self.subscriberKinds.contains(push.kind)
        else { return nil }
        self = push
    }

    private static let subscriberKinds: Set = [
        "message", "pmessage", "smessage", "subscribe", "psubscribe", "ssubscribe", "unsubscribe", "punsubscribe",
        "sunsubscribe",
    ]
}
