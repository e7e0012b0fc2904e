/// Makes sense of the replies to `MULTI`, the commands, and `EXEC`.
package struct TransactionReplies {
    /// What came of it.
    package enum Outcome {
        /// All ran; these are their replies, errors among them.
        case ran([RESPValue])
        /// A watched key had changed; nothing ran.
        case aborted
        /// Nothing ran, because of this.
        case refused(ServerError)
        /// `MULTI` was refused, so that the commands ran one by one, as far as they weren't refused too.
        case ranApart(ServerError)
        /// The replies are none that a transaction has.
        case unexpected(RESPDecodingError)
    }

    package let replies: [RESPValue]

    package init(replies: [RESPValue]) {
        self.replies = replies
    }

    /// What came of it.
    package var outcome: Outcome {
        guard let last = replies.last?.unattributed else {
            return .unexpected(RESPDecodingError(expected: "a transaction's replies", found: "none"))
        }
        if replies.count > 1, case .error(let error)? = replies.first?.unattributed {
            return replies.allSatisfy(\.isError) ? .refused(error) : .ranApart(error)
        }
        switch last {
        case .array(let results): return .ran(results)
        case .null: return .aborted
        case .error(let error): return .refused(cause ?? error)
        default: return .unexpected(RESPDecodingError(expected: "a transaction's results", found: last))
        }
    }

    /// The error for which a command was not queued, which says more than that `EXEC` was refused.
    private var cause: ServerError? {
        for reply in replies.dropLast() {
            if case .error(let error) = reply.unattributed { return error }
        }
        return nil
    }
}
