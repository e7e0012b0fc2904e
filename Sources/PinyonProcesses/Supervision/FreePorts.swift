internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Chooses loopback ports for servers.
///
/// Another process may take a port between the choice and the server's start, so whoever uses this tries again with
/// another one when the server says so. Within this process no port is given out twice at a time.
enum FreePorts {
    /// What a cluster node adds to its port for the bus on which the nodes talk to each other.
    static let busOffset = 10_000
    /// Together with the bus ports, which lie right above, this stays below the ports that systems give to outgoing
    /// connections (from 32768 on by default on Linux).
    static let range = 10_240...20_239
    private static let attempts = 200

    private static let reserved = Mutex<Set<Int>>([])

    /// Reserves a port on which nothing listens, whose bus port is free as well.
    ///
    /// - Throws: ``ProcessError/Code/portTaken``.
    static func reserve() throws(ProcessError) -> Int {
        for _ in 0..<attempts {
            let port = Int.random(in: range)
            guard reserved.withLock({ $0.insert(port).inserted }) else { continue }
            if isFree(port), isFree(port + busOffset) { return port }
            release(port)
        }
        throw ProcessError(
            .portTaken,
            "No free port was found: \(attempts) tries between \(range.lowerBound) and \(range.upperBound) failed. "
                + "Look at what listens on this machine.")
    }

    /// Gives a port back.
    static func release(_ port: Int) {
        _ = reserved.withLock { $0.remove(port) }
    }

    /// Whether nothing listens on a port of 127.0.0.1.
    static func isFree(_ port: Int) -> Bool {
        guard var address = SocketAddress(port: port) else { return false }
        let descriptor = socket(AF_INET, SocketAddress.stream, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // As the servers do it: connections of the past don't keep a port.
        var yes: CInt = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        return address.withPointer { bind(descriptor, $0, $1) } == 0 && listen(descriptor, 1) == 0
    }
}
