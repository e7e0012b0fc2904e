/// What a Sentinel says about a group.
struct SentinelView: Sendable, Hashable {
    /// The primary.
    var primary: ServerAddress
    /// The number of the configuration by which it became the primary; higher is newer.
    var epoch: UInt64
    /// The replicas that can be used.
    var replicas: [ServerAddress]
    /// The other Sentinels that it knows.
    var sentinels: [ServerAddress]

    /// The view to believe. A Sentinel that was cut off goes on naming the old primary, with an old number.
    static func newest(_ views: [SentinelView]) -> SentinelView? {
        views.max { $0.epoch < $1.epoch }
    }
}
