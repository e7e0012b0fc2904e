#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A second descriptor of this process's socket that listens on a port. A program that is being started has one too,
/// from the fork until it runs.
final class HeldSocket: Sendable {
    private let descriptor: Int32

    /// Nil if nothing in this process listens on the port.
    init?(listeningOn port: Int) {
        let all = (3..<getdtablesize()).lazy
        guard let found = all.first(where: { Self.listens($0, on: port) }) else { return nil }
        descriptor = fcntl(found, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        close(descriptor)
    }

    private static func listens(_ descriptor: Int32, on port: Int) -> Bool {
        var listens: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0, listens != 0 else {
            return false
        }
        var address = sockaddr_in()
        size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isNamed = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) == 0 }
        }
        return isNamed && address.sin_family == sa_family_t(AF_INET) && Int(UInt16(bigEndian: address.sin_port)) == port
    }
}
