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
    /// - Returns: the replies or errors, each in its command's type.
    public func pipelineResults<each Response: Sendable>(
        _ commands: repeat Command<each Response>
    ) async -> (repeat Result<each Response, ClientError>) {
        var replies = ReplyCursor(await sendAll(Self.erase(repeat each commands)))
        return (repeat replies.nextResult(of: each commands))
    }

    /// Sends any number of commands of one type together and waits for all replies.
    ///
    /// - Parameter commands: The commands.
    /// - Returns: the replies or errors in order.
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
