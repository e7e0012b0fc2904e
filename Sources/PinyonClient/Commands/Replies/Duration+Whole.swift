extension Duration {
    /// The whole milliseconds in it, as many as fit into an `Int`. What is left is cut off.
    package var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        let (sum, tooMuch) = milliseconds.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        if overflow || tooMuch { return seconds < 0 ? Int.min : Int.max }
        return Int(clamping: sum)
    }

    /// The whole seconds in it. What is left is cut off.
    package var wholeSeconds: Int { Int(clamping: components.seconds) }
}
