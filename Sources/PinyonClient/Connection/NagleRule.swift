package import NIOCore

/// When commands wait for company before they are written: the rule of J. Nagle (RFC 896), for commands instead of
/// bytes.
///
/// Many callers that are told of their replies at once hand in their next commands one after the other. Written as
/// they come, that is a system call for every few of them, here and at the server. While enough commands are
/// unanswered, what comes is gathered until there is as much of it as is unanswered, or half as much when replies
/// come; no timer is needed, because they are on their way. Where many wait, some are left until half of all are on
/// their way, and go with those that come: otherwise the server has nothing to do while the callers work, and they
/// have nothing to do while it does.
///
/// The server serves a connection's commands in order, so those that are gathered miss nothing but the time on the way
/// to it: hence only servers that are near are treated so.
package struct NagleRule {
    /// From this many unanswered commands on, what comes is gathered. With fewer, a caller would wait for few others.
    static let leastUnanswered = 32
    /// What is larger isn't gathered: it is worth a system call of its own.
    static let largestCommand = 4 << 10
    /// A server whose fastest reply took longer is far away: what the way takes would be added to callers' waiting.
    static let farthest = TimeAmount.microseconds(500)

    private var fastest = TimeAmount.nanoseconds(.max)

    package init() {}

    /// Notes how long after its command was written a reply came.
    package mutating func replied(after time: TimeAmount) {
        fastest = min(fastest, time)
    }

    /// How many commands may be gathered until they are written; 0 for none.
    ///
    /// - Parameters:
    ///   - unanswered: How many callers' commands were written and not answered.
    ///   - held: How many were left when others were written. Default: none.
    package func gathers(beside unanswered: Int, and held: Int = 0) -> Int {
        unanswered >= Self.leastUnanswered && fastest <= Self.farthest ? unanswered + held : 0
    }

    /// How many of the commands that wait are written now; the others are gathered with those to come.
    ///
    /// - Parameters:
    ///   - waiting: How many wait.
    ///   - unanswered: How many callers' commands were written and not answered.
    package func batch(of waiting: Int, beside unanswered: Int) -> Int {
        let half = (waiting + unanswered) / 2
        return gathers(beside: half) > 0 && waiting - half >= Self.leastUnanswered ? half : .max
    }

    /// How many commands are worth writing when a server begins to answer: it will soon have nothing to do.
    ///
    /// - Parameter unanswered: How many callers' commands were written and not answered before.
    package func isEnough(whenAnswered unanswered: Int) -> Int { max(1, unanswered / 2) }
}
