#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension UnixTime {
    /// The moment by this machine's clock.
    static var now: UnixTime {
        var time = timespec()
        // It can't fail for this clock.
        _ = clock_gettime(CLOCK_REALTIME, &time)
        return UnixTime(milliseconds: Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000)
    }
}
