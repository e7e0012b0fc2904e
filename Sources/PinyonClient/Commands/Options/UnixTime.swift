/// A moment, in milliseconds since the start of 1970 in UTC.
public struct UnixTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The milliseconds since the start of 1970; negative before that.
    public var milliseconds: Int

    /// The moment so many milliseconds after the start of 1970.
    public init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// The moment so many seconds after the start of 1970; the nearest that can be represented, if there is none.
    public init(seconds: Int) {
        milliseconds = seconds.timesClamped(1_000)
    }

    /// The whole seconds since the start of 1970, rounded up.
    public var seconds: Int {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        return remainder > 0 ? quotient + 1 : quotient
    }

    /// A moment that lies later by a duration, with its part of a millisecond rounded up.
    public static func + (time: UnixTime, duration: Duration) -> UnixTime {
        UnixTime(milliseconds: time.milliseconds.plusClamped(duration.wholeMilliseconds))
    }

    /// Whether a moment comes before another.
    public static func < (left: UnixTime, right: UnixTime) -> Bool { left.milliseconds < right.milliseconds }

    /// The milliseconds as text.
    public var description: String { "\(milliseconds) ms since 1970" }
}

extension Duration {
    /// The duration in milliseconds, with a part of one rounded up so that what is short doesn't become nothing.
    package var wholeMilliseconds: Int { whole(1_000) }

    /// The duration in seconds, with a part of one rounded up so that what is short doesn't become nothing.
    package var wholeSeconds: Int { whole(1) }

    private func whole(_ unitsPerSecond: Int) -> Int {
        let (seconds, attoseconds) = min(max(self, .seconds(Int64.min)), .seconds(Int64.max)).components
        let unit = Int64(1_000_000_000_000_000_000) / Int64(unitsPerSecond)
        let part = attoseconds / unit + (attoseconds % unit > 0 ? 1 : 0)
        return Int(clamping: seconds).timesClamped(unitsPerSecond).plusClamped(Int(part))
    }

    /// The duration as blocking commands take it: in seconds, with a part of a millisecond rounded up, because nothing
    /// means for ever there.
    ///
    /// Redis before 7.0 makes less than a millisecond of 0.001, and so waits for ever, which a little more prevents.
    package var blockingSeconds: Double {
        let milliseconds = wholeMilliseconds
        return milliseconds == 1 ? 0.001_1 : Double(milliseconds) / 1_000
    }
}

extension Int {
    fileprivate func timesClamped(_ factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? (self < 0) == (factor < 0) ? .max : .min : product
    }

    fileprivate func plusClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? other < 0 ? .min : .max : sum
    }
}
