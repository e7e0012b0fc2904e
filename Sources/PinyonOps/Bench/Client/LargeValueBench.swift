internal import PinyonClient
internal import PinyonNear

/// Measures what callers of small values notice of somebody who gets a large one.
///
/// As long as the large get is under way the callers go on, so that all they measure is beside it.
struct LargeValueBench {
    private static let callers = [1, 200]
    /// What a caller alone is measured by, and the least beside a large value.
    private static let fewestCalls = 1_000
    /// What callers alone are measured by, each.
    private static let callsEach = 100
    /// A large value may take longer than what a client waits for others.
    private static let limit = Duration.seconds(120)
    private static let lifetime = Duration.seconds(86_400)

    private struct Round {
        var small: Callers.Round
        /// How long the large get took, if there was one.
        var largeMilliseconds: Double?
    }

    let client: RedisClient
    let keys: BenchKeys
    let size: Int
    let rounds: Int

    /// Measures one caller and many, each alone, beside a large get on its own lane, and beside one that isn't marked.
    ///
    /// - Parameter report: Told each result as soon as it is there.
    func measure(_ report: (ClientBench.Result) throws -> Void) async throws {
        // Should the process be killed, the server needn't keep it.
        let value = String(repeating: "x", count: size)
        _ = try await client.send(.set(keys.largeKey, value, expiry: .after(Self.lifetime)).timeout(Self.limit))
        for count in Self.callers {
            for result in try await results(count) { try report(result) }
        }
    }

    private func results(_ count: Int) async throws -> [ClientBench.Result] {
        var measured: [ClientBench.Company: [Round]] = [:]
        for round in 0...rounds {
            for company in ClientBench.Company.allCases {
                let one = try await self.round(count, beside: company)
                if round > 0 { measured[company, default: []].append(one) }
            }
        }
        var results = ClientBench.Company.allCases.map { company in
            let rounds = measured[company] ?? []
            var result = ClientBench.Result(
                .largeValue, callers: Callers(count, calls: Self.fewestCalls), rounds: rounds.map(\.small))
            result.beside = company
            let large = rounds.compactMap(\.largeMilliseconds)
            if !large.isEmpty { result.largeMilliseconds = Figure.rounded(large.median) }
            return result
        }
        let alone = results[0].p99Microseconds
        for index in results.indices.dropFirst() where alone > 0 {
            results[index].p99ToAlone = Figure.rounded(results[index].p99Microseconds / alone)
        }
        return results
    }

    private func round(_ count: Int, beside company: ClientBench.Company) async throws -> Round {
        let call = GetCall(client: client, keys: keys)
        let command: Command<RESPValue?>
        switch company {
        case .none:
            let calls = max(Self.fewestCalls, count > 1 ? count * Self.callsEach : 0)
            return Round(small: try await Callers(count, calls: calls, timesAll: true).run(call))
        case .bulk: command = .get(keys.largeKey, as: RESPValue.self).lane(.bulk)
        case .unmarked: command = .get(keys.largeKey, as: RESPValue.self)
        }
        let companion = Companion()
        async let large = get(command, companion)
        let round = try await Callers(count, calls: Self.fewestCalls, timesAll: true).run(call, beside: companion)
        return Round(small: round, largeMilliseconds: try await large)
    }

    /// Gets the large value.
    ///
    /// - Returns: How long that took, in milliseconds.
    private func get(_ command: Command<RESPValue?>, _ companion: Companion) async throws -> Double {
        defer { companion.end() }
        let start = ContinuousClock.now
        let value = try await client.send(command.timeout(Self.limit))
        // Its bytes as they came: what callers make of them takes time of its own.
        if case .bulkString = value { return Double(start.duration(to: .now).nanoseconds) / 1e6 }
        throw OpsError(
            .serverUnavailable,
            "the large value \(keys.largeKey) isn't there any more: the server evicts, or has too little memory")
    }
}
