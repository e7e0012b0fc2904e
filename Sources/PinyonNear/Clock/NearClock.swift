#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The monotonic time that lifetimes are measured on, in nanoseconds.
///
/// The system's clock costs about 35 ns to read exactly and 5 ns to read to the last tick (1 to 10 ms). A look-up reads
/// the coarse one and asks the exact one only when a deadline is so near that the difference could matter, so an
/// expired entry is never returned and hits stay cheap. Time that the machine spends asleep does not count.
public struct NearClock: Sendable {
    @usableFromInline let source: (@Sendable () -> Int64)?

    /// The system's monotonic clock; the default.
    public static let system = NearClock(source: nil)

    /// A clock of your own, in nanoseconds from any fixed moment. It must never go back.
    ///
    /// - Parameter nanoseconds: called on every operation that touches an entry with a lifetime, on any thread.
    public init(nanoseconds: @escaping @Sendable () -> Int64) {
        source = nanoseconds
    }

    /// A clock made of any Swift clock, counted from now on.
    public init(_ clock: some Clock<Duration>) {
        let origin = clock.now
        source = { origin.duration(to: clock.now).nanoseconds }
    }

    private init(source: (@Sendable () -> Int64)?) {
        self.source = source
    }

    /// The exact time.
    @usableFromInline
    package var now: Int64 {
        if let source { return source() }
        return SystemTime.exact
    }

    /// A time that is never later than the exact one, and cheap.
    @usableFromInline
    package var coarseNow: Int64 {
        if let source { return source() }
        return SystemTime.coarse
    }

    /// Whether a deadline has passed. `coarse` is a time that `coarseNow` gave.
    @usableFromInline
    package func hasPassed(_ deadline: Int64, coarse: Int64) -> Bool {
        if coarse >= deadline { return true }
        if source != nil || deadline - coarse > SystemTime.coarsest { return false }
        return SystemTime.exact >= deadline
    }
}

/// The operating system's clocks.
private enum SystemTime {
    /// No coarse clock ticks more slowly than this.
    static let coarsest: Int64 = 20_000_000

    static var exact: Int64 { read(CLOCK_MONOTONIC) }

    static var coarse: Int64 {
        #if os(Linux)
            read(CLOCK_MONOTONIC_COARSE)
        #else
            read(CLOCK_MONOTONIC)
        #endif
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

extension Duration {
    /// The whole nanoseconds, saturating at the ends of `Int64` (292 years).
    @usableFromInline
    package var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, carried) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
        return carried ? (seconds < 0 ? .min : .max) : sum
    }
}
