/// The ports of 127.0.0.1 that a server has.
struct ServerPorts: Sendable, Hashable {
    /// The one that its users connect to; nil if it has a unix socket only.
    let main: Int?
    /// A second one without TLS, for a Memcached whose main port speaks TLS, so that it can be asked whether it runs.
    let control: Int?
    private let reserved: [Int]

    /// Chooses ports.
    ///
    /// - Throws: ``ProcessError/Code/portTaken``.
    init(for kind: ServerKind, _ options: ServerOptions) throws(ProcessError) {
        var reserved: [Int] = []
        do throws(ProcessError) {
            switch options.endpoint {
            case .freePort:
                let port = try FreePorts.reserve()
                reserved.append(port)
                main = port
            case .port(let port): main = port
            case .unixSocket: main = nil
            }
            if kind == .memcached, options.tls != nil, main != nil {
                let port = try FreePorts.reserve()
                reserved.append(port)
                control = port
            } else {
                control = nil
            }
        } catch {
            for port in reserved { FreePorts.release(port) }
            throw error
        }
        self.reserved = reserved
    }

    /// Gives back what was chosen.
    func release() {
        for port in reserved { FreePorts.release(port) }
    }
}
