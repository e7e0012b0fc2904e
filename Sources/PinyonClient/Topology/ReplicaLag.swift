/// How far a replica may be behind what is known of its primary's changes to be read from.
///
/// What nodes and Sentinels tell is seconds old, in which a busy primary writes much: the bound is for replicas that
/// don't keep up at all.
package enum ReplicaLag {
    /// The most bytes of changes.
    static let limit = 256 << 20

    /// Whether a replica has all but the newest of the data, as far as that is told.
    ///
    /// - Parameters:
    ///   - offset: How far it has got in the stream of changes; nil if that isn't told. One at 0 has received nothing.
    ///   - newest: How far the stream goes; nil if that isn't told.
    static func isInStep(_ offset: Int?, newest: Int?) -> Bool {
        guard offset != 0 else { return false }
        guard let offset, let newest else { return true }
        let (lag, isOverflow) = newest.subtractingReportingOverflow(offset)
        return !isOverflow && lag <= limit
    }
}
