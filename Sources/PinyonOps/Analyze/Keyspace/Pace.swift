/// Keeps what an operation asks of a server below a share of the server's time.
///
/// What commands cost is what the server says that they took, the mean of each. Before it has said anything, a guess
/// stands in.
struct Pace {
    /// The longest time, in microseconds, that commands which are sent together may take the server: while it runs
    /// them, everybody else waits.
    static let longestBatch = 100.0
    private static let firstGuess = 2.0
    /// What a key that `SCAN` passes by costs.
    private static let guessOfScanned = 0.5

    /// The share of the server's time, from 0 to 1.
    private let share: Double
    private var means: [String: Double] = [:]
    /// What a batch has cost so far, in microseconds.
    private var debt = 0.0

    /// A pace.
    ///
    /// - Parameter percent: The share of the server's time, in per cent.
    init(percent: Double) {
        share = max(0.000_1, percent / 100)
    }

    /// What a call of a command takes the server, in microseconds.
    func cost(_ command: String) -> Double { means[command] ?? Self.firstGuess }

    /// Learns what the server says that a command took.
    ///
    /// - Parameters:
    ///   - command: Its name, as the server writes it.
    ///   - calls: How often it was called.
    ///   - microseconds: What all these calls took together.
    mutating func learn(_ command: String, calls: Int, microseconds: Double) {
        guard calls > 0, microseconds >= 0 else { return }
        means[command] = microseconds / Double(calls)
    }

    /// Notes calls that the server has answered.
    mutating func spent(_ command: String, calls: Int = 1) {
        debt += cost(command) * Double(calls)
    }

    /// How long to wait until the server's time that was used is no more than its share; begins anew.
    ///
    /// - Parameter elapsed: How long ago the last wait ended.
    mutating func pause(elapsed: Duration) -> Duration {
        let due = Duration.microseconds(debt / share) - elapsed
        debt = 0
        return max(.zero, due)
    }

    /// How many keys can be looked at together.
    ///
    /// - Parameter commands: What is asked about each of them.
    func batchSize(_ commands: [String]) -> Int {
        let each = commands.reduce(Self.guessOfScanned) { $0 + cost($1) }
        return max(4, min(100, Int(Self.longestBatch / each)))
    }
}
