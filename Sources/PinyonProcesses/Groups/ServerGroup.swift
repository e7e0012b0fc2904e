/// Several servers that are started and stopped together.
enum ServerGroup {
    /// What one server of a group is started with.
    struct Member: Sendable {
        var binary: ServerBinary
        var options: ServerOptions
    }

    /// Starts servers at the same time.
    ///
    /// - Parameter members: What to start.
    /// - Returns: The servers, in the order of the members.
    /// - Throws: What the first one throws that fails; the others are gone by then.
    static func start(_ members: [Member]) async throws -> [ServerProcess] {
        try await withTaskGroup(of: Started.self) { group in
            for (number, member) in members.enumerated() {
                group.addTask { await Started(number: number, result: started(member)) }
            }
            var results: [Int: Result<ServerProcess, any Error>] = [:]
            for await started in group {
                results[started.number] = started.result
                if case .failure = started.result { group.cancelAll() }
            }
            return members.indices.compactMap { results[$0] }
        }
        .asServers()
    }

    /// What came of starting a member.
    private struct Started: Sendable {
        var number: Int
        var result: Result<ServerProcess, any Error>
    }

    private static func started(_ member: Member) async -> Result<ServerProcess, any Error> {
        do {
            return .success(try await .start(member.binary, options: member.options))
        } catch {
            return .failure(error)
        }
    }

    /// Stops servers at the same time. Returns when all are gone.
    static func stop(_ servers: [ServerProcess]) async {
        await Polling.uncancelled {
            await withDiscardingTaskGroup { group in
                for server in servers { group.addTask { await server.stop() } }
            }
        }
    }

    /// Finishes something with servers that are running already, and stops them if it fails.
    static func stopping<Result>(
        _ servers: [ServerProcess],
        ifFails body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch {
            await stop(servers)
            throw error
        }
    }

    /// Waits until something holds of a group.
    ///
    /// - Parameters:
    ///   - state: What is waited for, as in “the nodes did not …”.
    ///   - limit: The longest time.
    ///   - servers: Whose log lines stand in the error.
    ///   - question: Returns nil when it holds, else what is missing. What it throws counts as missing.
    /// - Throws: ``ProcessError/Code/notReady``, or `CancellationError`.
    static func wait(
        for state: String,
        within limit: Duration,
        of servers: [ServerProcess],
        _ question: () async throws -> String?
    ) async throws {
        var missing = "nothing was asked"
        let isReached: Bool? = try await Polling.answer(until: .after(limit)) {
            do {
                guard let answer = try await question() else { return true }
                missing = answer
            } catch let error as ProcessError {
                missing = error.message
            }
            return nil
        }
        guard isReached == nil else { return }
        let log = servers.flatMap { server in server.logTail(3).map { "\(server.port ?? 0): \($0)" } }
        throw ProcessError(.notReady, "\(state) within \(limit): \(missing)", log: log)
    }
}

extension [Result<ServerProcess, any Error>] {
    /// The servers, if all were started; else those that were are stopped.
    fileprivate func asServers() async throws -> [ServerProcess] {
        // A start that was cancelled because another failed is not the reason.
        let failures = compactMap { result -> (any Error)? in
            if case .failure(let error) = result { return error }
            return nil
        }
        let servers = compactMap { try? $0.get() }
        guard let failure = failures.first(where: { !($0 is CancellationError) }) ?? failures.first else {
            return servers
        }
        await ServerGroup.stop(servers)
        throw failure
    }
}
