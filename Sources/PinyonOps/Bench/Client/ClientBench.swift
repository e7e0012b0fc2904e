internal import PinyonClient
internal import PinyonProcesses

/// Measures the client as a service would use it: tasks that share one client and await each call.
///
/// A thousand keys with values of one size are set first and removed at the end. Each combination of mode and callers
/// makes one round that isn't timed, in which allocations are counted, and then the rounds that are; after each of
/// these, `redis-benchmark` does the same work, if it is on this machine.
package struct ClientBench: Sendable {
    /// Tasks that send pipelines, or gets of many keys, at the same time.
    static let batchCallers = 2
    /// Operations of a round, all callers together, unless a number is asked for.
    package static let usualOperations = 200_000
    /// What a caller of few then has of them at most: it has one operation under way at a time, and with as many as
    /// others together it would take most of the time.
    package static let usualOperationsOfOne = 20_000

    /// The server; nil for one that is started on a free port of the loopback interface and ended afterwards. Default:
    /// nil.
    package var url: String?
    /// The server's password, where the URL has none. Default: none.
    package var password: String?
    /// Numbers of tasks that call at the same time, in `get` and `set`. Default: 1, 20, 200, 1,000.
    package var concurrency = [1, 20, 200, 1_000]
    /// Operations of a round, all callers together; nil for ``usualOperations``, of few callers
    /// ``usualOperationsOfOne`` each. Default: nil.
    package var operations: Int?
    /// The bytes of a value. Default: 64.
    package var size = 64
    /// The commands of a pipeline, and the keys of a get of many. Default: 100.
    package var batch = 100
    /// The bytes of the large value. Default: 50 MiB.
    package var largeSize = 50 << 20
    /// Rounds that count. Default: 5.
    package var rounds = 5
    /// What is measured, in order. Default: everything.
    package var modes = Mode.allCases

    /// The defaults.
    package init() {}

    /// How many operations a round of single gets or sets has.
    func operations(ofCallers count: Int) -> Int {
        operations ?? min(Self.usualOperations, Self.usualOperationsOfOne * count)
    }

    /// Whether a URL names a server.
    ///
    /// - Parameters:
    ///   - url: The URL.
    ///   - password: The server's password, where the URL has none.
    /// - Throws: ``OpsError/Code/badInput``, which says what is wrong with it.
    package static func check(url: String, password: String? = nil) throws(OpsError) {
        do {
            _ = try RedisConfiguration(url: url, password: password)
        } catch {
            throw OpsError(.badInput, error.message)
        }
    }

    /// Whether a password stands in a URL.
    package static func showsPassword(_ url: String) -> Bool { RedisConfiguration.showsPassword(url) }

    /// Measures all combinations.
    ///
    /// - Parameters:
    ///   - report: Told each result as soon as it is there.
    ///   - remark: Told what couldn't be done.
    /// - Throws: ``OpsError``, `CancellationError`, and what `report` throws. The keys are removed by then, if the
    ///   server can be reached.
    package func run(report: (Result) throws -> Void, remark: (String) -> Void) async throws {
        do {
            try await BenchServer.with(url: url, password: password) { server in
                try await withKeys(on: server, remark) { client, keys in
                    let peer = peer(of: server, remark)
                    let run = ClientBenchRun(bench: self, client: client, keys: keys, peer: peer)
                    try await run.measure(report, remark)
                }
            }
        } catch let error as ClientError {
            if error.code == .cancelled { throw CancellationError() }
            throw OpsError(.serverUnavailable, "\(error)")
        } catch let error as ProcessError {
            throw OpsError(.serverUnavailable, "\(error)")
        }
    }

    private func peer(of server: BenchServer, _ remark: (String) -> Void) -> BenchPeer.Program? {
        guard let program = RedisBenchmark() else {
            remark("\(RedisBenchmark.name) is not on the search path: there is nothing to compare with")
            return nil
        }
        switch server.place {
        case .arguments(let place):
            return BenchPeer.Program(program: program, place: place)
        case .none(let reason):
            remark("\(RedisBenchmark.name) is left out: \(reason)")
            return nil
        }
    }

    /// Runs a client and sets the keys for as long as a closure runs.
    private func withKeys(
        on server: BenchServer, _ remark: (String) -> Void, _ body: (RedisClient, BenchKeys) async throws -> Void
    ) async throws {
        let client = RedisClient(server.configuration)
        // Not ended by a cancellation: afterwards the keys are still to be removed.
        let running = Task { try? await client.run() }
        let keys = BenchKeys(size: size, batch: batch)
        var areStored = false
        let outcome: Swift.Result<Void, any Error>
        do {
            try await keys.store(with: client)
            areStored = true
            outcome = .success(try await body(client, keys))
        } catch {
            outcome = .failure(error)
        }
        let removal = Task { try await keys.remove(with: client) }
        if case .failure = await removal.result, areStored {
            remark("the keys that begin with \(keys.prefix) could not be removed: remove them with redis-cli")
        }
        client.shutDown()
        await running.value
        try outcome.get()
    }
}
