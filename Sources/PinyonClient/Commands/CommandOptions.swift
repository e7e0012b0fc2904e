/// How a command is sent, where that is not left to the client.
public struct CommandOptions: Sendable, Hashable {
    /// The time from the call to the reply, with waiting and connecting; nil for the client's
    /// ``RedisConfiguration/commandTimeout``.
    public var timeout: Duration?
    /// The kind of connection; nil to leave it to the command and its size.
    public var lane: Lane?
    /// Whether the command may be sent again when the connection broke and it is unknown whether it ran. Default: only
    /// commands that change nothing are.
    public var isIdempotent: Bool
    /// Which nodes may answer a command that only reads; nil for the client's.
    public var readPreference: ReadPreference?

    /// Whether the command waits on the server, so that it needs a connection of its own and has no time limit but one
    /// that was asked for. Set by the commands that do.
    package var blocks = false

    /// Options; what isn't named is left to the client.
    ///
    /// - Parameters:
    ///   - timeout: The time from the call to the reply.
    ///   - lane: The kind of connection.
    ///   - isIdempotent: Whether the command may run twice.
    ///   - readPreference: Which nodes may answer reads.
    public init(
        timeout: Duration? = nil, lane: Lane? = nil, isIdempotent: Bool = false,
        readPreference: ReadPreference? = nil
    ) {
        self.timeout = timeout
        self.lane = lane
        self.isIdempotent = isIdempotent
        self.readPreference = readPreference
    }

    /// A kind of connection. Commands on one lane don't wait for the replies of another.
    public enum Lane: Sendable, Hashable {
        /// Shared by all callers, for commands and replies of up to 64 KiB. The default.
        case small
        /// Shared by all callers, for large arguments and large replies.
        case bulk
    }
}

/// Which nodes answer commands that only read.
public enum ReadPreference: Sendable, Hashable {
    /// The primary. A read sees every write that was acknowledged before it, as long as the primary is not replaced.
    case primary
    /// A replica; the primary if there is none. A read may not see writes that were acknowledged before it.
    case preferReplica
    /// The primary and its replicas by turns.
    case any
    /// A node in the client's availability zone, ``RedisConfiguration/availabilityZone``, if there is one, otherwise
    /// any. Replicas can lag behind here, too.
    case nearest
}

extension Command {
    /// The same command with a time limit of its own, from the call to the reply.
    public func timeout(_ timeout: Duration) -> Command {
        var command = self
        command.options.timeout = timeout
        return command
    }

    /// The same command on a lane of the caller's choice, such as `.bulk` for a large value.
    public func lane(_ lane: CommandOptions.Lane) -> Command {
        var command = self
        command.options.lane = lane
        return command
    }

    /// The same command, if it only reads answered by nodes of the caller's choice, such as `.preferReplica`.
    public func reading(from preference: ReadPreference) -> Command {
        var command = self
        command.options.readPreference = preference
        return command
    }

    /// The same command, sent again when it is unknown whether it ran.
    public func idempotent() -> Command {
        var command = self
        command.options.isIdempotent = true
        return command
    }
}
