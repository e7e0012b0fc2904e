/// When a structure goes away by itself, with everything in it.
public enum StructureLifetime: Sendable, Hashable {
    /// So long after the write that made it, however often it is written to: a window of time.
    case fromCreation(Duration)
    /// So long after the last write.
    case fromLastWrite(Duration)

    /// The duration, of which a part of a millisecond counts as one.
    public var duration: Duration {
        switch self {
        case .fromCreation(let duration), .fromLastWrite(let duration): duration
        }
    }
}

extension RedisClient {
    /// Writes to a structure and sees to its lifetime.
    ///
    /// One round trip; with ``StructureLifetime/fromCreation(_:)`` a second one for the write that made it. If the
    /// caller dies in between, the next write makes good for it.
    ///
    /// - Parameters:
    ///   - command: The command that writes.
    ///   - key: The structure's key.
    ///   - lifetime: When it goes away; nil to leave that as it is.
    ///   - tidying: A command that runs right after it.
    func write<Response>(
        _ command: Command<Response>, to key: String, lifetime: StructureLifetime?, then tidying: Command<Void>? = nil
    ) async throws(ClientError) -> Response {
        try lifetime?.duration.checkIsLifetime(of: key)
        var commands = [ErasedCommand(command)]
        if let tidying { commands.append(ErasedCommand(tidying)) }
        switch lifetime {
        case nil: break
        case .fromCreation: commands.append(ErasedCommand(Command.pttl(key).atPrimary))
        case .fromLastWrite(let duration):
            commands.append(ErasedCommand(Command.pexpire(key, after: duration)))
        }
        guard commands.count > 1 else { return try await send(command) }
        var replies = ReplyCursor(await sendAll(commands))
        let response = try replies.next(of: command)
        do throws(ClientError) {
            if let tidying { _ = try replies.next(of: tidying) }
            try await finish(lifetime, of: key, &replies)
        } catch {
            throw ClientError(
                error.code, "the write was done, but not what belongs to it (a lifetime or a limit): \(error.message)",
                command: error.command, node: error.node, serverError: error.serverError, underlying: error.underlying,
                mayHaveRun: true)
        }
        return response
    }

    private func finish(
        _ lifetime: StructureLifetime?, of key: String, _ replies: inout ReplyCursor
    ) async throws(ClientError) {
        switch lifetime {
        case nil: break
        case .fromLastWrite(let duration): _ = try replies.next(of: .pexpire(key, after: duration))
        case .fromCreation(let duration):
            guard try replies.next(of: .pttl(key)) == .unlimited else { return }
            _ = try await pexpire(key, after: duration)
        }
    }
}

extension Command {
    /// The same command at the primary: what follows a write has to see it.
    var atPrimary: Command {
        var command = self
        command.options.readPreference = .primary
        return command
    }
}

extension Duration {
    /// Refuses a duration that would delete at once what it is the lifetime of.
    func checkIsLifetime(of key: String) throws(ClientError) {
        guard self > .zero else {
            throw ClientError(.invalidArgument, "the lifetime of “\(key)” is \(self); it has to be above zero")
        }
    }
}

extension Int {
    /// The sum, or the greatest or least number in place of one that is too large.
    func clampedAdding(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
