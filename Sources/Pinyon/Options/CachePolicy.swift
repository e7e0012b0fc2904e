/// How long a cache keeps what it was given.
public struct CachePolicy: Sendable, Hashable {
    /// How long a value may be returned after it was loaded or stored. Default: nil, until it is evicted or
    /// invalidated.
    public var lifetime: Duration?

    /// How long the near tier may keep a value, if that should be less than `lifetime`. Default: nil, the same.
    public var nearLifetime: Duration?

    /// How long "there is no such value" is kept when a loader says `.absent` without a time of its own. Default: nil,
    /// not at all.
    public var absentLifetime: Duration?

    /// By which share a lifetime may be shortened, at random for each value, so that values stored together don't
    /// expire together. From 0 to 1. Default: 0.05, five per cent. A lifetime is never lengthened.
    public var jitter: Double

    /// A policy.
    public init(
        lifetime: Duration? = nil,
        nearLifetime: Duration? = nil,
        absentLifetime: Duration? = nil,
        jitter: Double = 0.05
    ) {
        self.lifetime = lifetime
        self.nearLifetime = nearLifetime
        self.absentLifetime = absentLifetime
        self.jitter = jitter
    }

    /// A lifetime shortened by a share of the jitter.
    ///
    /// - Parameter share: 0 leaves the lifetime, 1 shortens it by all of the jitter.
    @usableFromInline
    func shortened(_ lifetime: Duration?, share: Double) -> Duration? {
        guard let lifetime, jitter > 0 else { return lifetime }
        return min(lifetime, lifetime * (1 - min(jitter, 1) * share))
    }

    /// The shorter of a value's lifetime and the near tier's.
    @usableFromInline
    func nearLifetime(of lifetime: Duration?) -> Duration? {
        guard let nearLifetime else { return lifetime }
        return min(lifetime ?? nearLifetime, nearLifetime)
    }
}
