import Testing

/// Expects that calls take about as long while something happens as they took before.
///
/// A hundredth of them is a handful: one moment in which other tests have the processors makes all of it slow. So they
/// may take longer by what such moments last, which is still far less than waiting for a server that is gone or paused,
/// or for a large reply. Nine tenths of the calls may take only a little longer.
///
/// - Parameters:
///   - during: How long the calls took.
///   - before: How long calls took before.
func expectSimilar(
    _ during: [Duration], before: [Duration], sourceLocation: SourceLocation = #_sourceLocation
) {
    guard !during.isEmpty, !before.isEmpty else {
        Issue.record("there is nothing to compare", sourceLocation: sourceLocation)
        return
    }
    for (share, allowance) in [(0.9, Duration.milliseconds(50)), (0.99, Duration.milliseconds(200))] {
        let (time, usual) = (during.percentile(share), before.percentile(share))
        #expect(
            time < usual * 5 + allowance, "\(share) of the calls took up to \(time), and \(usual) before",
            sourceLocation: sourceLocation)
    }
}

extension Load {
    /// Expects that calls that began in a time took about as long as those before it.
    func expectUnchanged(
        during time: Range<ContinuousClock.Instant>, where isCounted: (Sample) -> Bool = { _ in true },
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let counted = samples.filter(isCounted)
        expectSimilar(
            counted.filter { time.contains($0.start) }.map(\.duration),
            before: counted.filter { $0.start < time.lowerBound }.map(\.duration), sourceLocation: sourceLocation)
    }
}

extension [Duration] {
    /// The time that a share of the calls took at most; there is at least one.
    fileprivate func percentile(_ share: Double) -> Duration {
        sorted()[Swift.min(count - 1, Int(Double(count) * share))]
    }
}
