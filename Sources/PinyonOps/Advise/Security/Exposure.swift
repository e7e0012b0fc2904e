internal import PinyonClient

/// How open a server is.
struct Exposure {
    private let node: NodeFacts
    private let isEncrypted: Bool
    private var settings: [String: String] { node.settings.value ?? [:] }

    /// How open a server is.
    ///
    /// - Parameter isEncrypted: Whether it was reached over TLS.
    init(_ node: NodeFacts, isEncrypted: Bool) {
        self.node = node
        self.isEncrypted = isEncrypted
    }

    /// What opens it.
    var causes: [ExposureCause] {
        openUsers + [openDefault, protectedModeOff, plainText].compactMap { $0 } + openCommands
    }

    private func cause(_ text: String, _ action: String, _ impact: Double, _ certainty: Double = 1) -> ExposureCause {
        ExposureCause(text: text, action: action, impact: impact, certainty: certainty, servers: [node.name])
    }
}

extension Exposure {
    /// The hosts on which it listens; nil if that isn't known.
    private var boundHosts: [Substring]? {
        settings["bind"].map { hosts in
            hosts.split(separator: " ").map { $0.hasPrefix("-") ? $0.dropFirst() : $0 }
        }
    }

    /// Before Redis 6.2 no address meant all of them.
    private var isOld: Bool {
        node.info.server.product == .redis && node.info.server.version.map { $0 < ServerVersion(6, 2) } ?? false
    }

    private var listensEverywhere: Bool {
        guard let boundHosts else { return false }
        return boundHosts.isEmpty ? isOld : boundHosts.contains { ["*", "::*", "0.0.0.0", "::"].contains($0) }
    }

    /// Whether others than the programs of its host can connect.
    private var listensBeyondLoopback: Bool {
        if settings["port"] == "0", (settings["tls-port"] ?? "0") == "0" { return false }
        if let boundHosts {
            return boundHosts.isEmpty ? isOld : !boundHosts.allSatisfy { LoopbackHosts.contains($0) }
        }
        guard case .host(let host, _) = node.address else { return false }
        return !LoopbackHosts.contains(host)
    }

    /// Whether the user that everybody is who doesn't log in needs no password; nil if that isn't known.
    private var hasOpenDefault: Bool? {
        if let users = node.users.value {
            return users.contains { $0.name == "default" && $0.isOn && $0.needsNoPassword }
        }
        return settings["requirepass"].map(\.isEmpty)
    }

    /// Whether others than the programs of its host are let in: protected mode keeps them out as long as the default
    /// user has no password.
    private var letsOthersIn: Bool {
        listensBeyondLoopback && !(settings["protected-mode"] == "yes" && hasOpenDefault == true)
    }
}

extension Exposure {
    private static let passwordAction = """
        Give each user a password of its own (ACL SETUSER <name> resetpass ><a long random password>, then ACL SAVE or \
        CONFIG REWRITE), or switch it off with ACL SETUSER <name> off once the programs log in as users of their own.
        """
    private static let bindAction = """
        Set bind to the addresses that clients use, keep others out with a firewall, and CONFIG SET protected-mode yes.
        """
    private static let encryptionAction = """
        Let clients connect to tls-port with tls-cert-file, tls-key-file and tls-ca-cert-file, and set port 0.
        """
    private static let commandAction = """
        Set enable-debug-command, enable-module-command and enable-protected-configs to no, or to local, in the \
        configuration file, and restart.
        """

    private var openUsers: [ExposureCause] {
        (node.users.value ?? []).filter { $0.isOn && $0.needsNoPassword }.map { user in
            let name = KeyName(user.name.utf8).printable
            let what = user.hasAllCommands ? "and may run every command" : "for what it may do"
            let place = letsOthersIn ? "from other hosts" : "on the server's own host"
            return cause(
                "user \(name) needs no password \(what), \(place)", Self.passwordAction,
                letsOthersIn ? user.hasAllCommands ? 0.95 : 0.55 : 0.25, user.hasAllCommands ? 1 : 0.6)
        }
    }

    /// Where users aren't told. A password may be set for the default user without requirepass.
    private var openDefault: ExposureCause? {
        guard node.users.value == nil, hasOpenDefault == true else { return nil }
        let place = letsOthersIn ? "from other hosts" : "on the server's own host"
        let isSure = node.info.server.version.map { $0 < ServerVersion(6) } ?? false
        return cause(
            "requirepass isn't set, so that no password is needed, \(place)", Self.passwordAction,
            letsOthersIn ? 0.95 : 0.25, isSure ? 1 : 0.6)
    }

    private var protectedModeOff: ExposureCause? {
        guard settings["protected-mode"] == "no", listensEverywhere else { return nil }
        return cause("protected-mode is off and bind names all addresses", Self.bindAction, 0.25)
    }

    private var plainText: ExposureCause? {
        guard !isEncrypted, !settings.isEmpty, letsOthersIn, let port = settings["port"], port != "0" else {
            return nil
        }
        let offersTLS = (settings["tls-port"] ?? "0") != "0"
        return cause(
            "passwords and data cross the network without encryption on port \(port)", Self.encryptionAction,
            offersTLS ? 0.2 : 0.25)
    }

    private var openCommands: [ExposureCause] {
        ["enable-debug-command", "enable-module-command", "enable-protected-configs"]
            .filter { settings[$0] == "yes" }
            .map { cause("\($0) is yes", Self.commandAction, letsOthersIn ? 0.4 : 0.2, 0.95) }
    }
}
