/// How a command is sent, where that is not left to the client.
package struct CommandOptions: Sendable, Hashable {
    /// The time from the call to the reply, with waiting and connecting; nil for the client's
    /// ``RedisConfiguration/commandTimeout``.
    package var timeout: Duration?
    /// The kind of connection; nil to leave it to the command and its size.
    package var lane: CommandLane?
    /// Whether the command may be sent again when the connection broke and it is unknown whether it ran. Default: only
    /// commands that change nothing are.
    package var isIdempotent = false
    /// Which nodes may answer a command that only reads; nil for the client's.
    package var readPreference: ReadPreference?
    /// Whether the command waits on the server, so that it needs a connection of its own and has the time that it waits
    /// there besides the usual one. Set by the commands that do.
    package var blocks = false

    /// Options that leave everything to the client but the time from the call to the reply, if one is named.
    package init(timeout: Duration? = nil) {
        self.timeout = timeout
    }
}

/// A kind of connection: ``Command/lane(_:)``. Commands on one lane don't wait for the replies of another.
public enum CommandLane: Sendable, Hashable {
    /// Shared by all callers, for commands and replies of up to 64 KiB. The default.
    case small
    /// Shared by all callers, for large arguments and large replies.
    case bulk
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
    /// The same command with a time limit of its own, from the call to the reply, with waiting and connecting.
    ///
    /// It is the limit of a command that is sent alone. Commands that are sent together, in a pipeline or in a
    /// transaction, have the time of the one that has most: a limit that is shorter than the others' doesn't hold
    /// there.
    ///
    /// - Parameter timeout: The time; of zero or less, none is left. Default, without this:
    ///   ``RedisConfiguration/commandTimeout``, and besides it the time that a command waits on the server; none if
    ///   that is any time.
    public func timeout(_ timeout: Duration) -> Command {
        var command = self
        command.options.timeout = timeout
        return command
    }

    /// The same command on a lane of the caller's choice, such as `.bulk` for a large value. Commands that wait on the
    /// server, or are about their connection, have one for themselves in any case.
    public func lane(_ lane: CommandLane) -> Command {
        var command = self
        command.options.lane = lane
        return command
    }

    /// The same command, if it only reads answered by nodes of the caller's choice, such as `.preferReplica`. Walks
    /// with a cursor, such as `SCAN`, ask the primary in any case; a replica's handle in ``RedisClient/nodes`` takes
    /// them.
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
