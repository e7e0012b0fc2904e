package import NIOCore
internal import Synchronization

/// Looks up names on threads that may block, and no name twice at a time, however many want to know it.
package final class NameLookups: Sendable {
    /// Looks up the addresses behind a host's name, for as long as that takes.
    package typealias LookUp = @Sendable (_ host: String) throws -> [SocketAddress]

    private typealias Continuation = CheckedContinuation<[SocketAddress], any Error>

    private let lookUp: LookUp
    /// Who waits for each name.
    private let waiting = Mutex<[String: [Continuation]]>([:])

    package init(_ lookUp: @escaping LookUp) {
        self.lookUp = lookUp
    }

    /// The addresses behind a host's name, without a port.
    ///
    /// - Throws: what the lookup throws.
    package func addresses(of host: String) async throws -> [SocketAddress] {
        try await withCheckedThrowingContinuation { continuation in
            guard join(continuation, host) else { return }
            LookupThreads.shared.run { self.finish(host) }
        }
    }

    /// Waits with the others.
    ///
    /// - Returns: whether there are none.
    private func join(_ continuation: Continuation, _ host: String) -> Bool {
        waiting.withLock { waiting in
            waiting[host, default: []].append(continuation)
            return waiting[host]?.count == 1
        }
    }

    private func finish(_ host: String) {
        let found: Result<[SocketAddress], any Error> = Result { try lookUp(host) }
        let continuations = waiting.withLock { $0.removeValue(forKey: host) } ?? []
        for continuation in continuations { continuation.resume(with: found) }
    }
}
