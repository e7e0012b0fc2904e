internal import NIOCore

extension Duration {
    /// More than anybody waits for: a hundred years.
    private static let longest = Duration.seconds(3_155_760_000)

    /// The duration, but no less than nothing and no more than a hundred years.
    ///
    /// A time that a user gives may be longer than can be counted in nanoseconds, or be converted at all: what is
    /// calculated with it would trap.
    package var bounded: Duration { min(max(self, .zero), Self.longest) }
}

extension TimeAmount {
    /// A time that a user gives, but no less than nothing and no more than a hundred years.
    init(bounded duration: Duration) {
        self.init(duration.bounded)
    }
}
