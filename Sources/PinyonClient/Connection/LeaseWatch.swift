package import NIOCore

/// Decides when a server is asked for a sign of life, because nothing has come for long for commands that may wait for
/// ever, and when their connections are given up.
///
/// That nothing comes says nothing about such a command. So the server is asked on a connection of its own, once for
/// all that wait, and less and less often as long as it answers.
package struct LeaseWatch {
    /// What a server did when it was asked.
    package enum Answer: Sendable {
        case answered
        /// It didn't answer, or could not be reached.
        case silent
        /// It could not be asked.
        case unknown
    }

    /// How often the time between two questions doubles.
    private static let mostDoublings = 3

    private let stallLimit: TimeAmount
    private let silentLimit: Int
    private var isAsking = false
    /// How often in a row it answered, as far as that counts.
    private var answers = 0
    /// How often in a row it didn't, and when the last time was.
    private var silences = 0
    private var lastSilence = NIODeadline.uptimeNanoseconds(0)
    private var nextQuestion = NIODeadline.uptimeNanoseconds(0)

    /// A watch over a server that lives.
    ///
    /// - Parameters:
    ///   - stallLimit: After how long without a byte commands are reported, again and again.
    ///   - silentLimit: How many questions in a row may go without an answer.
    package init(stallLimit: TimeAmount, silentLimit: Int) {
        self.stallLimit = min(stallLimit, .hours(24))
        self.silentLimit = silentLimit
    }

    /// Notes that a command has waited for long without a byte.
    ///
    /// - Returns: whether to ask the server now.
    package mutating func stalled(now: NIODeadline) -> Bool {
        guard !isAsking, nextQuestion <= now else { return false }
        // Something came since: otherwise this would have been reported long ago.
        if now - lastSilence > max(stallLimit * 3, .seconds(10)) { silences = 0 }
        isAsking = true
        return true
    }

    /// Notes what came of the question.
    ///
    /// - Returns: whether to give up the connections on which still nothing comes.
    package mutating func asked(_ answer: Answer, now: NIODeadline) -> Bool {
        isAsking = false
        switch answer {
        case .unknown:
            return false
        case .answered:
            silences = 0
            answers = min(answers + 1, Self.mostDoublings)
            nextQuestion = now + stallLimit * (1 << answers)
            return false
        case .silent:
            answers = 0
            silences += 1
            lastSilence = now
            guard silences >= silentLimit else { return false }
            silences = 0
            return true
        }
    }
}
