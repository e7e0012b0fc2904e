/// Decides what becomes of a command after each answer: done, or once more, when and where.
///
/// It never repeats a command that may have run, unless that does no harm.
package struct RetryStateMachine {
    /// What to do with the answer.
    package enum Decision: Equatable {
        /// The caller gets it.
        case deliver
        /// The same command again.
        case retry(Retry)
    }

    package struct Retry: Equatable {
        /// How long to wait before.
        package var delay: Duration
        package var target: Target
    }

    package enum Target: Equatable {
        /// Where the topology says by then.
        case topology
        /// A node that the server named; the host is empty if it is that of the node that answered.
        case node(slot: HashSlot, host: String, port: Int)
        /// The same, with the permission to ask it this once.
        case asking(slot: HashSlot, host: String, port: Int)
        /// The primary, after a replica could not answer.
        case primary
    }

    /// How often nodes may refer to each other before that is taken for a loop.
    package static let redirectLimit = 5

    /// Whether the command may run twice.
    package let isRepeatable: Bool
    /// Whether there may be another node to ask, so that waiting for it makes sense.
    package let hasOtherNodes: Bool
    /// A random number from 0 to 1, for pauses.
    package let fraction: @Sendable () -> Double
    package private(set) var redirects = 0
    private var pauses = 0
    private var brokenConnections = 0
    private var wasUnreadable = false
    private var busyReplicas = 0
    private var wasReadOnly = false

    package init(
        isRepeatable: Bool, hasOtherNodes: Bool,
        fraction: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.isRepeatable = isRepeatable
        self.hasOtherNodes = hasOtherNodes
        self.fraction = fraction
    }

    /// What to do with an error that a server answered with.
    package mutating func decide(_ error: ServerErrorMeaning, answeredByReplica: Bool) -> Decision {
        switch error {
        case .moved(let slot, let host, let port):
            return follow(host.map { .node(slot: slot, host: $0, port: port) })
        case .ask(let slot, let host, let port):
            return follow(host.map { .asking(slot: slot, host: $0, port: port) })
        case .tryAgain:
            // Keys are on their way from node to node: being sent there and back meanwhile is no loop.
            redirects = 0
            return .retry(Retry(delay: pause(from: 5, to: 50), target: .topology))
        case .clusterDown:
            return .retry(Retry(delay: pause(from: 10, to: 200), target: .topology))
        case .readOnly:
            guard hasOtherNodes else { return retryOnceOnNewConnection() }
            return .retry(Retry(delay: pause(from: 5, to: 200), target: .topology))
        case .busy:
            guard answeredByReplica, busyReplicas < 2 else {
                return .retry(Retry(delay: pause(from: 10, to: 500), target: .topology))
            }
            // Another replica, as the one that answered is passed over now, and then the primary.
            busyReplicas += 1
            return .retry(Retry(delay: .zero, target: busyReplicas == 1 ? .topology : .primary))
        case .redirect, .notPermitted, .surface:
            return .deliver
        }
    }

    /// What to do when there was no reply.
    ///
    /// - Parameters:
    ///   - error: Why.
    ///   - isReplica: Whether it was a replica that was asked, so that the primary may do better.
    package mutating func decide(_ error: ClientError, fromReplica isReplica: Bool = false) -> Decision {
        switch error.code {
        case .connectionClosed:
            return retryAfterBreak(error)
        case .protocolViolation:
            // What can't be read twice will never be, and each attempt ends a connection that others share.
            guard !wasUnreadable else { return .deliver }
            let decision = retryAfterBreak(error)
            wasUnreadable = decision != .deliver
            return decision
        case .connectionFailed where isReplica:
            return .retry(Retry(delay: .zero, target: .primary))
        case .connectionFailed where hasOtherNodes:
            return .retry(Retry(delay: pause(from: 10, to: 200), target: .topology))
        default:
            return .deliver
        }
    }

    private mutating func retryAfterBreak(_ error: ClientError) -> Decision {
        guard !error.mayHaveRun || isRepeatable else { return .deliver }
        brokenConnections += 1
        // At once after the first time; a server that keeps breaking connections isn't rushed.
        let delay = brokenConnections == 1 ? .zero : pause(from: 5, to: 200)
        return .retry(Retry(delay: delay, target: .topology))
    }

    /// Whether nodes have referred to each other too often.
    package var isLooping: Bool { redirects > Self.redirectLimit }

    /// - Parameter target: Where the node refers to; nil if it doesn't know the host.
    private mutating func follow(_ target: Target?) -> Decision {
        guard hasOtherNodes else { return .deliver }
        // Only the others know where; they are being asked meanwhile.
        guard let target else { return .retry(Retry(delay: pause(from: 10, to: 200), target: .topology)) }
        redirects += 1
        return redirects <= Self.redirectLimit ? .retry(Retry(delay: .zero, target: target)) : .deliver
    }

    /// A server behind a name may have been replaced, and only new connections reach the new one.
    private mutating func retryOnceOnNewConnection() -> Decision {
        defer { wasReadOnly = true }
        return wasReadOnly ? .deliver : .retry(Retry(delay: .zero, target: .topology))
    }

    /// A pause that grows from one time to the next, with a random part.
    private mutating func pause(from least: Int, to most: Int) -> Duration {
        pauses += 1
        let bound = min(most, least << min(pauses, 10))
        return .microseconds(Int(Double(least * 1000) + Double((bound - least) * 1000) * fraction()))
    }
}
