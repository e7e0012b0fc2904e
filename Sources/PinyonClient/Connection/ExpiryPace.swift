package import NIOCore

/// When to look for commands whose time is over.
///
/// A look walks all that waits, on an event loop that other connections share. With a hundred thousand commands that
/// wait for a frozen server the next deadline is always a few microseconds away, so that looks at each deadline would
/// follow one another without end, and walk the whole queue each time. Therefore there is a pause after each look, the
/// longer the more it looked at: looks take a small part of the event loop's time, however many commands wait. A
/// command among few is told up to 5 ms late, one among a hundred thousand up to 300 ms.
package struct ExpiryPace {
    package static let leastPause = TimeAmount.milliseconds(5)
    /// A few times what looking at a command takes.
    package static let pausePerEntry = TimeAmount.microseconds(3)

    /// No deadline is earlier.
    private var earliest = NIODeadline.distantFuture
    private var pauseEnd = NIODeadline.uptimeNanoseconds(0)
    /// How many commands were looked at so far.
    package private(set) var examined = 0

    package init() {}

    /// When to look next; never if nobody's time is limited.
    package var next: NIODeadline { max(earliest, pauseEnd) }

    /// Whether a look may find something, and enough time has passed since the last one.
    package func isDue(now: NIODeadline) -> Bool { next <= now }

    /// Notes the deadline of somebody who waits.
    package mutating func note(_ deadline: NIODeadline) {
        earliest = min(earliest, deadline)
    }

    /// Notes that deadlines may be earlier from now on.
    package mutating func forget() {
        earliest = .uptimeNanoseconds(0)
    }

    /// Notes a look.
    ///
    /// - Parameters:
    ///   - count: How many commands it looked at.
    ///   - now: When it was.
    ///   - earliest: The earliest deadline that is left; nil if there is none.
    package mutating func looked(at count: Int, now: NIODeadline, earliest: NIODeadline?) {
        examined += count
        self.earliest = earliest ?? .distantFuture
        pauseEnd = now + max(Self.leastPause, Self.pausePerEntry * count)
    }
}
