internal import PinyonProcesses

/// How a live server is started. The defaults make one that keeps nothing and needs no password.
public struct LiveServerOptions: Sendable {
    /// Lines of the configuration of Redis and Valkey, written as in their file, as `maxmemory 100mb`. Default: none.
    ///
    /// The port, the folder and the like are chosen for you: such a line is refused.
    public var settings: [String]
    /// Arguments of the program, as `-m 8` in two words for Memcached. Default: none.
    public var arguments: [String]
    /// The password of Redis' and Valkey's default user. Default: none is needed.
    public var password: String?
    /// Further users of Redis and Valkey, each as behind `ACL SETUSER`, as `app on >secret ~* +@all`. Default: none.
    public var users: [String]
    /// Modules for Redis and Valkey to load: names as `rejson`, which are looked for beside the servers, or paths.
    /// Default: none.
    public var modules: [String]
    /// Makes the port speak TLS and nothing else. Default: no TLS.
    public var tls: LiveServerTLS?
    /// Whether it has a unix socket only, and no port. Default: false.
    public var hasUnixSocketOnly: Bool
    /// Whether Redis and Valkey let `DEBUG` and `MODULE` commands through; Redis before 7.0 always does. Default:
    /// false.
    public var allowsDebugging: Bool

    /// Options.
    ///
    /// - Parameters:
    ///   - settings: Lines of the configuration of Redis and Valkey. Default: none.
    ///   - arguments: Arguments of the program. Default: none.
    ///   - password: The password of Redis' and Valkey's default user. Default: none is needed.
    ///   - users: Further users of Redis and Valkey. Default: none.
    ///   - modules: Modules for Redis and Valkey to load. Default: none.
    ///   - tls: Makes the port speak TLS. Default: no TLS.
    ///   - hasUnixSocketOnly: Whether it has a unix socket only. Default: false.
    ///   - allowsDebugging: Whether `DEBUG` and `MODULE` commands are let through. Default: false.
    public init(
        settings: [String] = [],
        arguments: [String] = [],
        password: String? = nil,
        users: [String] = [],
        modules: [String] = [],
        tls: LiveServerTLS? = nil,
        hasUnixSocketOnly: Bool = false,
        allowsDebugging: Bool = false
    ) {
        self.settings = settings
        self.arguments = arguments
        self.password = password
        self.users = users
        self.modules = modules
        self.tls = tls
        self.hasUnixSocketOnly = hasUnixSocketOnly
        self.allowsDebugging = allowsDebugging
    }

    /// The options as the module for processes knows them.
    func resolved() throws(ProcessError) -> ServerOptions {
        var options = ServerOptions()
        options.settings = settings.map { line in
            let name = line.prefix { $0 != " " }
            return .init(String(name), String(line.dropFirst(name.count + 1)))
        }
        options.arguments = arguments
        options.password = password
        options.users = users
        for module in modules {
            options.modules.append(module.contains("/") ? module : try ServerCatalog().module(module))
        }
        options.tls = tls.map(\.resolved)
        if hasUnixSocketOnly { options.endpoint = .unixSocket }
        options.allowsDebugging = allowsDebugging
        return options
    }
}
