/// How a server is started. The defaults make one that keeps nothing and listens on a free port.
package struct ServerOptions: Sendable {
    /// What a server does.
    package enum Role: Sendable, Hashable {
        /// It keeps data; alone, as a primary or as a replica.
        case server
        /// It keeps data as a node of a cluster.
        case clusterNode
        /// It watches over other servers, as `redis-server --sentinel`.
        case sentinel
    }

    /// Where a server listens for its users.
    package enum Endpoint: Sendable, Hashable {
        /// A port of 127.0.0.1 that is free, as is the cluster bus port that belongs to it.
        case freePort
        /// A port of 127.0.0.1.
        case port(Int)
        /// No port, only a unix socket.
        case unixSocket
    }

    /// A line of a server's configuration.
    package struct Setting: Sendable, Hashable {
        /// The name, as `maxmemory`.
        package let name: String
        /// What stands behind it, written as in the configuration file, as `100mb` or `900 1`.
        package let value: String

        /// A line.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// How a server speaks TLS.
    package struct TLS: Sendable {
        /// Where the certificates come from; it is kept as long as the server.
        package let fixture: TLSFixture
        /// What the server shows.
        package let identity: TLSFixture.Identity
        /// Whether clients must show a certificate of the same authority.
        package let requiresClientCertificate: Bool

        /// TLS.
        ///
        /// - Parameters:
        ///   - fixture: The certificates.
        ///   - identity: What the server shows. Default: the one for this machine.
        ///   - requiresClientCertificate: Whether clients must show one. Default: false.
        package init(
            _ fixture: TLSFixture,
            identity: TLSFixture.Identity? = nil,
            requiresClientCertificate: Bool = false
        ) {
            self.fixture = fixture
            self.identity = identity ?? fixture.server
            self.requiresClientCertificate = requiresClientCertificate
        }
    }

    /// What the server does. Default: it keeps data, alone.
    package var role = Role.server
    /// Where it listens. Default: a free port.
    ///
    /// A Redis or Valkey server listens on a unix socket as well, whatever is said here.
    package var endpoint = Endpoint.freePort
    /// Lines of the configuration of Redis and Valkey, in order, after Pinyon's own. Default: none.
    package var settings: [Setting] = []
    /// Arguments of the program, after Pinyon's own. Default: none.
    package var arguments: [String] = []
    /// The password of Redis' and Valkey's default user. Default: none is needed.
    package var password: String?
    /// Further users of Redis and Valkey, each as behind `ACL SETUSER`, as `app on >secret ~* +@all`. Default: none.
    package var users: [String] = []
    /// The paths of modules to load. Default: none.
    package var modules: [String] = []
    /// Makes the port speak TLS and nothing else; replicas and cluster nodes speak it among themselves, too. A unix
    /// socket never does. Default: no TLS.
    package var tls: TLS?
    /// Whether DEBUG and MODULE commands are let through. Redis before 7.0 always does. Default: false.
    package var allowsDebugging = false
    /// The longest time until it answers. Default: 15 seconds.
    package var startLimit = Duration.seconds(15)
    /// The time that it has to end by itself when it is stopped, before it is killed. Default: 5 seconds; none for
    /// Memcached, which has nothing to finish and looks once a second only whether it should end.
    package var stopPatience: Duration?

    /// Further passwords that stand in the settings.
    var hidden: [String] = []

    /// The defaults.
    package init() {}

    /// What must not be shown.
    var secrets: [String] {
        let passwords = users.flatMap { $0.split(separator: " ") }.filter { $0.hasPrefix(">") }.map { $0.dropFirst() }
        return ([password].compactMap { $0 } + passwords.map(String.init) + hidden).filter { !$0.isEmpty }
    }
}
