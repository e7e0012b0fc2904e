internal import PinyonClient

/// One call of a client, as a benchmark makes it over and over. A type for each kind, so that the loop around it is
/// compiled for it.
protocol ClientCall: Sendable {
    /// How many operations a call is.
    var operations: Int { get }

    /// Makes the call.
    ///
    /// - Parameter step: Which of a caller's calls it is; chooses the keys.
    func make(_ step: Int) async throws
}

/// A `get` of one key.
struct GetCall: ClientCall {
    let client: RedisClient
    let keys: BenchKeys
    let operations = 1

    func make(_ step: Int) async throws {
        let key = keys.key(step)
        try keys.check(await client.get(key), of: key)
    }
}

/// A `set` of one key.
struct SetCall: ClientCall {
    let client: RedisClient
    let keys: BenchKeys
    let operations = 1

    func make(_ step: Int) async throws {
        try await client.set(keys.key(step), keys.value)
    }
}

/// A pipeline of `get`s.
struct PipelineCall: ClientCall {
    let client: RedisClient
    let keys: BenchKeys
    let operations: Int

    func make(_ step: Int) async throws {
        let batch = keys.batch(step)
        let values = await client.pipelineResults(batch.map { .get($0) })
        for (key, value) in zip(batch, values) { try keys.check(value.get(), of: key) }
    }
}

/// An `mget` of several keys.
struct MultipleGetCall: ClientCall {
    let client: RedisClient
    let keys: BenchKeys
    let operations: Int

    func make(_ step: Int) async throws {
        let batch = keys.batch(step)
        for (key, value) in zip(batch, try await client.mget(batch)) { try keys.check(value, of: key) }
    }
}
