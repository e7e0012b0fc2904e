internal import DequeModule
package import NIOCore

/// Who waits for the next replies of a connection, in the order in which their commands were written.
///
/// A caller that left keeps its place, so that its reply is thrown away and the next one goes to the next caller.
package struct ReplyQueueStateMachine {
    private struct Entry {
        let pending: PendingReply
        let sent: NIODeadline
        /// Replies or confirmations that are still to come.
        var missing: Int
    }

    /// What to do with a reply.
    package enum Received {
        /// It was the caller's last; these are all.
        case complete(PendingReply, Replies)
        /// An error stands in place of all confirmations.
        case refused(PendingReply, RESPValue)
        /// The caller waits for more.
        case incomplete
        /// Nobody waits: the peer has lost count, or we have.
        case unsolicited
    }

    private var entries: Deque<Entry> = []
    /// How many of the first are known to have left, so that nobody need look at them.
    private var settled = 0
    private var pace = ExpiryPace()
    /// What came for the first caller if it waits for several replies.
    private var collected: [RESPValue] = []
    package private(set) var lastProgress: NIODeadline

    package init(now: NIODeadline) {
        lastProgress = now
    }

    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count }
    /// How many entries were looked at so far to find those whose time is over.
    package var examined: Int { pace.examined }

    /// When the oldest command without a reply was written.
    package var oldestSent: NIODeadline? { entries.first?.sent }

    package mutating func sent(_ pending: PendingReply, now: NIODeadline) {
        let missing =
            switch pending.expectation {
            case .replies(let count), .confirmations(_, let count): count
            }
        entries.append(Entry(pending: pending, sent: now, missing: missing))
        pace.note(pending.deadline)
    }

    /// Notes that bytes came, so that the peer lives.
    package mutating func progressed(now: NIODeadline) {
        lastProgress = now
    }

    package mutating func received(_ reply: RESPValue) -> Received {
        guard var first = entries.popFirst() else { return .unsolicited }
        if case .confirmations = first.pending.expectation {
            leftFront()
            return .refused(first.pending, reply)
        }
        if first.missing == 1, collected.isEmpty {
            leftFront()
            return .complete(first.pending, first.pending.batch.isSeveral ? .several([reply]) : .one(reply))
        }
        collected.append(reply)
        first.missing -= 1
        guard first.missing == 0 else {
            entries.prepend(first)
            return .incomplete
        }
        leftFront()
        defer { collected = [] }
        return .complete(first.pending, .several(collected))
    }

    /// Takes a push that confirms a subscription.
    ///
    /// - Returns: the caller, if it was the last one it waited for.
    package mutating func confirmed(kind: String) -> PendingReply? {
        guard var first = entries.first, case .confirmations(kind, _) = first.pending.expectation else { return nil }
        first.missing -= 1
        guard first.missing == 0 else {
            entries[entries.startIndex] = first
            return nil
        }
        entries.removeFirst()
        leftFront()
        return first.pending
    }

    /// Notes that the first entry is gone.
    private mutating func leftFront() {
        if settled > 0 { settled -= 1 }
    }

    /// Those whose time is over, and when to look again; see ``ExpiryPace``. They keep their places.
    package mutating func expired(now: NIODeadline) -> (expired: [PendingReply], next: NIODeadline?) {
        guard pace.isDue(now: now) else { return ([], entries.isEmpty ? nil : pace.next) }
        var expired: [PendingReply] = []
        var next: NIODeadline?
        let start = settled
        var isFront = true
        for index in start..<entries.count {
            let pending = entries[index].pending
            if pending.isFinished {
                if isFront { settled += 1 }
                continue
            }
            isFront = false
            if pending.deadline <= now {
                expired.append(pending)
            } else {
                next = min(next ?? pending.deadline, pending.deadline)
            }
        }
        pace.looked(at: entries.count - start, now: now, earliest: next)
        return (expired, next.map { _ in pace.next })
    }

    /// Everybody who waits, when the connection is gone.
    package mutating func removeAll() -> [PendingReply] {
        defer { entries.removeAll() }
        settled = 0
        collected = []
        return entries.map(\.pending)
    }
}

extension CommandBatch {
    /// Whether the caller wants a list of replies.
    var isSeveral: Bool {
        if case .several = self { true } else { false }
    }
}
