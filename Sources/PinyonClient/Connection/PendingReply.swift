package import NIOCore

/// What a caller sends at once: a command, or several whose replies it wants together.
///
/// The commands of one batch stand next to each other on the connection, nobody else's between them.
package enum CommandBatch: Sendable {
    case one(CommandArguments)
    case several([CommandArguments])

    /// How many commands there are.
    package var count: Int {
        switch self {
        case .one: 1
        case .several(let commands): commands.count
        }
    }

    /// Whether the caller wants a list of replies.
    package var isSeveral: Bool {
        if case .several = self { true } else { false }
    }

    /// About how many bytes it takes on the wire.
    package var size: Int {
        switch self {
        case .one(let command): command.bytes.readableBytes
        case .several(let commands): commands.reduce(0) { $0 + $1.bytes.readableBytes }
        }
    }
}

/// The replies to a batch, as many as it has commands.
package enum Replies: Sendable {
    case one(RESPValue)
    case several([RESPValue])

    /// All replies in order.
    package var all: [RESPValue] {
        switch self {
        case .one(let reply): [reply]
        case .several(let replies): replies
        }
    }
}

/// What the connection has to see before a caller is done.
package enum Expectation: Sendable, Equatable {
    /// A reply to each command.
    case replies(Int)
    /// A confirmation for each channel, which comes as a push, or one error in place of all.
    case confirmations(kind: String, count: Int)
}

/// A caller that waits for replies. It is done once: by the replies, by an error, or because it left.
///
/// It holds its commands until they are written and no longer: what a peer takes and never answers costs no more than
/// this object, however large it was.
package final class PendingReply: Waiter<Replies>, @unchecked Sendable {  // It adds constants only.
    /// The bytes of a queue's room that a command takes beside its own: about what it takes to keep track of it.
    package static let overhead = 256

    package let deadline: NIODeadline
    /// When to give up if there is still no connection.
    package let connectDeadline: NIODeadline
    /// About how many bytes its commands take on the wire.
    package let byteCount: Int
    /// What few callers want; nil for the others, so that what callers and event loop hand to each other is small.
    private let extra: Extra?
    private let count: Int32
    /// Whether the caller wants a list of replies.
    package let wantsList: Bool

    private final class Extra: Sendable {
        let expectation: Expectation?
        let channels: [ByteBuffer]
        let onReplies: (@Sendable (Replies) -> Void)?

        init(
            _ expectation: Expectation?, _ channels: [ByteBuffer], _ onReplies: (@Sendable (Replies) -> Void)?
        ) {
            self.expectation = expectation
            self.channels = channels
            self.onReplies = onReplies
        }
    }

    package init(
        _ batch: CommandBatch, expecting expectation: Expectation? = nil, deadline: NIODeadline,
        connectDeadline: NIODeadline, onReplies: (@Sendable (Replies) -> Void)? = nil
    ) {
        self.deadline = deadline
        self.connectDeadline = min(deadline, connectDeadline)
        byteCount = batch.size
        count = Int32(clamping: batch.count)
        wantsList = batch.isSeveral
        extra =
            expectation == nil && onReplies == nil
            ? nil : Extra(expectation, Self.channels(of: batch, expectation), onReplies)
        super.init(carrying: batch)
    }

    private static func channels(of batch: CommandBatch, _ expectation: Expectation?) -> [ByteBuffer] {
        guard case .confirmations? = expectation, case .one(let command) = batch else { return [] }
        return Array(command.words.dropFirst())
    }

    /// How many commands it has.
    package var commandCount: Int { Int(count) }
    /// What the connection has to see before the caller is done.
    package var expectation: Expectation { extra?.expectation ?? .replies(commandCount) }
    /// The channels that are to be confirmed, in their order; empty if replies are waited for.
    package var channels: [ByteBuffer] { extra?.channels ?? [] }
    /// Is told of the replies on the event loop, in order with everything else that comes on the connection, even if
    /// the caller has left by then.
    package var onReplies: (@Sendable (Replies) -> Void)? { extra?.onReplies }

    /// The part of a queue's room that it takes.
    package var size: Int { byteCount + Self.overhead * commandCount }

    /// Whether its bytes were handed to a connection, so that a server may have seen them.
    package var wasWritten: Bool { isMarked }

    /// Notes that its bytes are about to be written.
    ///
    /// - Returns: what to write; nil if nobody waits any more, so that it needn't be written.
    package func beginWriting() -> CommandBatch? { mark() }
}
