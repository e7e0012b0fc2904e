/// Which clients of a server a command is about. Of several filters, all have to apply.
public struct ClientFilter: Sendable, Hashable, CommandArgument {
    private let words: [String]

    /// Clients by their identities. More than one is understood by `CLIENT LIST`, and by `CLIENT KILL` of Valkey 8.1.
    public static func ids(_ ids: [Int]) -> ClientFilter { ClientFilter(words: ["ID"] + ids.map(String.init)) }
    /// The client that connects from a `host:port`.
    public static func address(_ address: String) -> ClientFilter { ClientFilter(words: ["ADDR", address]) }
    /// The clients that connect to a `host:port` (Redis 6.2, Valkey).
    public static func localAddress(_ address: String) -> ClientFilter { ClientFilter(words: ["LADDR", address]) }
    /// The clients of a kind.
    public static func type(_ type: ClientType) -> ClientFilter { ClientFilter(words: ["TYPE", type.rawValue]) }
    /// The clients that logged in as a user.
    public static func user(_ name: String) -> ClientFilter { ClientFilter(words: ["USER", name]) }
    /// The clients that have been connected for at least so long. Whole seconds (Redis 7.4, Valkey 8.0).
    public static func olderThan(_ age: Duration) -> ClientFilter {
        ClientFilter(words: ["MAXAGE", String(age.wholeSeconds)])
    }
    /// The clients that have been idle for at least so long. Whole seconds, at least one (Valkey 9.0).
    public static func idleFor(_ time: Duration) -> ClientFilter {
        ClientFilter(words: ["IDLE", String(time.wholeSeconds)])
    }
    /// The clients that gave themselves a name (Valkey 9.0).
    public static func name(_ name: String) -> ClientFilter { ClientFilter(words: ["NAME", name]) }
    /// The clients that selected a database (Valkey 9.0).
    public static func database(_ number: Int) -> ClientFilter { ClientFilter(words: ["DB", String(number)]) }
    /// Whether the client that asks is spared. Servers spare it unless they are told not to.
    public static func skippingMe(_ isSkipped: Bool) -> ClientFilter {
        ClientFilter(words: ["SKIPME", isSkipped ? "yes" : "no"])
    }

    /// Adds the filter's words.
    public func append(to arguments: inout CommandArguments) { arguments.append(words) }
}

/// A kind of client.
public enum ClientType: String, Sendable, Hashable, CaseIterable {
    /// A client that is none of the others.
    case ordinary = "normal"
    /// The primary of a replica.
    case primary = "master"
    /// A replica.
    case replica
    /// A client that subscribed to channels.
    case subscriber = "pubsub"
}

/// Which clients have to wait while a server pauses.
public enum ClientPauseMode: String, Sendable, Hashable, CaseIterable {
    /// All clients.
    case all = "ALL"
    /// Those that want to write (Redis 6.2, Valkey).
    case writes = "WRITE"
}

/// How a client that waits in a blocking command goes on.
public enum ClientUnblocking: String, Sendable, Hashable, CaseIterable {
    /// As if its time had run out.
    case timeout = "TIMEOUT"
    /// With an error `UNBLOCKED`.
    case error = "ERROR"
}

/// What a server tells a connection of changes of keys, by `CLIENT TRACKINGINFO`.
public struct ClientTrackingInfo: Sendable, Hashable, RESPDecodable {
    /// The words for how it is: `off`, or `on` with `bcast`, `optin`, `optout`, `noloop`, `caching-yes`,
    /// `caching-no`, `broken_redirect`.
    public let flags: Set<String>
    /// The identity of the client that is told instead; nil if it is the connection itself, or nobody.
    public let redirection: Int?
    /// The beginnings of the keys' names that are told of, if they are told of whether they were read or not.
    public let prefixes: [String]

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ClientTrackingInfo {
        let fields = try ReplyFields.decode(value)
        return ClientTrackingInfo(
            flags: Set(fields.texts("flags")), redirection: fields.integer("redirect").flatMap { $0 > 0 ? $0 : nil },
            prefixes: fields.texts("prefixes")
        )
    }

    /// Whether it is told anything.
    public var isOn: Bool { flags.contains("on") }
}
