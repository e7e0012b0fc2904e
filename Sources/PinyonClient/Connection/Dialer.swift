public import NIOCore
internal import NIOPosix
internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Opens sockets to servers.
struct Dialer: Sendable {
    let eventLoop: any EventLoop
    let lookup: AddressLookup
    let tls: TLSSource?
    /// Checks where a name leads that a server gave; nil for addresses from the configuration.
    let filter: AddressFilter?
    /// How many milliseconds sent bytes may stay unacknowledged before the kernel gives a connection up.
    let unacknowledgedMilliseconds: Int

    /// How much is read at once: as a rule all that is there, but no more than is read and decoded in microseconds.
    static let reads = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 2 << 10, maximum: 16 << 10)

    /// What has to be known before a server can be asked anything.
    struct Way: Sendable {
        let address: ServerAddress
        let socketAddresses: [SocketAddress]
        /// How the connection is encrypted; nil if it isn't.
        let context: NIOSSLContext?
    }

    /// Finds the way to a server, and asks the server nothing yet.
    ///
    /// - Parameters:
    ///   - address: The server.
    ///   - deadline: When to give up.
    func way(to address: ServerAddress, until deadline: NIODeadline) async throws(ClientError) -> Way {
        let socketAddresses = try await socketAddresses(of: address, until: deadline)
        let context = try await context(address, until: deadline)
        return Way(address: address, socketAddresses: socketAddresses, context: context)
    }

    /// Opens a socket; with several addresses behind a name, tries them in random order.
    ///
    /// - Parameters:
    ///   - way: The way to the server.
    ///   - deadline: When to give up.
    ///   - handler: Makes the last handler of the pipeline, on the event loop.
    func dial(
        _ way: Way, until deadline: NIODeadline, handler: @escaping @Sendable () -> ConnectionHandler
    ) async throws(ClientError) -> any Channel {
        var last: any Error = NoTimeLeft()
        for (index, socketAddress) in way.socketAddresses.shuffled().enumerated() {
            let left = deadline - .now()
            guard left > .nanoseconds(0), !Task.isCancelled else { break }
            // The first address must not use up the time of the others.
            let share = TimeAmount.nanoseconds(left.nanoseconds / Int64(way.socketAddresses.count - index))
            do {
                return try await bootstrap(way, timeout: share, handler: handler).connect(to: socketAddress).get()
            } catch {
                last = error
            }
        }
        throw ClientError(
            .connectionFailed, "no connection to \(way.address): \(Self.reason(last))", node: "\(way.address)",
            underlying: last)
    }

    /// The system's words for an error of the system's, without what was done meanwhile.
    private static func reason(_ error: any Error) -> String {
        guard let error = error as? IOError, let words = strerror(error.errnoCode) else { return "\(error)" }
        return String(cString: words)
    }

    private func context(
        _ address: ServerAddress, until deadline: NIODeadline
    ) async throws(ClientError) -> NIOSSLContext? {
        guard let tls else { return nil }
        let waiter = Waiter<NIOSSLContext>()
        // A task that nobody waits for: reading files can't be cancelled, and may take as long as it likes.
        Task { waiter.finish(await Self.context(of: tls)) }
        return try await waiter.outcome(until: deadline, on: eventLoop) {
            ClientError(
                .connectionFailed, "TLS was not set up in time: can the certificates' files be read?",
                node: "\(address)")
        }
    }

    private static func context(of tls: TLSSource) async -> Result<NIOSSLContext, ClientError> {
        do throws(ClientError) {
            return .success(try await tls.context())
        } catch {
            return .failure(error)
        }
    }

    private func socketAddresses(
        of address: ServerAddress, until deadline: NIODeadline
    ) async throws(ClientError) -> [SocketAddress] {
        switch address {
        case .unixSocket(let path):
            do {
                return [try SocketAddress(unixDomainSocketPath: path)]
            } catch {
                throw ClientError(
                    .connectionFailed, "\(path) can't be the path of a socket: \(error)", node: path, underlying: error)
            }
        case .host(let host, let port):
            let found = try await lookup.addresses(of: host, port: port, on: eventLoop, until: deadline)
            return try filter?.filter(found, host: host, port: port) ?? found
        }
    }

    private func bootstrap(
        _ way: Way, timeout: TimeAmount, handler: @escaping @Sendable () -> ConnectionHandler
    ) -> ClientBootstrap {
        let context = way.context
        let serverName = tls?.serverName(for: way.address)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelOption(.socketOption(.so_keepalive), value: 1)
            // A large reply takes turns with the loop's other connections, a short read each.
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(.recvAllocator, value: Self.reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        let ssl = try Self.encryption(context, serverName)
                        try channel.pipeline.syncOperations.addHandler(ssl)
                    }
                    try channel.pipeline.syncOperations.addHandler(handler())
                }
            }
        guard case .host = way.address else { return bootstrap }
        return withTCPOptions(bootstrap)
    }

    private static func encryption(_ context: NIOSSLContext, _ serverName: String?) throws -> NIOSSLClientHandler {
        guard let serverName, context.configuration.certificateVerification == .fullVerification else {
            return try NIOSSLClientHandler(context: context, serverHostname: serverName)
        }
        let name = ServerNameCheck(name: serverName)
        return try NIOSSLClientHandler._makeSSLClientHandler(context: context, serverHostname: serverName) {
            certificate, channel in
            channel.eventLoop.makeCompletedFuture { try name.check(certificate) }
        }
    }

    private func withTCPOptions(_ bootstrap: ClientBootstrap) -> ClientBootstrap {
        let bootstrap = bootstrap.channelOption(.tcpOption(.tcp_nodelay), value: 1)
        #if os(Linux)
            let level = SocketOptionLevel(IPPROTO_TCP)
            return
                bootstrap
                .channelOption(.socket(level, TCP_USER_TIMEOUT), value: unacknowledgedMilliseconds)
                .channelOption(.socket(level, TCP_KEEPIDLE), value: 15)
                .channelOption(.socket(level, TCP_KEEPINTVL), value: 5)
                .channelOption(.socket(level, TCP_KEEPCNT), value: 3)
        #else
            return bootstrap
        #endif
    }
}

/// A server wasn't asked, because the time for that was over.
struct NoTimeLeft: Error, CustomStringConvertible {
    var description: String { "there was no time left" }
}

extension ConnectionSettings {
    /// How many milliseconds sent bytes may stay unacknowledged before the kernel gives a connection up.
    ///
    /// A frozen server acknowledges nothing once its buffers are full, and is first asked on other connections as often
    /// as it may be. One stall limit more leaves time for that.
    package var unacknowledgedMilliseconds: Int {
        let limit = stallLimit.bounded * (silentProbes + 1) + connectTimeout.bounded
        // Nothing would mean for ever, and the kernel counts in 32 bits.
        return min(max(limit.wholeMilliseconds, 1), Int(Int32.max))
    }
}

/// Finds the addresses behind a host's name.
///
/// It is asked each time a connection is made, so that a change takes effect; while it is being asked for a server,
/// whoever else connects there waits for the same answer. It is called on threads of its own, and may block them.
public protocol AddressResolver: Sendable {
    /// The addresses of a host.
    ///
    /// - Parameters:
    ///   - host: A name, or an IPv4 or IPv6 number.
    ///   - port: The port to put into the addresses.
    /// - Throws: what says why there are none.
    func addresses(of host: String, port: Int) async throws -> [SocketAddress]
}
