/// What a user may do, by `ACL GETUSER`. Its description shows no digests of passwords.
public struct ACLUser: Sendable, Hashable, RESPDecodable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Commands, keys and channels that belong together.
    public struct Permissions: Sendable, Hashable {
        /// The rules for commands, such as `-@all +get`.
        public let commands: String
        /// The rules for keys, such as `~cache:*`.
        public let keys: String
        /// The rules for channels, such as `&news.*`. Since Redis 6.2.
        public let channels: String
    }

    /// The words that say how it is, such as `on` and `nopass`.
    public let flags: Set<String>
    /// The SHA-256 digests of the passwords that are accepted.
    public let passwordDigests: [String]
    /// What it may do.
    public let permissions: Permissions
    /// What else it may do, each by itself. Since Redis 7.0.
    public let selectors: [Permissions]

    /// Whether it may log in.
    public var isOn: Bool { flags.contains("on") }
    /// Whether any password is accepted.
    public var needsNoPassword: Bool { flags.contains("nopass") }

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ACLUser {
        let fields = try ReplyFields.decode(value)
        return ACLUser(
            flags: Set(fields.texts("flags")), passwordDigests: fields.texts("passwords"),
            permissions: Permissions(fields),
            selectors: (fields["selectors"]?.elements ?? []).compactMap { ReplyFields($0).map(Permissions.init) }
        )
    }

    /// How it is, and how many passwords it has.
    public var description: String {
        "a user that is \(flags.sorted().joined(separator: ", ")) with \(passwordDigests.count) passwords"
    }
    /// How it is, and how many passwords it has.
    public var debugDescription: String { description }
}

extension ACLUser.Permissions {
    /// Rules as texts; before Redis 7.0, those for keys and channels are lists of patterns without their signs.
    fileprivate init(_ fields: ReplyFields) {
        commands = fields.text("commands") ?? ""
        keys = fields.text("keys") ?? fields.texts("keys").map { "~\($0)" }.joined(separator: " ")
        channels = fields.text("channels") ?? fields.texts("channels").map { "&\($0)" }.joined(separator: " ")
    }
}

/// Something that was refused, by `ACL LOG`.
public struct ACLLogEntry: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told of it, by its names.
    public let fields: ReplyFields

    /// Reads one entry.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ACLLogEntry {
        ACLLogEntry(fields: try ReplyFields.decode(value))
    }

    /// How often it was refused.
    public var count: Int? { fields.integer("count") }
    /// Why: `auth`, `command`, `key` or `channel`.
    public var reason: String? { fields.text("reason") }
    /// Where: `toplevel`, `multi`, `lua` or `module`.
    public var context: String? { fields.text("context") }
    /// The command, key or channel.
    public var object: String? { fields.text("object") }
    /// The user.
    public var username: String? { fields.text("username") }
    /// The time since it was last refused.
    public var age: Duration? { fields.seconds("age-seconds") }
    /// Who asked.
    public var client: ClientInfo? { fields.text("client-info").flatMap { ClientInfo(line: $0[...]) } }
}
