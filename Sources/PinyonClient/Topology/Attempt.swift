internal import NIOCore

/// Where a command goes.
struct Route: Sendable {
    var slot: HashSlot?
    var access: Access
}

/// One of the attempts to carry out a command, and what is known from those before it.
struct Attempt {
    private(set) var call: Call
    private(set) var route: Route
    private(set) var target = RetryStateMachine.Target.topology
    /// When the first attempt began.
    let start: NIODeadline
    /// When this one began.
    private(set) var sentAt: NIODeadline
    var retry: RetryStateMachine
    /// The node that was asked last.
    var node: Node?
    private let times: CallTimes
    /// When the servers were last known to answer, if they don't now.
    private var failingSince: NIODeadline?

    init(call: Call, route: Route, times: CallTimes, retry: RetryStateMachine, start: NIODeadline) {
        self.call = call
        self.route = route
        self.times = times
        self.retry = retry
        self.start = start
        sentAt = start
    }

    /// Begins the next attempt, which may wait for a connection anew.
    mutating func begin(now: NIODeadline) {
        sentAt = now
        call.begin(now: now, times)
        call.connect(until: min(end, now + times.connect))
    }

    /// Until when to go on. A command without a time limit waits on a server, but not for one to come back.
    var end: NIODeadline {
        guard let failingSince else { return call.deadline }
        return min(call.deadline, failingSince + times.command)
    }

    /// Notes that a server answered.
    mutating func answered() {
        failingSince = nil
    }

    /// Notes that none could be talked to.
    mutating func failed() {
        failingSince = failingSince ?? sentAt
    }

    /// Whether the node has to be asked with a permission.
    var isAsking: Bool {
        if case .asking = target { true } else { false }
    }

    /// Goes on elsewhere.
    mutating func follow(_ next: RetryStateMachine.Target) {
        target = next
        // Whoever was sent to the primary stays there: replicas have had their chance.
        if next != .topology { route.access = .primary }
    }
}
