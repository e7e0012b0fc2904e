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
        /// A node that the server named; nil for a host that it doesn't know.
        case node(slot: HashSlot, host: String?, port: Int)
        /// The same, with the permission to ask it this once.
        case asking(slot: HashSlot, host: String?, port: Int)
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
    private var hasTurnedToPrimary = false

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
        case .moved(_, nil, _), .ask(_, nil, _):
            // Only the others know where; until they have been asked, there is nowhere to go.
            guard hasOtherNodes else { return .deliver }
            return .retry(Retry(delay: pause(from: 10, to: 200), target: .topology))
        case .moved(let slot, let host, let port):
            guard hasOtherNodes, redirect() else { return .deliver }
            return .retry(Retry(delay: .zero, target: .node(slot: slot, host: host, port: port)))
        case .ask(let slot, let host, let port):
            guard hasOtherNodes, redirect() else { return .deliver }
            return .retry(Retry(delay: .zero, target: .asking(slot: slot, host: host, port: port)))
        case .tryAgain:
            return .retry(Retry(delay: pause(from: 5, to: 50), target: .topology))
        case .clusterDown:
            return .retry(Retry(delay: pause(from: 10, to: 200), target: .topology))
        case .readOnly:
            guard hasOtherNodes else { return .deliver }
            return .retry(Retry(delay: pause(from: 5, to: 200), target: .topology))
        case .busy:
            if answeredByReplica, !hasTurnedToPrimary {
                hasTurnedToPrimary = true
                return .retry(Retry(delay: .zero, target: .primary))
            }
            return .retry(Retry(delay: pause(from: 10, to: 500), target: .topology))
        case .redirect, .notPermitted, .surface:
            return .deliver
        }
    }

    /// What to do when there was no reply.
    package mutating func decide(_ error: ClientError) -> Decision {
        switch error.code {
        case .connectionClosed, .protocolViolation:
            guard !error.mayHaveRun || isRepeatable else { return .deliver }
            brokenConnections += 1
            // At once after the first time; a server that keeps breaking connections isn't rushed.
            let delay = brokenConnections == 1 ? .zero : pause(from: 5, to: 200)
            return .retry(Retry(delay: delay, target: .topology))
        case .connectionFailed where hasOtherNodes:
            return .retry(Retry(delay: pause(from: 10, to: 200), target: .topology))
        default:
            return .deliver
        }
    }

    /// Whether nodes have referred to each other too often.
    package var isLooping: Bool { redirects > Self.redirectLimit }

    private mutating func redirect() -> Bool {
        redirects += 1
        return redirects <= Self.redirectLimit
    }

    /// A pause that grows from one time to the next, with a random part.
    private mutating func pause(from least: Int, to most: Int) -> Duration {
        pauses += 1
        let bound = min(most, least << min(pauses, 10))
        return .microseconds(Int(Double(least * 1000) + Double((bound - least) * 1000) * fraction()))
    }
}
