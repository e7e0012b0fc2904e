internal import NIOCore
internal import Synchronization

/// Finds the addresses behind a server's name for each connection anew, and goes on with those of before when nobody
/// can tell just now.
final class AddressLookup: Sendable {
    private let resolver: any AddressResolver
    private let last = Mutex<[SocketAddress]>([])

    init(resolver: any AddressResolver) {
        self.resolver = resolver
    }

    /// The addresses of a host.
    ///
    /// - Parameters:
    ///   - host: The host.
    ///   - port: The port.
    ///   - eventLoop: Where waiting ends after a time.
    ///   - deadline: When to give up. If there are addresses of before, they are used after half of the time.
    /// - Throws: ``ClientError/Code/connectionFailed``.
    func addresses(
        of host: String, port: Int, on eventLoop: any EventLoop, until deadline: NIODeadline
    ) async throws(ClientError) -> [SocketAddress] {
        let before = last.withLock { $0 }
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
        // A task that nobody waits for: looking up a name can't be cancelled, and may take a minute.
        Task { _ = waiter.finish(await self.lookUp(host, port)) }
        let timer = eventLoop.scheduleTask(deadline: deadline) {
            waiter.finish(.failure(Self.failure(host, port, "nobody told its addresses in time")))
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            await waiter.outcome()
        } onCancel: {
            waiter.finish(.failure(ClientError(.cancelled, "connecting was cancelled")))
        }.get()
    }

    private func lookUp(_ host: String, _ port: Int) async -> Result<[SocketAddress], ClientError> {
        do {
            let found = try await resolver.addresses(of: host, port: port)
            guard !found.isEmpty else { return .failure(Self.failure(host, port, "the name has no addresses")) }
            last.withLock { $0 = found }
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
