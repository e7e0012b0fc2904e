public import NIOCore
internal import NIOPosix
internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Opens sockets to servers.
struct Dialer: Sendable {
    let eventLoop: any EventLoop
    let lookup: AddressLookup
    let tls: TLSSource?
    /// Checks where a name leads that a server gave; nil for addresses from the configuration.
    let filter: AddressFilter?
    /// How long sent bytes may stay unacknowledged before the kernel gives a connection up.
    let unacknowledgedLimit: Duration

    /// Opens a socket; with several addresses behind a name, tries them in random order.
    ///
    /// - Parameters:
    ///   - address: The server.
    ///   - deadline: When to give up.
    ///   - handler: Makes the last handler of the pipeline, on the event loop.
    func dial(
        _ address: ServerAddress, until deadline: NIODeadline, handler: @escaping @Sendable () -> ConnectionHandler
    ) async throws(ClientError) -> any Channel {
        let addresses = try await socketAddresses(of: address, until: deadline)
        var last: (any Error)?
        for (index, socketAddress) in addresses.shuffled().enumerated() {
            let left = deadline - .now()
            guard left > .nanoseconds(0), !Task.isCancelled else { break }
            // The first address must not use up the time of the others.
            let share = TimeAmount.nanoseconds(left.nanoseconds / Int64(addresses.count - index))
            let context = try await tls?.context()
            do {
                return try await bootstrap(address, context, timeout: share, handler: handler)
                    .connect(to: socketAddress).get()
            } catch {
                last = error
            }
        }
        throw Self.failure(address, last)
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
        _ address: ServerAddress, _ context: NIOSSLContext?, timeout: TimeAmount,
        handler: @escaping @Sendable () -> ConnectionHandler
    ) -> ClientBootstrap {
        let serverName = tls?.serverName(for: address)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        let ssl = try Self.encryption(context, serverName)
                        try channel.pipeline.syncOperations.addHandler(ssl)
                    }
                    try channel.pipeline.syncOperations.addHandler(handler())
                }
            }
        guard case .host = address else { return bootstrap }
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
            let milliseconds = Int(clamping: unacknowledgedLimit.components.seconds) * 1000
            return
                bootstrap
                .channelOption(.socket(SocketOptionLevel(IPPROTO_TCP), TCP_USER_TIMEOUT), value: milliseconds)
                .channelOption(.socket(SocketOptionLevel(IPPROTO_TCP), TCP_KEEPIDLE), value: 15)
                .channelOption(.socket(SocketOptionLevel(IPPROTO_TCP), TCP_KEEPINTVL), value: 5)
                .channelOption(.socket(SocketOptionLevel(IPPROTO_TCP), TCP_KEEPCNT), value: 3)
        #else
            return bootstrap
        #endif
    }

    private static func failure(_ address: ServerAddress, _ error: (any Error)?) -> ClientError {
        let reason = error.map { "\($0)" } ?? "there was no time left"
        return ClientError(
            .connectionFailed, "no connection to \(address): \(reason)", node: "\(address)", underlying: error)
    }
}

/// Finds the addresses behind a host's name. It is asked each time a connection is made, so that a change takes effect.
public protocol AddressResolver: Sendable {
    /// The addresses of a host.
    ///
    /// - Parameters:
    ///   - host: A name, or an IPv4 or IPv6 number.
    ///   - port: The port to put into the addresses.
    /// - Throws: what says why there are none.
    func addresses(of host: String, port: Int) async throws -> [SocketAddress]
}
