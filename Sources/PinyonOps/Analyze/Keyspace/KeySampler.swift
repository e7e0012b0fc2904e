internal import PinyonClient

/// Looks at some of the keys of one server over a connection of its own, slowly enough that nobody notices.
///
/// What is asked of a key is chosen to leave no trace: the time since it was used and how often it is used are read
/// before anything that might change them, and values only where they can be read without that, or of few keys.
struct KeySampler {
    /// The server.
    let node: RedisNode
    /// Its index in the facts.
    let index: Int
    /// What it told of itself.
    let info: ServerInfo
    /// How many keys of each database are wanted.
    let quotas: [Int: Int]
    let options: SampleOptions
    /// How many values may be read in part.
    let values: Int
    let latency: LatencyGuard
    let deadline: ContinuousClock.Instant
    /// Whether the connection has to choose its database.
    let choosesDatabase: Bool

    /// Looks at keys until there are enough, or the time is over.
    func sample() async -> NodeSample {
        var state = NodeSample(index: index, top: options.top, pace: options.pace)
        do {
            try await node.withConnection { session in
                if hidesTraces { try? await session.send(.clientNoTouch(true)) }
                for (database, quota) in quotas.sorted(by: { $0.key < $1.key }) where state.end == nil {
                    if choosesDatabase { _ = try await session.send(.command("SELECT", database)) }
                    try await look(at: database, quota, over: session, &state)
                }
            }
        } catch {
            state.end = .failure
            state.failure = (error as? ClientError)?.message ?? "\(error)"
        }
        return state
    }

    /// Whether the server can be told not to count this connection's looks as use.
    private var hidesTraces: Bool { KeySampler.hidesTraces(info) }

    /// Whether a server can be told not to count a connection's looks as use.
    static func hidesTraces(_ info: ServerInfo) -> Bool {
        guard let version = info.server.version else { return false }
        return version >= ServerVersion(7, 2)
    }

    private func look(
        at database: Int, _ quota: Int, over session: LeasedSession, _ state: inout NodeSample
    ) async throws {
        var cursor = ScanCursor.start
        var left = quota
        let questions = KeyQuestions(info: info, database: database, node: index)
        repeat {
            guard try await mayGoOn(&state) else { return }
            let began = ContinuousClock.now
            let size = min(left, state.pace.batchSize(questions.commands))
            let page = try await session.send(
                .scan(cursor: cursor, matching: options.pattern, type: options.type, count: size, as: [UInt8].self))
            state.pace.spent("scan")
            state.calls["scan", default: 0] += 1
            cursor = page.cursor
            let fresh = page.elements.map(KeyName.init).filter { state.isNew($0, in: database) }
            let records = await questions.ask(fresh, over: session, &state)
            await lookInside(records, over: session, &state)
            left -= fresh.count
            try await rest(since: began, over: session, &state)
        } while left > 0 && !cursor.isAtEnd
        if !cursor.isAtEnd { state.isWhole = false }
    }

    /// Whether there is time left, and the server is well. Waits until it is.
    private func mayGoOn(_ state: inout NodeSample) async throws -> Bool {
        while latency.isSlow {
            state.hasPaused = true
            guard ContinuousClock.now < deadline else {
                state.end = .latency
                return false
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        guard ContinuousClock.now < deadline else {
            state.end = .time
            return false
        }
        return true
    }

    /// Reads the beginning of some values, and asks how long collections are.
    private func lookInside(_ records: [KeyRecord], over session: LeasedSession, _ state: inout NodeSample) async {
        var records = records
        await ValueQuestions(limit: values).ask(&records, over: session, &state)
        state.add(records)
    }

    /// Learns from time to time what commands cost, and waits until no more of the server's time was used than its
    /// share.
    private func rest(
        since began: ContinuousClock.Instant, over session: LeasedSession, _ state: inout NodeSample
    ) async throws {
        if ContinuousClock.now >= state.nextLesson {
            state.nextLesson = ContinuousClock.now + .seconds(2)
            if let info = try? await session.send(.info([.commandStatistics])) {
                state.pace.spent("info")
                state.calls["info", default: 0] += 1
                state.learn(from: info)
            }
        }
        let pause = state.pace.pause(elapsed: ContinuousClock.now - began)
        let left = deadline - ContinuousClock.now
        if pause > .zero { try await Task.sleep(for: min(pause, max(.zero, left))) }
    }
}
