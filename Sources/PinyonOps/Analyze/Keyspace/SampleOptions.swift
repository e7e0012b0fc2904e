package import PinyonClient

/// How much of the keyspace is looked at, and how gently.
package struct SampleOptions: Sendable {
    /// The most keys, all servers together; 0 for none. Default: 25,000.
    package var keys = 25_000
    /// The most time. Default: 15 seconds.
    package var time = Duration.seconds(15)
    /// The most of one server's processor that is used for it, in per cent. Default: 1.
    package var pace = 1.0
    /// It pauses while the server's answers to PING take longer, 99 of 100. Default: 20 ms.
    package var latencyLimit = Duration.milliseconds(20)
    /// The most values that are read in part; nil for as many as is good: without `CLIENT NO-TOUCH` at most 1,000,
    /// because reading makes a value look used. Default: nil.
    package var values: Int?
    /// Whether replicas are asked in place of their primaries. Default: no.
    package var prefersReplicas = false
    /// What the keys must match. Default: anything.
    package var pattern: GlobPattern?
    /// What the keys must hold. Default: anything.
    package var type: KeyType?
    /// How many of the largest and longest keys are remembered. Default: 100.
    package var top = 100

    /// The defaults.
    package init() {}

    /// The most values that are read in part where looking can't be hidden from the server.
    static let valuesWithTraces = 1_000
    /// The most values that are read in part otherwise.
    static let valuesWithoutTraces = 5_000
}
