package import NIOCore

/// Notices that the process stood still, as when it was stopped or its machine was, because a timer rings far too late.
///
/// What has come meanwhile is read only afterwards, so that time limits which ended in that time wait for a moment:
/// replies that the server gave in time are found, and what could not be written is. Without that all callers that
/// were under way would be told at once that their time is over, if the event loop happens to look at limits first.
package struct Standstill {
    /// From so much on a ring is too late for a process that is only busy.
    package static let least = TimeAmount.milliseconds(500)
    /// How long limits wait: longer than an event loop takes until it has read what is there.
    package static let moment = TimeAmount.milliseconds(50)

    private var end = NIODeadline.uptimeNanoseconds(0)
    /// Limits wait once only: an event loop that is always late is overloaded.
    private var wasLate = false

    package init() {}

    /// Until when no limit ends; nil if limits hold.
    ///
    /// - Parameters:
    ///   - due: When the timer was to ring, if it hasn't yet.
    ///   - now: When it is.
    package mutating func pause(due: NIODeadline?, now: NIODeadline) -> NIODeadline? {
        if now < end { return end }
        let isLate = due.map { now - $0 > Self.least } ?? false
        defer { wasLate = isLate }
        guard isLate, !wasLate else { return nil }
        end = now + Self.moment
        return end
    }
}
