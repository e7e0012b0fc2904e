extension Duration {
    /// A number of seconds that a server sent; nil if it is none that a duration can have.
    package init?(fromSeconds seconds: Double) {
        guard seconds.isFinite, seconds.magnitude < 9e18 else { return nil }
        self = .seconds(seconds)
    }
}
