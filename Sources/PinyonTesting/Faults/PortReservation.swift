#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Keeps a port of the loopback interface while nobody listens on it: connecting to it is refused, and the system
/// gives it to nobody else, not even as the near end of a connection, which could then reach itself.
final class PortReservation: Sendable {
    private let descriptor: Int32
    let port: Int

    /// Reserves a free port.
    ///
    /// - Throws: ``FaultError/Code/cannotListen``.
    init() throws(FaultError) {
        (descriptor, port) = try Self.boundSocket(port: 0)
    }

    /// Makes a socket that listens on the port. Whoever called must close it.
    ///
    /// - Parameter queue: How many connections may wait to be accepted.
    /// - Throws: ``FaultError/Code/cannotListen``.
    func listeningSocket(queue: Int32) throws(FaultError) -> Int32 {
        let descriptor = try Self.boundSocket(port: port).descriptor
        guard listen(descriptor, queue) == 0 else {
            let code = errno
            close(descriptor)
            throw FaultError(.cannotListen, "port \(port) of 127.0.0.1 can't be listened on, error number \(code)")
        }
        return descriptor
    }

    deinit {
        close(descriptor)
    }

    private static func boundSocket(port: Int) throws(FaultError) -> (descriptor: Int32, port: Int) {
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, stream, 0)
        guard let port = assign(port, to: descriptor) else {
            let code = errno
            close(descriptor)
            let what = port == 0 ? "no port of 127.0.0.1 is to be had" : "port \(port) of 127.0.0.1 can't be had"
            throw FaultError(.cannotListen, "\(what), error number \(code)")
        }
        return (descriptor, port)
    }

    /// Binds a socket to a port: 0 for any that is free.
    ///
    /// - Returns: The port; nil if that isn't possible, and `errno` says why.
    private static func assign(_ port: Int, to descriptor: Int32) -> Int? {
        // Without it whoever listens on the port could not bind to it too; programs started later must not keep it.
        var one: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        guard descriptor >= 0, setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, size) == 0,
            fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
        else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && getsockname(descriptor, generic, &length) == 0
            }
        }
        return isBound ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }
}
