/// A cache: values that are expensive to get, kept near, shared through a remote tier, and loaded once.
///
/// ```swift
/// let products = Cache<Int, Product>("products", policy: .init(lifetime: .seconds(600)))
/// let product = try await products.value(for: 42) { context in
///     try await database.product(context.key)
/// }
/// try await products.invalidate(42)
/// ```
///
/// **What it guarantees**, in this process:
/// - After `invalidate(key)` has returned, no load and no look-up that began before can put its value back in any tier,
///   and no reader that starts afterwards is given a value from before.
/// - Between two invalidations of a key there is at most one load of it at a time that anybody waits for, however many
///   callers ask.
/// - A caller whose task is cancelled leaves at once. The load goes on for the others and is cancelled with the last
///   one.
/// - A lost invalidation is an error that the caller sees; a remote tier that can't be read is not: the cache loads.
///
/// A cache is a handle: copies share everything. Loads run in tasks that the cache owns, counts, and waits for in
/// `shutDown()`; they see the task-local values of the caller that started them.
public struct Cache<Key: CacheKey, Value: Sendable>: Sendable {
    @usableFromInline let core: CacheCore<Key, Value>

    /// A cache in this process only.
    ///
    /// - Parameters:
    ///   - name: what errors and statistics call it.
    ///   - near: the size and policy of the near tier; nil for none, which leaves only loading once. Default: 10,000
    ///     entries.
    ///   - policy: lifetimes. Default: values stay until they are evicted or invalidated.
    ///   - clock: what lifetimes are measured on. Default: the system's monotonic clock.
    ///   - executor: where loads run. Default: nil, Swift's global one.
    @inlinable
    public init(
        _ name: String,
        near: NearOptions<Key, Value>? = .entries(10_000),
        policy: CachePolicy = CachePolicy(),
        clock: NearClock = .system,
        executor: (any TaskExecutor)? = nil
    ) {
        core = CacheCore(name: name, near: near, remote: nil, policy: policy, clock: clock, executor: executor)
    }

    /// A cache with a remote tier.
    ///
    /// - Parameters:
    ///   - name: what errors and statistics call it, and what its keys in the remote tier begin with.
    ///   - near: the size and policy of the near tier; nil for none. Default: 10,000 entries.
    ///   - remote: where values are shared.
    ///   - codec: how values become bytes.
    ///   - policy: lifetimes. Default: values stay until they are evicted or invalidated.
    ///   - clock: what lifetimes in the near tier are measured on. Default: the system's monotonic clock.
    ///   - executor: where loads run. Default: nil, Swift's global one.
    @inlinable
    public init(
        _ name: String,
        near: NearOptions<Key, Value>? = .entries(10_000),
        remote: any RemoteTier,
        codec: some CacheCodec<Value>,
        policy: CachePolicy = CachePolicy(),
        clock: NearClock = .system,
        executor: (any TaskExecutor)? = nil
    ) {
        let side = RemoteSide<Key, Value>(tier: remote, namespace: name, codec: codec)
        core = CacheCore(name: name, near: near, remote: side, policy: policy, clock: clock, executor: executor)
    }

    /// The value of a key: from the near tier, from a load under way, from the remote tier, or from the loader.
    ///
    /// A hit in the near tier doesn't suspend.
    ///
    /// - Parameters:
    ///   - key: what to look up.
    ///   - load: gets the value when it is not cached. It runs in a task of the cache's and may be cancelled when
    ///     nobody waits for it any more. It must not ask a cache for the key that it is loading.
    /// - Throws: the loader's own error; `CancellationError` when the caller's task is cancelled; `CacheError` with
    ///   `.reentrantLoad` or `.shutDown`.
    @inlinable
    public func value(
        for key: Key,
        orLoad load: @escaping @Sendable (LoadContext<Key>) async throws -> Value
    ) async throws -> Value {
        if let near = core.near, let cached = near.value(for: key) {
            if case .value(let value) = cached { return value }
            core.passOverAbsent()
        }
        return try await loadedValue(for: key, orLoad: load)
    }

