package import NIOCore
internal import Synchronization

/// Finds the addresses behind a server's name for each connection anew, and goes on with those of before when nobody
/// can tell just now.
///
/// One lookup goes on at a time, and whoever comes meanwhile waits for it, too: it may take a minute, and a thread. Its
/// answer counts even if nobody waits any more.
package final class AddressLookup: Sendable {
    private struct Lookup {
        var number: Int
        var begin: NIODeadline
        var waiters: [Waiter<[SocketAddress]>]
    }

    private struct State {
        /// What was found last.
        var addresses: [SocketAddress] = []
        var current: Lookup?
        var lastNumber = 0
    }

    private let resolver: any AddressResolver
    private let patience: TimeAmount
    private let state = Mutex(State())

    /// Lookups of one host.
    ///
    /// - Parameters:
    ///   - resolver: Who is asked.
    ///   - patience: After which time a lookup isn't waited for any more by those who come, but another one begun.
    package init(resolver: any AddressResolver, patience: TimeAmount = .minutes(1)) {
        self.resolver = resolver
        self.patience = patience
    }

    /// The addresses of a host.
    ///
    /// - Parameters:
    ///   - host: The host, always the same.
    ///   - port: The port, always the same.
    ///   - eventLoop: Where waiting ends after a time.
    ///   - deadline: When to give up. If there are addresses of before, they are used after half of the time.
    /// - Throws: ``ClientError/Code/connectionFailed``.
    package func addresses(
        of host: String, port: Int, on eventLoop: any EventLoop, until deadline: NIODeadline
    ) async throws(ClientError) -> [SocketAddress] {
        // The system has nothing to look up for a number; other resolvers may know better.
        if resolver is SystemResolver, UInt16(exactly: port) != nil,
            let number = try? SocketAddress(ipAddress: host, port: port)
        {
            return [number]
        }
        let before = state.withLock { $0.addresses }
        let now = NIODeadline.now()
        let limit = before.isEmpty ? deadline : now + .nanoseconds((deadline - now).nanoseconds / 2)
        do throws(ClientError) {
            return try await ask(host, port, on: eventLoop, until: limit)
        } catch {
            guard !before.isEmpty, error.code != .cancelled else { throw error }
            return before
        }
    }

    private func ask(
        _ host: String, _ port: Int, on eventLoop: any EventLoop, until deadline: NIODeadline
    ) async throws(ClientError) -> [SocketAddress] {
        let waiter = Waiter<[SocketAddress]>()
        if let number = join(waiter) {
            // A task that nobody waits for, as looking up a name can't be cancelled, and on threads that may be
            // blocked, since a resolver that asks the system may do that.
            Task(executorPreference: LookupThreads.shared) {
                self.end(number, await self.lookUp(host, port))
            }
        }
        return try await waiter.outcome(until: deadline, on: eventLoop) {
            Self.failure(host, port, "nobody told its addresses in time")
        }
    }

    /// Waits for the lookup that goes on.
    ///
    /// - Returns: the number of the lookup to begin; nil if there is one.
    private func join(_ waiter: Waiter<[SocketAddress]>) -> Int? {
        let now = NIODeadline.now()
        return state.withLock { state in
            var waiters = state.current?.waiters.filter { !$0.isFinished } ?? []
            waiters.append(waiter)
            if let begin = state.current?.begin, now - begin < patience {
                state.current?.waiters = waiters
                return nil
            }
            state.lastNumber += 1
            state.current = Lookup(number: state.lastNumber, begin: now, waiters: waiters)
            return state.lastNumber
        }
    }

    /// Gives an answer to those who wait. That a lookup failed which isn't waited for any more is no answer.
    private func end(_ number: Int, _ outcome: Result<[SocketAddress], ClientError>) {
        let waiters: [Waiter<[SocketAddress]>] = state.withLock { state in
            let isCurrent = state.current?.number == number
            if case .success(let found) = outcome {
                state.addresses = found
            } else if !isCurrent {
                return []
            }
            let waiters = state.current?.waiters ?? []
            if isCurrent { state.current = nil } else { state.current?.waiters = [] }
            return waiters
        }
        for waiter in waiters { waiter.finish(outcome) }
    }

    private func lookUp(_ host: String, _ port: Int) async -> Result<[SocketAddress], ClientError> {
        do {
            let found = try await resolver.addresses(of: host, port: port)
            guard !found.isEmpty else { return .failure(Self.failure(host, port, "the name has no addresses")) }
            return .success(found)
        } catch {
            return .failure(Self.failure(host, port, "\(error)", error))
        }
    }

    private static func failure(
        _ host: String, _ port: Int, _ reason: String, _ underlying: (any Error)? = nil
    ) -> ClientError {
        let address = "\(ServerAddress.host(host, port: port))"
        return ClientError(
            .connectionFailed, "the address \(address) could not be resolved: \(reason)", node: address,
            underlying: underlying)
    }
}
