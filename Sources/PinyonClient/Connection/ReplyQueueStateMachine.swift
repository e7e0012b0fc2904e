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

        /// Whether a channel is the next to be confirmed; what names none counts.
        func awaits(_ channel: ByteBuffer?) -> Bool {
            let index = pending.channels.count - missing
            guard let channel, pending.channels.indices.contains(index) else { return true }
            return pending.channels[index] == channel
        }

        /// The slot of the shard channels that it is about; nil if it is about anything else.
        var slot: HashSlot? {
            guard case .confirmations(let kind, _) = pending.expectation, kind == "ssubscribe" || kind == "sunsubscribe"
            else { return nil }
            return pending.channels.first.map { HashSlot(key: $0) }
        }
    }

    /// What to do with a reply.
    package enum Received {
        /// It was the caller's last; these are all.
        case complete(PendingReply, Replies)
        /// An error stands in place of all confirmations.
        case refused(PendingReply, RESPValue)
        /// The caller waits for more.
        case incomplete
        /// An error that answers a command whose caller is done already.
        case late
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
    /// How many commands are written and not answered, those of a pipeline one by one.
    package private(set) var unansweredCount = 0
    /// Their bytes. Of one caller's no more than half of the limit count, because one may send as much as it likes.
    package private(set) var unansweredBytes = 0
    /// How much callers that have left may leave behind.
    private let limits: QueueLimits
    /// The slots of shard channels that were unsubscribed from.
    private var leftSlots: Set<HashSlot> = []

    /// A queue of nobody.
    ///
    /// - Parameters:
    ///   - now: When the connection began.
    ///   - limits: How much callers that have left may leave behind.
    package init(now: NIODeadline, limits: QueueLimits = QueueLimits()) {
        lastProgress = now
        self.limits = limits
    }

    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count }
    /// How many entries were looked at so far to find those whose time is over.
    package var examined: Int { pace.examined }

    /// When the oldest command without a reply was written.
    package var oldestSent: NIODeadline? { entries.first?.sent }

    /// When the oldest command has waited for too long without a byte; nil if none waits.
    ///
    /// - Parameters:
    ///   - limit: How long commands may wait so.
    ///   - usual: The time of commands that have no limit of their own. A command with more than that keeps the server
    ///     busy for long, as its caller knows: nothing need come before its time is over, even if the caller has left.
    package func stall(after limit: TimeAmount, usual: TimeAmount) -> NIODeadline? {
        guard let oldest = entries.first else { return nil }
        let end = max(oldest.sent, lastProgress) + limit
        let deadline = oldest.pending.deadline
        guard deadline > oldest.sent + usual, deadline < .distantFuture else { return end }
        return max(end, deadline + limit)
    }

    /// Whether so much is unanswered that it is worth a look how much of it belongs to callers that have left.
    package var owesMuch: Bool { unansweredCount > limits.commands || unansweredBytes > limits.bytes }

    /// Whether callers that have left leave too much behind.
    ///
    /// - Parameters:
    ///   - count: How many commands have callers that wait.
    ///   - bytes: The bytes of those.
    package func owesTooMuch(beside count: Int, bytes: Int) -> Bool {
        unansweredCount - count > limits.commands || unansweredBytes - bytes > limits.bytes
    }

    package mutating func sent(_ pending: PendingReply, now: NIODeadline) {
        let missing =
            switch pending.expectation {
            case .replies(let count), .confirmations(_, let count): count
            }
        entries.append(Entry(pending: pending, sent: now, missing: missing))
        unansweredCount += pending.commandCount
        unansweredBytes += countedBytes(of: pending)
        pace.note(pending.deadline)
    }

    private func countedBytes(of pending: PendingReply) -> Int { min(pending.byteCount, limits.bytes / 2) }

    /// Notes that bytes came, so that the peer lives.
    package mutating func progressed(now: NIODeadline) {
        lastProgress = now
    }

    package mutating func received(_ reply: RESPValue) -> Received {
        if !leftSlots.isEmpty, isLate(reply) { return .late }
        guard var first = entries.popFirst() else { return .unsolicited }
        if case .confirmations = first.pending.expectation {
            leftFront(first.pending)
            return .refused(first.pending, reply)
        }
        if first.missing == 1, collected.isEmpty {
            leftFront(first.pending)
            return .complete(first.pending, first.pending.wantsList ? .several([reply]) : .one(reply))
        }
        collected.append(reply)
        first.missing -= 1
        guard first.missing == 0 else {
            entries.prepend(first)
            return .incomplete
        }
        leftFront(first.pending)
        defer { collected = [] }
        return .complete(first.pending, .several(collected))
    }

    /// Whether an error is the second answer to an unsubscription from shard channels, and so nobody's.
    ///
    /// When their slot leaves the server, it withdraws them with the message that also confirms an unsubscription. One
    /// that is under way then is settled by that message, and answered with an error all the same.
    private func isLate(_ reply: RESPValue) -> Bool {
        guard case .error(let error) = reply.unattributed else { return false }
        switch ServerErrorMeaning(error) {
        case .moved(let slot, _, _): return leftSlots.contains(slot) && entries.first?.slot != slot
        case .clusterDown: return entries.first?.slot == nil
        default: return false
        }
    }

    /// Takes a push that confirms a subscription. Servers confirm the channels of a command one after the other.
    ///
    /// - Parameters:
    ///   - kind: What it confirms.
    ///   - channel: The channel that it names; nil if it names none.
    /// - Returns: the caller, if it was the last one it waited for.
    package mutating func confirmed(
        kind: String, channel: @autoclosure () -> ByteBuffer? = nil
    ) -> PendingReply? {
        guard var first = entries.first, case .confirmations(kind, _) = first.pending.expectation,
            first.awaits(channel())
        else { return nil }
        first.missing -= 1
        guard first.missing == 0 else {
            entries[entries.startIndex] = first
            return nil
        }
        entries.removeFirst()
        leftFront(first.pending)
        if kind == "sunsubscribe", let slot = first.slot { leftSlots.insert(slot) }
        return first.pending
    }

    /// Takes out who waits for the next reply, because that can't be read.
    package mutating func removeOldest() -> PendingReply? {
        guard let first = entries.popFirst() else { return nil }
        leftFront(first.pending)
        collected = []
        return first.pending
    }

    /// Notes that the first entry is gone.
    private mutating func leftFront(_ pending: PendingReply) {
        unansweredCount -= pending.commandCount
        unansweredBytes -= countedBytes(of: pending)
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
        unansweredCount = 0
        unansweredBytes = 0
        collected = []
        return entries.map(\.pending)
    }
}
