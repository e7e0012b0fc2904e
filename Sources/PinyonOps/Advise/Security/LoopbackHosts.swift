/// The hosts by which a machine speaks with itself.
enum LoopbackHosts {
    /// Whether a host, by name or number, is one of them.
    static func contains(_ host: some StringProtocol) -> Bool {
        host.hasPrefix("127.") || ["::1", "localhost", "ip6-localhost"].contains { host == $0 }
    }
}
