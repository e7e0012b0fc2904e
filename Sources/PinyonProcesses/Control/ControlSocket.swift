#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// A socket to a server on this machine, for the few commands that starting one takes.
///
/// It never blocks: while nothing can be sent or received, the task sleeps for a moment and tries again.
final class ControlSocket {
    private static let chunk = 1 << 14
    #if canImport(Darwin)
        private static let sendFlags: CInt = 0
    #else
        // A server that ends must not end this process by SIGPIPE.
        private static let sendFlags = CInt(MSG_NOSIGNAL)
    #endif

    private let address: ServerAddress
    private let descriptor: CInt

    /// Connects. On one machine that is done at once or never.
    ///
    /// - Throws: ``ProcessError/Code/system``.
    init(_ address: ServerAddress) throws(ProcessError) {
        guard var target = SocketAddress(address) else {
            throw ProcessError(.badOptions, "\(address) is no address: the port is too big or the path too long.")
        }
        self.address = address
        descriptor = socket(target.family, SocketAddress.stream, 0)
        guard descriptor >= 0 else { throw Self.failure("making a socket", address) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        guard fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else { throw Self.failure("making a socket", address) }
        #if canImport(Darwin)
            var yes: CInt = 1
            setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<CInt>.size))
        #endif
        let isConnected = target.withPointer { connect(descriptor, $0, $1) } == 0
        guard isConnected || errno == EINPROGRESS else { throw Self.failure("connecting", address) }
    }

    deinit { close(descriptor) }

    /// Sends bytes.
    ///
    /// - Throws: ``ProcessError/Code/system``, ``ProcessError/Code/notReady`` at the deadline, or `CancellationError`.
    func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = try await attempt("sending", until: deadline) {
                rest.withUnsafeBytes { Glue.send(descriptor, $0, Self.sendFlags) }
            }
            rest = rest.dropFirst(sent)
        }
    }

    /// Receives what is there, or waits for something.
    ///
    /// - Returns: At least one byte.
    /// - Throws: ``ProcessError/Code/system``, also when the server closed the connection;
    ///   ``ProcessError/Code/notReady`` at the deadline, or `CancellationError`.
    func receive(until deadline: ContinuousClock.Instant) async throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        let count = try await attempt("receiving", until: deadline) {
            buffer.withUnsafeMutableBytes { Glue.receive(descriptor, $0) }
        }
        guard count > 0 else { throw ProcessError(.system, "\(address) closed the connection.") }
        return Array(buffer.prefix(count))
    }

    private func attempt(
        _ what: String,
        until deadline: ContinuousClock.Instant,
        _ call: () -> Int
    ) async throws -> Int {
        let count = try await Polling.answer(until: deadline) { () throws -> Int? in
            let count = call()
            if count >= 0 { return count }
            // ENOTCONN: the connection is still being made.
            if [EAGAIN, EWOULDBLOCK, EINTR, ENOTCONN].contains(errno) { return nil }
            throw Self.failure(what, address)
        }
        guard let count else { throw ProcessError(.notReady, "\(address) did not answer in time.") }
        return count
    }

    private static func failure(_ what: String, _ address: ServerAddress) -> ProcessError {
        ProcessError(.system, "\(address): \(what) failed: \(SystemCall.message()).")
    }
}

/// The system's functions whose names the class uses for itself.
private enum Glue {
    static func send(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer, _ flags: CInt) -> Int {
        #if canImport(Darwin)
            Darwin.send(descriptor, bytes.baseAddress, bytes.count, flags)
        #elseif canImport(Musl)
            Musl.send(descriptor, bytes.baseAddress, bytes.count, flags)
        #else
            Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags)
        #endif
    }

    static func receive(_ descriptor: CInt, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
        recv(descriptor, bytes.baseAddress, bytes.count, 0)
    }
}
