extension Cache where Value: Codable {
    /// A cache with a remote tier that holds values as JSON. The parameters are those of the initialiser with a codec.
    @inlinable
    public init(
        _ name: String,
        near: NearOptions<Key, Value>? = .entries(10_000),
        remote: any RemoteTier,
        policy: CachePolicy = CachePolicy(),
        clock: NearClock = .system,
        executor: (any TaskExecutor)? = nil
    ) {
        self.init(
            name, near: near, remote: remote, codec: JSONCodec(), policy: policy, clock: clock, executor: executor)
    }
}

extension Cache where Value == [UInt8] {
    /// A cache with a remote tier that holds bytes as they are. The parameters are those of the initialiser with a
    /// codec.
    @inlinable
    public init(
        _ name: String,
        near: NearOptions<Key, Value>? = .entries(10_000),
        remote: any RemoteTier,
        policy: CachePolicy = CachePolicy(),
        clock: NearClock = .system,
        executor: (any TaskExecutor)? = nil
    ) {
        self.init(
            name, near: near, remote: remote, codec: RawCodec(), policy: policy, clock: clock, executor: executor)
    }
}
