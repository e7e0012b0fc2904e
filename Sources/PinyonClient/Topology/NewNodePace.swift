package import NIOCore
internal import Synchronization

/// Holds servers to a pace at which they may name addresses that none has named before.
///
/// A bucket of tokens, one for each new address: what a minute brings, and besides as many as there may be nodes, so
/// that a whole cluster passes at once.
package final class NewNodePace: Sendable {
    private struct State {
        var tokens: Double
        /// When tokens were last added.
        var filledAt: NIODeadline
        var lastNamed: [ServerAddress: NIODeadline] = [:]
    }

    private let perMinute: Double
    private let capacity: Double
    private let state: Mutex<State>

    /// A pace.
    ///
    /// - Parameters:
    ///   - trust: How many nodes there may be, and how many new ones a minute.
    ///   - now: The time; the bucket is full then.
    package init(_ trust: AddressTrust, now: NIODeadline = .now()) {
        let perMinute = Double(max(0, trust.newNodesPerMinute))
        let capacity = Double(max(0, trust.nodes)) + perMinute
        self.perMinute = perMinute
        self.capacity = capacity
        state = Mutex(State(tokens: capacity, filledAt: now))
    }

    /// Notes that a server named an address.
    ///
    /// - Returns: whether it is known, or may be known from now on.
    package func admits(_ address: ServerAddress, now: NIODeadline = .now()) -> Bool {
        state.withLock { state in
            if state.lastNamed[address] == nil {
                let minutes = Double(max(0, (now - state.filledAt).nanoseconds)) / 60e9
                state.tokens = min(capacity, state.tokens + minutes * perMinute)
                state.filledAt = now
                guard state.tokens >= 1 else { return false }
                state.tokens -= 1
            }
            state.lastNamed[address] = now
            forget(&state.lastNamed)
            return true
        }
    }

    /// Forgets the addresses that weren't named for longest, when there are many. The nodes of a cluster are named with
    /// every look; between two looks a server can't name so many others that these would be forgotten.
    private func forget(_ lastNamed: inout [ServerAddress: NIODeadline]) {
        guard Double(lastNamed.count) > 4 * capacity else { return }
        let newest = lastNamed.sorted { $0.value > $1.value }.prefix(lastNamed.count / 2)
        lastNamed = Dictionary(newest.map { ($0.key, $0.value) }) { first, _ in first }
    }
}
