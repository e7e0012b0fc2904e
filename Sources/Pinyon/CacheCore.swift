/// What the near tier holds for a key: a value, or that there is none.
@usableFromInline
enum Cached<Value: Sendable>: Sendable {
    case value(Value)
    case absent
}

/// An answer ready to be kept in the near tier.
@usableFromInline
struct NearFill<Value: Sendable>: Sendable {
    @usableFromInline let cached: Cached<Value>
    @usableFromInline let lifetime: Duration?
    @usableFromInline let weight: Int

    @inlinable
    init(cached: Cached<Value>, lifetime: Duration?, weight: Int) {
        self.cached = cached
        self.lifetime = lifetime
        self.weight = weight
    }
}

/// The state behind all copies of a `Cache`.
@usableFromInline
final class CacheCore<Key: CacheKey, Value: Sendable>: Sendable {
    @usableFromInline typealias Loader = @Sendable (LoadContext<Key>) async throws -> Loaded<Value>
    @usableFromInline typealias Table = FlightTable<Key, Value>

    @usableFromInline let name: String
    @usableFromInline let near: NearTier<Key, Cached<Value>>?
    @usableFromInline let remote: RemoteSide<Key, Value>?
    @usableFromInline let policy: CachePolicy
    @usableFromInline let clock: NearClock
    @usableFromInline let executor: (any TaskExecutor)?
    @usableFromInline let table = Table()
    @usableFromInline let tasks = LoadTasks()
    @usableFromInline let counters = CacheCounters()

    @inlinable
    init(
        name: String,
        near: NearOptions<Key, Value>?,
        remote: RemoteSide<Key, Value>?,
        policy: CachePolicy,
        clock: NearClock,
        executor: (any TaskExecutor)?
    ) {
        self.name = name
        self.near = near.map { NearTier($0.cached, clock: clock) }
        self.remote = remote
        self.policy = policy
        self.clock = clock
        self.executor = executor
    }

    @inlinable var statistics: CacheStatistics { counters.snapshot(near: near?.statistics) }

    /// Takes back a near hit that was no answer: "absent", where the caller needs a value and loads.
    @usableFromInline
    func passOverAbsent() {
        counters.lateNearHits.decrement()
    }

    @inlinable
    func error(_ code: CacheError.Code, _ message: String, _ underlying: (any Error)? = nil) -> CacheError {
        CacheError(code, cache: name, message: message, underlying: underlying)
    }

    /// Changes what is known of a key, under the lock of its part. The near tier's listener hears of those who left,
    /// and they are let go of, when the lock has been given back: both may run code of the user's.
    @inlinable
    func change<Result: Sendable>(
        _ key: Key,
        _ body: (inout Table.Part, inout Departures<Key, Cached<Value>>) -> Result
    ) -> Result {
        var departures = Departures<Key, Cached<Value>>()
        let result = table.withPart(of: key) { body(&$0, &departures) }
        near?.report(departures)
        return result
    }

    /// What to keep of an answer in the near tier; nil without near tier. It asks the user's weigher, so no lock may be
    /// held.
    @inlinable
    func nearFill(of answer: Answer<Value>, for key: Key, lifetime: Duration?) -> NearFill<Value>? {
        guard let near else { return nil }
        let cached: Cached<Value> =
            switch answer {
            case .value(let value): .value(value)
            case .absent: .absent
            }
        return NearFill(
            cached: cached, lifetime: policy.nearLifetime(of: lifetime), weight: near.weight(of: key, cached))
    }

    /// Keeps an answer in the near tier. The caller holds the lock of the key's part.
    @inlinable
    func fillNear(_ fill: NearFill<Value>?, for key: Key, departures: inout Departures<Key, Cached<Value>>) {
        guard let near, let fill else { return }
        _ = near.store(
            fill.cached, for: key, lifetime: fill.lifetime, weight: fill.weight, departures: &departures)
    }

    /// A lifetime shortened by a random share of the jitter.
    @inlinable
    func jittered(_ lifetime: Duration?) -> Duration? {
        guard lifetime != nil, policy.jitter > 0 else { return lifetime }
        return policy.shortened(lifetime, share: .random(in: 0...1))
    }
}

extension NearOptions where Key: CacheKey {
    /// The options of the tier behind the cache, which also keeps that values are absent; those weigh 1 and are not
    /// reported.
    @inlinable var cached: NearOptions<Key, Cached<Value>> {
        var options: NearOptions<Key, Cached<Value>>
        if let weigh {
            options = .bytes(capacity) { key, cached in
                guard case .value(let value) = cached else { return 1 }
                return weigh(key, value)
            }
        } else {
            options = .entries(capacity)
        }
        options.policy = policy
        options.shards = shards
        options.seed = seed
        if let onRemoval {
            options.onRemoval = { key, cached, cause in
                if case .value(let value) = cached { onRemoval(key, value, cause) }
            }
        }
        return options
    }
}
