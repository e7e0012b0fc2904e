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

    package let expectation: Expectation
    package let deadline: NIODeadline
    /// When to give up if there is still no connection.
    package let connectDeadline: NIODeadline
    /// How many commands it has.
    package let commandCount: Int
    /// About how many bytes they take on the wire.
    package let byteCount: Int
    /// Whether the caller wants a list of replies.
    package let wantsList: Bool
    /// The channels that are to be confirmed, in their order; empty if replies are waited for.
    package let channels: [ByteBuffer]
    /// Is told of the replies on the event loop, in order with everything else that comes on the connection, even if
    /// the caller has left by then.
    package let onReplies: (@Sendable (Replies) -> Void)?

    package init(
        _ batch: CommandBatch, expecting expectation: Expectation? = nil, deadline: NIODeadline,
        connectDeadline: NIODeadline, onReplies: (@Sendable (Replies) -> Void)? = nil
    ) {
        self.onReplies = onReplies
        self.expectation = expectation ?? .replies(batch.count)
        self.deadline = deadline
        self.connectDeadline = min(deadline, connectDeadline)
        commandCount = batch.count
        byteCount = batch.size
        wantsList = batch.isSeveral
        channels = PendingReply.channels(of: batch, expectation)
        super.init(carrying: batch)
    }

    private static func channels(of batch: CommandBatch, _ expectation: Expectation?) -> [ByteBuffer] {
        guard case .confirmations? = expectation, case .one(let command) = batch else { return [] }
        return Array(command.words.dropFirst())
    }

    /// The part of a queue's room that it takes.
    package var size: Int { byteCount + Self.overhead * commandCount }

    /// Whether its bytes were handed to a connection, so that a server may have seen them.
    package var wasWritten: Bool { isMarked }

    /// Notes that its bytes are about to be written.
    ///
    /// - Returns: what to write; nil if nobody waits any more, so that it needn't be written.
    package func beginWriting() -> CommandBatch? { mark() }
}
