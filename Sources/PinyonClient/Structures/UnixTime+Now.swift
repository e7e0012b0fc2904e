internal import Tracing

extension UnixTime {
    /// The moment by this machine's clock.
    static var now: UnixTime {
        UnixTime(milliseconds: Int(clamping: DefaultTracerClock.now.millisecondsSinceEpoch))
    }
}
