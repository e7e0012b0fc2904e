/// The time over which counters were read.
struct CountingTime: Sendable {
    /// Whether it is a window, and not all the time since the servers began counting.
    let isWindow: Bool
    /// How long it is, in seconds; of several servers the longest.
    let seconds: Double

    /// The time over which some servers' counters were read.
    init(_ counters: [Counters]) {
        isWindow = !counters.isEmpty && counters.allSatisfy(\.isWindow)
        seconds = counters.compactMap(\.seconds).max() ?? 0
    }

    /// The same in words.
    var text: String {
        isWindow ? "within \(Figure.grouped(Int(saturating: seconds.rounded()))) s" : "since the server began counting"
    }
}
