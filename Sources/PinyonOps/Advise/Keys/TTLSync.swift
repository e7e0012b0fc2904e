internal import PinyonClient

extension Rule {
    /// Keys that were written together expire together: then all of them are loaded anew at once, by whoever asks
    /// first.
    static let ttlSync = Rule("ttl-sync", .keys, threshold: 20, unit: "percent") { facts, threshold in
        SampleScale.judge(facts) { scale in
            let bursts = KeyGroup.groups(scale.sample.records)
                .compactMap { ExpiryBurst($0, now: facts.now) }.filter { isAtOnce($0, scale, threshold) }
                .sorted { $0.records.count > $1.records.count }
            return .finding(finding(bursts, scale, threshold))
        }
    }

    /// Fewer keys of the sample may fall together by chance.
    private static let leastRecords = 20
    /// Fewer keys are loaded anew without anybody noticing.
    private static let leastKeys = 1_000
    /// Keys of a few seconds always expire within a second of many others.
    private static let leastConcentration = 10.0

    private static func isAtOnce(_ burst: ExpiryBurst, _ scale: SampleScale, _ threshold: Double) -> Bool {
        burst.percent > threshold && burst.concentration > leastConcentration && burst.records.count >= leastRecords
            && scale.keys(burst.records.count) >= leastKeys
    }

    private static func finding(_ bursts: [ExpiryBurst], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        guard let worst = bursts.first else { return nil }
        let count = scale.keys(bursts.reduce(0) { $0 + $1.records.count })
        let left = Duration.milliseconds(worst.begin.milliseconds - scale.facts.now.milliseconds)
        return scale.finding(
            """
            About \(Figure.grouped(scale.keys(worst.records.count))) keys \(worst.pattern), \
            \(Figure.percent(worst.percent)) of those with an end, expire within \(words(worst.window)) of each other, \
            in \(words(left))
            """,
            action: """
                Add a random part to their TTL when they are written: ttl × (0.9 + 0.2 × random()). Let one caller \
                load a key that has expired while the others wait for it, or load it a little before it expires.
                """,
            value: worst.percent, threshold: threshold,
            impact: 0.4 + 0.5 * Double(count) / Double(max(1, scale.sample.totalKeys)),
            certainty: isRenewed(worst) ? 0.5 : 0.9, evidence: bursts.map { evidence($0, scale) },
            offenders: bursts.map { burst in
                Offender(
                    burst.pattern, bytes: scale.bytes(burst.records), count: scale.keys(burst.records.count))
            })
    }

    private static func evidence(_ burst: ExpiryBurst, _ scale: SampleScale) -> String {
        """
        \(burst.pattern): \(scale.percent(burst.records.count, of: burst.expiringKeys)) within \(words(burst.window)), \
        \(Figure.rounded(burst.concentration)) times as many as if spread evenly
        """
    }

    /// Whether most of the keys were used just now: their ends may be pushed on again and again, as sessions' are, so
    /// that they don't expire together at all.
    private static func isRenewed(_ burst: ExpiryBurst) -> Bool {
        let idle = burst.records.compactMap(\.idle).sorted()
        return !idle.isEmpty && idle[idle.count / 2] <= burst.window
    }

    private static func words(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        switch seconds {
        case ..<120: return "\(Figure.rounded(seconds)) s"
        case ..<7_200: return "\(Int((seconds / 60).rounded())) min"
        default: return "\(Int((seconds / 3_600).rounded())) h"
        }
    }
}
