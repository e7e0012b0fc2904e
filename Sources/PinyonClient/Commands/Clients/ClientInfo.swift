/// A client of a server, by `CLIENT LIST` and `CLIENT INFO`.
///
/// Every field is kept as it was sent and can be reached by its name. The typed properties say nil where a field is
/// missing, because servers of different versions tell different things.
public struct ClientInfo: Sendable, Hashable, RESPDecodable {
    /// Everything that the server told of it, by its names, such as `tot-mem`.
    public let fields: TextFields

    /// A client from its line; nil if it has no identity.
    package init?(line: Substring) {
        fields = TextFields(line.split(whereSeparator: \.isWhitespace), separator: "=")
        guard fields["id"] != nil else { return nil }
    }

    /// Reads the reply of `CLIENT INFO`.
    ///
    /// - Throws: ``RESPDecodingError`` if it is no such line.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ClientInfo {
        guard let text = value.looseText, let client = ClientInfo(line: text[...]) else {
            throw RESPDecodingError(expected: "a client's fields", found: value)
        }
        return client
    }

    /// Its identity, which no other client of this run of the server gets.
    public var id: Int? { fields.integer("id") }
    /// Where it connects from, as `host:port`; a path and `:0` for a unix socket.
    public var address: String? { fields.nonEmpty("addr") }
    /// Where it connects to, as `host:port` (Redis 6.2, Valkey).
    public var localAddress: String? { fields.nonEmpty("laddr") }
    /// The name that it gave itself; nil if it gave none.
    public var name: String? { fields.nonEmpty("name") }
    /// The time since it connected, to the second.
    public var age: Duration? { fields.seconds("age") }
    /// The time since its last command, to the second.
    public var idle: Duration? { fields.seconds("idle") }
    /// What it is and what it is doing.
    public var flags: Set<Flag> { Set((fields["flags"] ?? "").map(Flag.init(letter:))) }
    /// The database that it selected.
    public var database: Int? { fields.integer("db") }
    /// How many channels it subscribed to.
    public var channels: Int? { fields.integer("sub") }
    /// How many patterns of channels it subscribed to.
    public var patterns: Int? { fields.integer("psub") }
    /// How many shard channels it subscribed to (Redis 7.0, Valkey).
    public var shardChannels: Int? { fields.integer("ssub") }
    /// How many commands it queued in a transaction; nil if it is in none.
    public var queuedCommands: Int? {
        // Valkey 9 says 0 after a transaction, too.
        guard fields["flags"].map({ $0.contains("x") }) ?? true else { return nil }
        return fields.integer("multi").flatMap { $0 < 0 ? nil : $0 }
    }
    /// How many keys it watches (Redis 7.4, Valkey 8).
    public var watchedKeys: Int? { fields.integer("watch") }
    /// The bytes that came from it and weren't looked at yet.
    public var queryBuffer: Int? { fields.integer("qbuf") }
    /// The bytes that wait to be sent to it.
    public var outputBuffer: Int? { fields.integer("omem") }
    /// How many replies wait to be sent to it besides those.
    public var outputList: Int? { fields.integer("oll") }
    /// The bytes that it takes altogether (Redis 6.2, Valkey).
    public var totalMemory: Int? { fields.integer("tot-mem") }
    /// Its last command, in small letters; of a subcommand such as `client|list`.
    public var lastCommand: String? { fields.nonEmpty("cmd").flatMap { $0 == "NULL" ? nil : $0 } }
    /// The user as whom it logged in.
    public var user: String? { fields.nonEmpty("user") }
    /// The identity of the client that is told what it tracks; nil if that is itself or nothing.
    public var redirection: Int? { fields.integer("redir").flatMap { $0 > 0 ? $0 : nil } }
    /// The version of the protocol that it speaks, 2 or 3 (Redis 7.0, Valkey).
    public var protocolVersion: Int? { fields.integer("resp") }
    /// The library that it uses, if it said so (Redis 7.2, Valkey).
    public var libraryName: String? { fields.nonEmpty("lib-name") }
    /// The version of that library, if it said so.
    public var libraryVersion: String? { fields.nonEmpty("lib-ver") }
    /// The bytes that came from it altogether (Redis 8.0, Valkey 8).
    public var totalBytesIn: Int? { fields.integer("tot-net-in") }
    /// The bytes that were sent to it altogether (Redis 8.0, Valkey 8).
    public var totalBytesOut: Int? { fields.integer("tot-net-out") }
    /// How many commands it sent altogether (Redis 8.0, Valkey 8).
    public var totalCommands: Int? { fields.integer("tot-cmds") }

    /// A letter that says what a client is or what it is doing.
    public struct Flag: Hashable, Sendable {
        /// The server's letter.
        public let letter: Character

        /// A flag by the server's letter.
        public init(letter: Character) { self.letter = letter }

        /// An ordinary client that does nothing special.
        public static let ordinary = Flag(letter: "N")
        /// A replica.
        public static let replica = Flag(letter: "S")
        /// The primary of a replica.
        public static let primary = Flag(letter: "M")
        /// It sees every command (`MONITOR`).
        public static let monitor = Flag(letter: "O")
        /// It subscribed to channels.
        public static let subscriber = Flag(letter: "P")
        /// It is in a transaction.
        public static let transaction = Flag(letter: "x")
        /// It waits in a blocking command.
        public static let blocked = Flag(letter: "b")
        /// It is told of changes of keys that it read.
        public static let tracking = Flag(letter: "t")
        /// What it tracks is told to a client that is gone.
        public static let brokenRedirection = Flag(letter: "R")
        /// It is told of changes of keys whether it read them or not.
        public static let broadcastTracking = Flag(letter: "B")
        /// A key that it watches changed: its transaction will fail.
        public static let dirtyWatch = Flag(letter: "d")
        /// It will be closed when it has been sent everything.
        public static let closingAfterReply = Flag(letter: "c")
        /// It is being closed.
        public static let closing = Flag(letter: "A")
        /// It accepts answers from a replica in a cluster.
        public static let readOnly = Flag(letter: "r")
        /// It isn't cut off when clients take too much memory.
        public static let noEviction = Flag(letter: "e")
        /// What it reads doesn't count as used.
        public static let noTouch = Flag(letter: "T")
    }
}

/// The clients of a server, by `CLIENT LIST`.
public struct ClientList: Sendable, Hashable, RESPDecodable {
    /// The clients, in the order in which they came.
    public let clients: [ClientInfo]
    /// How many lines could not be read.
    public let skippedLines: Int

    /// Reads the reply of `CLIENT LIST`: a line for each client.
    ///
    /// - Throws: ``RESPDecodingError`` if it is no text.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ClientList {
        guard let text = value.looseText else { throw RESPDecodingError(expected: "a text", found: value) }
        let lines = text.split(whereSeparator: \.isNewline)
        let clients = lines.compactMap(ClientInfo.init(line:))
        return ClientList(clients: clients, skippedLines: lines.count - clients.count)
    }
}
