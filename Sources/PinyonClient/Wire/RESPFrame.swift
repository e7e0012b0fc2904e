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

    /// Whether it is of a kind that this client does something with.
    package var isKnown: Bool { Self.subscriberKinds.contains(kind) || TrackingEvent.kinds.contains(kind) }

    /// The kind if it is a word; a peer can make it anything, which logs needn't show.
    package var kindForLogs: String {
        let isWord = kind.utf8.count <= 40 && kind.allSatisfy { $0.isASCII && ($0.isLetter || "-_".contains($0)) }
        return isWord && !kind.isEmpty ? kind : "?"
    }

    private static let subscriberKinds: Set = [
        "message", "pmessage", "smessage", "subscribe", "psubscribe", "ssubscribe", "unsubscribe", "punsubscribe",
        "sunsubscribe",
    ]
}
