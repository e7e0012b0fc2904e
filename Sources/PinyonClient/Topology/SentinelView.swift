/// What a Sentinel says about a group.
package struct SentinelView: Sendable, Hashable {
    /// The primary.
    package var primary: ServerAddress
    /// The number of the configuration by which it became the primary; higher is newer.
    package var epoch: UInt64
    /// The replicas that can be used.
    package var replicas: [ServerAddress]
    /// The other Sentinels that it knows.
    package var sentinels: [ServerAddress]

    package init(
        primary: ServerAddress, epoch: UInt64, replicas: [ServerAddress] = [], sentinels: [ServerAddress] = []
    ) {
        self.primary = primary
        self.epoch = epoch
        self.replicas = replicas
        self.sentinels = sentinels
    }

    /// The view to believe. A Sentinel that was cut off goes on naming the old primary, with an old number.
    package static func newest(_ views: [SentinelView]) -> SentinelView? {
        views.max { $0.epoch < $1.epoch }
    }
}