    /// The value of a key, as `value(for:orLoad:)` with a loader that says more than a value: that there is none, how
    /// long it may be cached, or that it must not be.
    ///
    /// - Returns: the value, or nil where the loader said, or the cache remembers, that there is none.
    @_disfavoredOverload
    @inlinable
    public func value(
        for key: Key,
        orLoad load: @escaping @Sendable (LoadContext<Key>) async throws -> Loaded<Value>
    ) async throws -> Value? {
        if let near = core.near, let cached = near.value(for: key) {
            switch cached {
            case .value(let value): return value
            case .absent: return nil
            }
        }
        return try await loadedOptional(for: key, orLoad: load)
    }

    /// The value of a key if a tier has it. It never loads; what the remote tier has is kept in the near tier as well.
    ///
    /// - Returns: the value; nil if it is not cached, or if the cache remembers that there is none.
    /// - Throws: `CancellationError` when the caller's task is cancelled.
    @inlinable
    public func cachedValue(for key: Key) async throws -> Value? {
        try Task.checkCancellation()
        if let near = core.near, let cached = near.value(for: key) {
            guard case .value(let value) = cached else { return nil }
            return value
        }
        guard let answer = await core.cachedAnswer(for: key) else {
            // Whoever is cancelled has not found out that there is none.
            try Task.checkCancellation()
            return nil
        }
        guard case .value(let value) = answer else { return nil }
        return value
    }

    /// The value of a key if the near tier has it. It never suspends.
    @inlinable
    public func nearValue(for key: Key) -> Value? {
        guard let near = core.near, case .value(let value)? = near.value(for: key) else { return nil }
        return value
    }

    /// Stores a value in all tiers, replacing the one that is there. A load that is under way won't replace it.
    ///
    /// After a change in the system of record prefer `invalidate`: two writers that store may do so in the wrong order.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - key: its key.
    ///   - lifetime: how long it may be used, instead of the policy's lifetime. Zero or less invalidates.
    /// - Throws: `CacheError` with `.codec` if it can't be encoded, and with `.remoteUnavailable` if the remote tier
    ///   did not confirm; the near tier then doesn't keep it either.
    @inlinable
    public func store(_ value: Value, for key: Key, lifetime: Duration? = nil) async throws {
        try await core.store(value, for: key, lifetime: lifetime)
    }

    /// Removes a key from all tiers. Call it after the change in the system of record has been committed.
    ///
    /// When it has returned, no load and no look-up that began before puts the old value back.
    ///
    /// - Throws: `CacheError` with `.remoteUnavailable` if the remote tier did not confirm: repeat it then.
    @inlinable
    public func invalidate(_ key: Key) async throws {
        try await core.invalidate(key)
    }

    /// Removes all keys of this cache from all tiers, as `invalidate` does one.
    ///
    /// - Throws: `CacheError` with `.remoteUnavailable` if the remote tier did not confirm: repeat it then.
    @inlinable
    public func invalidateAll() async throws {
        try await core.invalidateAll()
    }

    /// What the cache has done since it was made.
    @inlinable public var statistics: CacheStatistics { core.statistics }

    /// Starts no further loads and waits for those under way. What the near tier has stays readable.
    ///
    /// Never wait for it inside a loader, which would wait for itself. To end loads early, cancel the tasks that wait
    /// for them.
    @inlinable
    public func shutDown() async {
        await core.tasks.shutDown()
    }

    @inlinable
    func loadedValue(
        for key: Key,
        orLoad load: @escaping @Sendable (LoadContext<Key>) async throws -> Value
    ) async throws -> Value {
        while true {
            let answer = try await core.answer(for: key, acceptsAbsent: false) { .value(try await load($0)) }
            if case .value(let value) = answer { return value }
        }
    }

    @inlinable
    func loadedOptional(
        for key: Key,
        orLoad load: @escaping @Sendable (LoadContext<Key>) async throws -> Loaded<Value>
    ) async throws -> Value? {
        let answer = try await core.answer(for: key, acceptsAbsent: true, load: load)
        guard case .value(let value) = answer else { return nil }
        return value
    }
}
