#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// What a server is started with: the text of its configuration file and its arguments.
struct ServerCommand: Sendable {
    /// The names of settings that this module sets itself, because it relies on them.
    static let reservedSettings: Set = [
        "aclfile", "bind", "cluster-config-file", "cluster-enabled", "daemonize", "dir", "enable-debug-command",
        "enable-module-command", "logfile", "pidfile", "port", "requirepass", "supervised", "tls-port", "unixsocket",
    ]

    let binary: ServerBinary
    let options: ServerOptions
    let folder: ServerFolder
    let ports: ServerPorts

    /// The socket that Redis and Valkey always have, and Memcached instead of a port.
    static func socket(in folder: ServerFolder) -> String { folder.file("server.sock") }

    /// The configuration file of Redis and Valkey.
    var configurationPath: String { folder.file("server.conf") }

    /// The program and its arguments.
    var words: [String] {
        binary.kind == .memcached ? [binary.path] + memcachedArguments : [binary.path] + redisArguments
    }

    private var redisArguments: [String] {
        [configurationPath] + (options.role == .sentinel ? ["--sentinel"] : []) + options.arguments
    }

    private var memcachedArguments: [String] {
        // Memcached refuses to run as root unless told the user.
        let user = geteuid() == 0 ? ["-u", "root"] : []
        guard let port = ports.main else {
            return user + ["-s", Self.socket(in: folder), "-a", "0700"] + options.arguments
        }
        let place = ["-p", "\(port)", "-l", "127.0.0.1:\(port)"]
        guard let tls = options.tls, let control = ports.control else { return user + place + options.arguments }
        var settings = "ssl_chain_cert=\(tls.identity.certificate),ssl_key=\(tls.identity.key)"
        if tls.requiresClientCertificate { settings += ",ssl_ca_cert=\(tls.fixture.authority),ssl_verify_mode=2" }
        return user + place + ["-l", "notls:127.0.0.1:\(control)", "-Z", "-o", settings] + options.arguments
    }

    /// The text of the configuration file of Redis and Valkey.
    ///
    /// - Throws: ``ProcessError/Code/badOptions``.
    func configuration() throws(ProcessError) -> String {
        var lines = place + tlsSettings
        if options.role != .sentinel { lines += dataSettings + accessSettings }
        if let password = options.password {
            lines.append(.init("requirepass", Self.quoted(password)))
            // Its primary, if it gets one, is one of the same group.
            if options.role != .sentinel { lines.append(.init("masterauth", Self.quoted(password))) }
        }
        lines += options.users.map { .init("user", $0) }
        lines += options.modules.map { .init("loadmodule", Self.quoted($0)) }
        lines += options.settings
        if let line = lines.first(where: { ($0.name + $0.value).contains(where: \.isNewline) }) {
            throw ProcessError(.badOptions, "The setting \(line.name.prefix { !$0.isNewline }) holds a line break.")
        }
        return lines.map { "\($0.name) \($0.value)\n" }.joined()
    }

    /// Checks what must be known before anything is started.
    ///
    /// - Throws: ``ProcessError/Code/badOptions``.
    func validate() throws(ProcessError) {
        if binary.kind == .memcached {
            let hasRedisOptions =
                !options.settings.isEmpty || options.password != nil || !options.users.isEmpty
                || !options.modules.isEmpty || options.role != .server
            guard !hasRedisOptions else {
                throw ProcessError(
                    .badOptions, "Memcached has no configuration file, users, modules or roles: use arguments.")
            }
            guard options.tls == nil || ports.main != nil else {
                throw ProcessError(.badOptions, "Memcached speaks no TLS over a unix socket: give it a port.")
            }
            return
        }
        if let setting = options.settings.first(where: { Self.reservedSettings.contains($0.name.lowercased()) }) {
            throw ProcessError(
                .badOptions, "The setting \(setting.name) is made by Pinyon itself: look for an option of that meaning."
            )
        }
        guard Self.socket(in: folder).utf8.count <= ServerFolder.longestSocketPath else {
            throw ProcessError(
                .badOptions, "The path \(Self.socket(in: folder)) is too long for a unix socket: use a shorter TMPDIR.")
        }
    }

    private var place: [ServerOptions.Setting] {
        [
            .init("port", "\(options.tls == nil ? ports.main ?? 0 : 0)"), .init("bind", "127.0.0.1"),
            .init("protected-mode", "no"),
            .init("dir", Self.quoted(folder.path)), .init("daemonize", "no"),
            // This one can't be reached by others, so whoever starts the server can always talk to it and to no other.
            .init("unixsocket", Self.quoted(Self.socket(in: folder))), .init("unixsocketperm", "700"),
        ]
    }

    private var tlsSettings: [ServerOptions.Setting] {
        guard let tls = options.tls else { return [] }
        let settings: [ServerOptions.Setting] = [
            .init("tls-port", "\(ports.main ?? 0)"),
            .init("tls-cert-file", Self.quoted(tls.identity.certificate)),
            .init("tls-key-file", Self.quoted(tls.identity.key)),
            .init("tls-ca-cert-file", Self.quoted(tls.fixture.authority)),
            .init("tls-auth-clients", tls.requiresClientCertificate ? "yes" : "no"),
            .init("tls-replication", "yes"),
        ]
        return options.role == .clusterNode ? settings + [.init("tls-cluster", "yes")] : settings
    }

    /// Nothing is kept on disk, and replicas needn't wait to be served together.
    private var dataSettings: [ServerOptions.Setting] {
        var settings: [ServerOptions.Setting] = [
            .init("save", "\"\""), .init("appendonly", "no"), .init("repl-diskless-sync", "yes"),
            .init("repl-diskless-sync-delay", "0"),
        ]
        if knows(7, 0) { settings.append(.init("shutdown-timeout", "1")) }
        if options.role == .clusterNode {
            settings += [
                .init("cluster-enabled", "yes"), .init("cluster-config-file", "nodes.conf"),
                .init("cluster-node-timeout", "2000"),
            ]
        }
        return settings
    }

    private var accessSettings: [ServerOptions.Setting] {
        guard options.allowsDebugging, knows(7, 0) else { return [] }
        return [.init("enable-debug-command", "yes"), .init("enable-module-command", "yes")]
    }

    /// Whether a version of Redis has what came with this one; every Valkey has what Redis 7.2 had.
    private func knows(_ major: Int, _ minor: Int) -> Bool {
        binary.kind == .valkey || binary.version >= ServerVersion(major, minor)
    }

    /// A value with blanks or quotes in it, as the configuration file wants it.
    static func quoted(_ text: String) -> String {
        let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\"\(String(escaped))\""
    }
}
