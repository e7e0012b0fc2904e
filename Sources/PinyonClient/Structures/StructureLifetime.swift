/// When a structure goes away by itself, with everything in it.
///
/// What adds or sets something is a write, also if it finds that there is nothing to change; what only removes
/// something isn't.
public enum StructureLifetime: Sendable, Hashable {
    /// So long after the write that made it, however often it is written to: a window of time. A structure that is
    /// there without a lifetime gets this one with the next write.
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
        guard lifetime != nil || tidying != nil else { return try await send(command) }
        var replies = ReplyCursor(await sendAll(Self.commands(command, tidying, lifetime, of: key)))
        var before: TimeToLive?
        if case .fromLastWrite = lifetime { before = try? replies.next(of: .pttl(key)) }
        let response: Response
        do throws(ClientError) {
            response = try replies.next(of: command)
        } catch {
            if error.serverError != nil { await restore(before, of: key) }
            throw error
        }
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

    private static func commands<Response>(
        _ command: Command<Response>, _ tidying: Command<Void>?, _ lifetime: StructureLifetime?, of key: String
    ) -> [ErasedCommand] {
        let left = ErasedCommand(Command.pttl(key).atPrimary)
        let writing = [ErasedCommand(command)] + (tidying.map { [ErasedCommand($0)] } ?? [])
        switch lifetime {
        case nil: return writing
        case .fromCreation: return writing + [left]
        case .fromLastWrite(let duration):
            // The write may be refused, and then the key has to keep what it had left.
            return [left] + writing + [ErasedCommand(Command.pexpire(key, after: duration))]
        }
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

    /// Gives a key the lifetime again that it had before a write was refused. It may hold something else, which must
    /// not go away because somebody took it for a structure.
    private func restore(_ left: TimeToLive?, of key: String) async {
        // Whether it works or not: what the caller has to hear of is the refusal.
        switch left {
        case nil, .missing: break
        case .unlimited: _ = try? await persist(key)
        case .remaining(let duration): _ = try? await pexpire(key, after: max(duration, .milliseconds(1)))
        }
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
