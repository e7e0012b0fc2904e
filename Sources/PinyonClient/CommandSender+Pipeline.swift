/// What sends several commands together.
public protocol PipelineSender: CommandSender {
    /// Sends commands together, with one write for each node they go to, and waits for all replies.
    ///
    /// - Parameter commands: The commands, of any types.
    /// - Returns: each command's reply or error, in order.
    func sendAll(_ commands: [ErasedCommand]) async -> [Result<RESPValue, ClientError>]
}

/// A command whose type of reply is known only to whoever made it.
public struct ErasedCommand: Sendable {
    let request: Request

    /// A command without its type.
    public init<Response>(_ command: Command<Response>) {
        request = command.request
    }
}

extension PipelineSender {
    /// Sends commands together and waits for all replies. Costs one round trip, however many there are.
    ///
    /// ```swift
    /// let (name, visits) = try await client.pipeline(.get("user:7:name"), .incr("user:7:visits"))
    /// ```
    ///
    /// The commands run in order, others' commands may run in between, and one that fails doesn't keep the others from
    /// running.
    ///
    /// In a cluster each node runs its part in order. The keys of a command that is split have their places in it, and
    /// so have commands for all nodes, such as `FLUSHALL`; between nodes there is no order. What a node sends elsewhere
    /// or refuses for now is sent again: a read may then see what was written behind it, and a write whose key a later
    /// one has written by then isn't sent again, but fails. While slots have no primary, a pipeline with a command for
    /// all nodes waits, up to half of the client's ``RedisConfiguration/commandTimeout`` and no longer than
    /// ``RedisConfiguration/connectTimeout``; then that command fails.
    ///
    /// A pipeline with a command that is about its connection, such as `SELECT` or `WAIT`, goes over one connection as
    /// a whole, to the primary; in a cluster all its keys have to be in one slot. If it can't, nothing of it is sent.
    /// It is sent again as a whole or not at all.
    ///
    /// The commands for a node have the time of the one that has most: with ``Command/timeout(_:)`` one of them can
    /// have more for all, and none less for itself. With one that waits on the server and names no time, there is no
    /// limit.
    ///
    /// - Returns: the replies, each in its command's type.
    /// - Throws: the first command's error that has one.
    public func pipeline<each Response: Sendable>(
        _ commands: repeat Command<each Response>
    ) async throws(ClientError) -> (repeat each Response) {
        var replies = ReplyCursor(await sendAll(Self.erase(repeat each commands)))
        return (repeat try replies.next(of: each commands))
    }

    /// Sends commands together and waits for all replies. Costs one round trip, however many there are.
    ///
    /// As in ``pipeline(_:)``, the commands for a node have the time of the one that has most.
    ///
    /// - Returns: the replies or errors, each in its command's type.
    public func pipelineResults<each Response: Sendable>(
        _ commands: repeat Command<each Response>
    ) async -> (repeat Result<each Response, ClientError>) {
        var replies = ReplyCursor(await sendAll(Self.erase(repeat each commands)))
        return (repeat replies.nextResult(of: each commands))
    }

    /// Sends any number of commands of one type together and waits for all replies.
    ///
    /// As in ``pipeline(_:)``, the commands for a node have the time of the one that has most.
    ///
    /// - Parameter commands: The commands.
    /// - Returns: the replies or errors in order.
    @specialized(where Self == RedisClient, Response == String?)
    public func pipelineResults<Response>(
        _ commands: [Command<Response>]
    ) async -> [Result<Response, ClientError>] {
        var replies = ReplyCursor(await sendAll(commands.map { ErasedCommand($0) }))
        return commands.map { replies.nextResult(of: $0) }
    }

    private static func erase<each Response: Sendable>(
        _ commands: repeat Command<each Response>
    ) -> [ErasedCommand] {
        var erased: [ErasedCommand] = []
        for command in repeat each commands { erased.append(ErasedCommand(command)) }
        return erased
    }
}

/// Goes through the replies of a pipeline.
struct ReplyCursor {
    private var replies: ArraySlice<Result<RESPValue, ClientError>>

    init(_ replies: [Result<RESPValue, ClientError>]) {
        self.replies = replies[...]
    }

    /// The next reply, as its command's.
    mutating func next<Response>(of command: Command<Response>) throws(ClientError) -> Response {
        guard let reply = replies.popFirst() else {
            throw ClientError(.unexpectedReply, "there are fewer replies than commands", command: command.name)
        }
        return try command.read(try reply.get())
    }

    /// The next reply, as its command's, or its error.
    mutating func nextResult<Response>(of command: Command<Response>) -> Result<Response, ClientError> {
        do throws(ClientError) {
            return .success(try next(of: command))
        } catch {
            return .failure(error)
        }
    }
}
