internal import DequeModule
package import NIOCore

/// What callers have handed in and no connection has taken yet, and how much room all unfinished callers take.
///
/// Room is counted from the call to its end, so that commands that wait for replies of a frozen server count too.
package struct OutboxStateMachine {
    /// What to do after a command was handed in.
    package struct Enqueued {
        /// Nobody has been told yet to look at the queue.
        package var wake: Bool
        /// A connection is wanted.
        package var connect: Bool
    }

    package enum Phase {
        /// No connection, and nobody has asked for one.
        case idle
        /// A connection is being made, or waited for.
        case connecting
        case connected
        case closed(ClientError)
    }

    package private(set) var phase = Phase.idle
    /// How many commands have callers that wait, those of a pipeline one by one.
    package private(set) var unfinishedCount = 0
    /// The room that they take: see ``PendingReply/size``.
    package private(set) var unfinishedBytes = 0
    private var queue: Deque<PendingReply> = []
    /// Whether somebody is going to look at the queue without being told.
    package private(set) var isAwake = false
    /// When at the latest; nil if that is at once.
    private var nextLook: NIODeadline?
    private var pace = ExpiryPace()
    /// How many commands are gathered before anybody is told; see ``NagleRule``.
    private var gathers = 0
    /// Until then at the latest somebody looks at what is gathered. What has less time isn't.
    private var gathersUntil = NIODeadline.distantFuture
    private let limits: QueueLimits

    package init(limits: QueueLimits) {
        self.limits = limits
    }

    package var isEmpty: Bool { queue.isEmpty }
    /// How many commands were looked at so far to find those whose time is over.
    package var examined: Int { pace.examined }

    package mutating func enqueue(_ pending: PendingReply) throws(ClientError) -> Enqueued {
        if case .closed(let error) = phase { throw error }
        // Nothing would ever answer it, and the replies of those behind it would go astray.
        guard pending.commandCount > 0 else { throw ClientError(.invalidArgument, "there is no command to send") }
        guard hasRoom(for: pending) else { throw full() }
        queue.append(pending)
        unfinishedCount += pending.commandCount
        unfinishedBytes += pending.size
        if queue.count > 64, queue.count > 2 * unfinishedCount { queue.removeAll { $0.isFinished } }
        let deadline = isConnected ? pending.deadline : pending.connectDeadline
        pace.note(deadline)
        if !isAwake, isGathered(pending) { return Enqueued(wake: false, connect: false) }
        var result = Enqueued(wake: !isAwake || nextLook.map { deadline < $0 } ?? false, connect: false)
        if result.wake { nextLook = nil }
        isAwake = true
        if case .idle = phase {
            phase = .connecting
            result.connect = true
        }
        return result
    }

    /// Whether a command that was just put into the queue waits there for others.
    private func isGathered(_ pending: PendingReply) -> Bool {
        queue.count < gathers && mayWait(pending)
    }

    private func isUrgent(_ pending: PendingReply) -> Bool { !mayWait(pending) && !pending.isFinished }

    private func mayWait(_ pending: PendingReply) -> Bool {
        pending.byteCount <= NagleRule.largestCommand && pending.deadline >= gathersUntil
    }

    /// Gathers no more than so many commands.
    ///
    /// - Returns: whether there are as many.
    package mutating func gather(atMost count: Int) -> Bool {
        gathers = min(gathers, count)
        return queue.count >= gathers
    }

    /// Whether so many commands wait to be taken.
    package func holds(_ count: Int) -> Bool { queue.count >= count }

    private func hasRoom(for pending: PendingReply) -> Bool {
        // What is larger than the limits would otherwise never have any.
        guard unfinishedCount > 0 else { return true }
        return unfinishedCount + pending.commandCount <= limits.commands
            && unfinishedBytes + pending.size <= limits.bytes
    }

    /// Notes that a command's caller is done.
    package mutating func release(_ pending: PendingReply) {
        unfinishedCount -= pending.commandCount
        unfinishedBytes -= pending.size
    }

    /// Takes back that a command's caller was done.
    package mutating func occupy(_ pending: PendingReply) {
        unfinishedCount += pending.commandCount
        unfinishedBytes += pending.size
    }

    /// The next commands for the connection, about as many as fit into some bytes, or as the rule says.
    ///
    /// Those that are left by the rule, and those that come afterwards, are gathered. All in one step: callers hand in
    /// commands all the time, and whoever finds the queue taken and nothing gathered wakes the event loop.
    ///
    /// - Parameters:
    ///   - bytes: How much to take; 0 for nothing.
    ///   - batch: Where they are added.
    ///   - rule: How many are taken, and how many gathered before anybody is told. Default: all, and none.
    ///   - unanswered: How many callers' commands were written before and aren't answered.
    ///   - deadline: When the queue is looked at in any case. What has less time than that, or than those that are
    ///     taken, isn't left or gathered.
    /// - Returns: whether there are more that don't wait for anything.
    package mutating func take(
        upTo bytes: Int, into batch: inout [PendingReply], gathering rule: NagleRule = NagleRule(),
        beside unanswered: Int = 0, until deadline: NIODeadline = .distantFuture
    ) -> Bool {
        isAwake = false
        nextLook = nil
        gathers = 0
        guard case .connected = phase else { return false }
        let most = rule.batch(of: queue.count, beside: unanswered)
        var taken = 0
        gathersUntil = deadline
        while taken < bytes, batch.count < most, let next = queue.popFirst() {
            batch.append(next)
            taken += next.byteCount
            gathersUntil = min(gathersUntil, next.deadline)
        }
        // No more are left than were taken, so that the look at all of them costs no more than taking them.
        guard queue.isEmpty || batch.count == most && !queue.contains(where: isUrgent) else {
            isAwake = true
            return true
        }
        gathers = rule.gathers(beside: unanswered + batch.count, and: queue.count)
        return false
    }

    /// Those in the queue whose time is over, removed from it, and the time when to look again: until then nobody is
    /// woken for those who come later and have more time. See ``ExpiryPace``.
    package mutating func expire(now: NIODeadline) -> (expired: [PendingReply], next: NIODeadline?) {
        let expired = pace.isDue(now: now) ? removeExpired(now: now) : []
        let next = queue.isEmpty ? nil : pace.next
        if !isAwake, queue.count < gathers {
            // What is gathered waits on, until somebody looks again.
            gathersUntil = next ?? .distantFuture
        } else {
            isAwake = !queue.isEmpty
            nextLook = next
        }
        return (expired, next)
    }

    private mutating func removeExpired(now: NIODeadline) -> [PendingReply] {
        let isConnected = isConnected
        let count = queue.count
        var expired: [PendingReply] = []
        var next: NIODeadline?
        queue.removeAll { pending in
            if pending.isFinished { return true }
            let deadline = isConnected ? pending.deadline : pending.connectDeadline
            if deadline <= now {
                expired.append(pending)
                return true
            }
            next = min(next ?? deadline, deadline)
            return false
        }
        pace.looked(at: count, now: now, earliest: next)
        return expired
    }

    private var isConnected: Bool {
        if case .connected = phase { true } else { false }
    }

    package mutating func connected() {
        if case .closed = phase { return }
        phase = .connected
    }

    /// Notes that the connection is gone.
    ///
    /// - Parameter wanted: Whether a new one is wanted even if nobody waits.
    /// - Returns: whether to make a new one.
    package mutating func disconnected(wanted: Bool) -> Bool {
        guard case .connected = phase else { return false }
        gathers = 0
        // Those who are left wait for a connection now, and for that they have less time.
        pace.forget()
        phase = wanted || !queue.isEmpty ? .connecting : .idle
        if case .connecting = phase { return true }
        return false
    }

    /// Asks for a connection although nobody waits.
    package mutating func wantConnection() -> Bool {
        guard case .idle = phase else { return false }
        phase = .connecting
        return true
    }

    /// Gives up making connections until somebody asks again.
    package mutating func rest() {
        if case .connecting = phase { phase = .idle }
    }

    /// Ends it for good, and hands out everybody who waits: no connection has ever had their commands.
    package mutating func close(_ error: ClientError) -> [PendingReply] {
        phase = .closed(error.about(written: false))
        return removeAll()
    }

    /// Everybody who waits for a connection while there is none.
    package mutating func removeUnconnected() -> [PendingReply] {
        if case .connected = phase { return [] }
        return removeAll()
    }

    /// Everybody who waits for a connection.
    package mutating func removeAll() -> [PendingReply] {
        defer {
            queue.removeAll()
            isAwake = false
            nextLook = nil
            gathers = 0
        }
        return Array(queue)
    }

    private func full() -> ClientError {
        ClientError(
            .queueFull,
            """
            \(unfinishedCount) commands are waiting already and take \(unfinishedBytes) bytes (the limits are \
            \(limits.commands) and \(limits.bytes)): send less at a time, or see why the server is slow
            """
        )
    }
}

/// How much may wait for one lane of one node before calls fail at once.
public struct QueueLimits: Sendable, Hashable {
    /// The most commands, waiting to be sent or for their replies; those of a pipeline count one by one. A single
    /// pipeline may have more. Default: 100,000.
    ///
    /// Commands whose callers have left count no more. When so many of them, but at least 10,000, still wait for their
    /// replies on one connection, that is given up.
    public var commands: Int
    /// The most bytes of such commands, with 256 more for each: about what it takes to keep track of it. A single
    /// command or pipeline may be larger. Default: 64 MiB.
    ///
    /// The same of commands whose callers have left, but at least 64 MiB, is the most that may have been sent on one
    /// connection and not been answered. Those bytes take no memory any more.
    public var bytes: Int

    /// Limits; what isn't named has its default.
    ///
    /// - Parameters:
    ///   - commands: The most commands.
    ///   - bytes: The most bytes of such commands.
    public init(commands: Int = 100_000, bytes: Int = 64 << 20) {
        self.commands = commands
        self.bytes = bytes
    }
}
