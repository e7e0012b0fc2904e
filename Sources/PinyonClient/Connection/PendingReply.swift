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
package final class PendingReply: Waiter<Replies>, @unchecked Sendable {  // It adds constants only.
    package let batch: CommandBatch
    package let expectation: Expectation
    package let deadline: NIODeadline
    /// When to give up if there is still no connection.
    package let connectDeadline: NIODeadline
    /// The part of the queue's room that it takes.
    package let size: Int
    /// Is told of the replies on the event loop, in order with everything else that comes on the connection, even if
    /// the caller has left by then.
    package let onReplies: (@Sendable (Replies) -> Void)?

    package init(
        _ batch: CommandBatch, expecting expectation: Expectation? = nil, deadline: NIODeadline,
        connectDeadline: NIODeadline, onReplies: (@Sendable (Replies) -> Void)? = nil
    ) {
        self.onReplies = onReplies
        self.batch = batch
        self.expectation = expectation ?? .replies(batch.count)
        self.deadline = deadline
        self.connectDeadline = min(deadline, connectDeadline)
        size = batch.size
    }

    /// Whether its bytes were handed to a connection, so that a server may have seen them.
    package var wasWritten: Bool { isMarked }

    /// Notes that its bytes are about to be written.
    ///
    /// - Returns: whether somebody still waits; if not, it needn't be written.
    package func beginWriting() -> Bool { mark() }
}
