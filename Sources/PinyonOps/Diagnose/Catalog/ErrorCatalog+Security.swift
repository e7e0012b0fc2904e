extension ErrorCatalog {
    /// About who may do what.
    static let security: [ErrorEntry] = [
        .noAuthentication, .helloWithoutPassword, .wrongPassword, .noPermission, .noPasswordSet, .protectedMode,
    ]
}

extension ErrorEntry {
    private static let newCredentials = Retry.never(
        "Get the credentials anew, and try once on a new connection; close the old one. More attempts don't help.")

    fileprivate static let noAuthentication = ErrorEntry(
        "noauth", code: "NOAUTH", "The server wants a password first", .security, priority: .high,
        signs: ErrorSigns(
            codes: ["NOAUTH"], bare: .anywhere, messages: ["Authentication required"],
            names: ["AuthenticationRequiredError"], causes: ["the server wants a password, and none is configured"]),
        meaning: "The connection isn't logged in: the client has no password, or didn't send it before this command.",
        outcome: .refused, retry: newCredentials,
        actions: [
            "Give the client a user and a password, in its options or its URL.",
            "Check them by hand: redis-cli --user <user> --askpass, then ACL WHOAMI.",
            "See what users there are: ACL LIST; and who was refused: ACL LOG.",
            "If it began after a change of requirepass or of users, change the clients' secret as well.",
        ],
        related: ["AUTH", "ACL LIST", "ACL LOG", "requirepass"])

    fileprivate static let helloWithoutPassword = ErrorEntry(
        "noauth-hello", code: "NOAUTH", "HELLO was sent before the password", .security,
        signs: ErrorSigns(
            codes: ["NOAUTH"], phrases: ["HELLO must be called with the client already authenticated"]),
        meaning: "The client asked for a protocol before it logged in, which this server doesn't allow.",
        outcome: .refused,
        retry: .sameConnection("HELLO 3 AUTH <user> <password>, in one command; the user is “default” if none is set."),
        actions: ["Give the client its password, so that it logs in by HELLO itself, or update the client."],
        related: ["HELLO", "AUTH"], since: "Redis 6.0")

    fileprivate static let wrongPassword = ErrorEntry(
        "wrongpass", code: "WRONGPASS", "The user or the password is wrong, or the user is off", .security,
        priority: .high,
        signs: ErrorSigns(
            codes: ["WRONGPASS"], bare: .anywhere, phrases: ["invalid username-password pair"],
            names: ["AuthenticationFailureError", "JedisAccessControlException"],
            wrapperNames: ["AuthenticationError"]),
        meaning: "There is no such user, the password isn't one of the user's, or the user is off.",
        outcome: .refused, retry: newCredentials,
        actions: [
            "Look at the user: ACL GETUSER <user> (flags on, passwords). Capital and small letters differ in names.",
            "See who tried: ACL LOG shows user, address and client.",
            "Set the password: ACL SETUSER <user> on ><password>, then ACL SAVE or CONFIG REWRITE.",
            "When a password changes, let the user have both until all clients have the new one.",
        ],
        related: ["ACL GETUSER", "ACL SETUSER", "ACL LOG", "AUTH"])

    fileprivate static let noPermission = ErrorEntry(
        "noperm", code: "NOPERM", "The user may not do this", .security,
        signs: ErrorSigns(
            codes: ["NOPERM"], bare: .anywhere,
            phrases: [
                "has no permissions to run the '", "has no permissions to access one of the",
                "has no permissions to access the '", "No permissions to access a key",
                "No permissions to access a channel", "No permissions to access database",
            ],
            wrapperNames: ["NoPermissionError", "AuthorizationError"]),
        reads: .permission,
        meaning: "The user is logged in, but its rules don't permit this command, this key or this channel.",
        outcome: .refused, retry: .never("It will be refused until the rules change."),
        actions: [
            "See who the connection is, and what was refused: ACL WHOAMI and ACL LOG.",
            "Try it without carrying it out: ACL DRYRUN <user> <command> <arguments> (from Redis 7 on).",
            "Permit what is needed, and no more: ACL SETUSER <user> +<command> ~<pattern of keys> &<channel>.",
            "Keep it: ACL SAVE, or CONFIG REWRITE where there is no aclfile.",
        ],
        related: ["ACL WHOAMI", "ACL LOG", "ACL DRYRUN", "ACL SETUSER"])

    fileprivate static let noPasswordSet = ErrorEntry(
        "no-password-set", code: "ERR", "A password was sent, and the server has none", .security, priority: .high,
        signs: ErrorSigns(
            codes: ["ERR"], messages: ["invalid password"],
            phrases: [
                "AUTH <password> called without any password configured for the default user",
                "Client sent AUTH, but no password is set",
            ]),
        meaning: """
            The client logs in with a password, but the default user has none (or, before Redis 6, it is another). It \
            may be the wrong server, or one that anybody may enter.
            """,
        outcome: .refused, retry: .never("Correct the address or the credentials."),
        actions: [
            "Check that it is the server that was meant: INFO server (tcp_port, config_file).",
            "If it should have a password: CONFIG SET requirepass <password> or ACL SETUSER, then CONFIG REWRITE.",
            "If it has users of its own, log in with the user's name too: AUTH <user> <password>.",
        ],
        related: ["requirepass", "AUTH", "ACL LIST"])

    fileprivate static let protectedMode = ErrorEntry(
        "denied", code: "DENIED", "Protected mode refuses connections from other hosts", .security, priority: .high,
        signs: ErrorSigns(codes: ["DENIED"], bare: .alone, phrases: ["running in protected mode"]),
        meaning: "The server has no password and no address to bind to, so it talks only to its own host.",
        outcome: .refused, retry: .never("The server has to be configured first."),
        actions: [
            "Set a password (requirepass, or users by ACL SETUSER), on the server's own host.",
            "Bind it to the address that clients use, and to no public one: bind 127.0.0.1 <address>.",
            "Don't switch protected mode off instead, unless a firewall keeps everybody else away.",
        ],
        related: ["protected-mode", "bind", "requirepass"])
}
