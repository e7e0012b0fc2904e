internal import PinyonClient

/// What numbers of sampled keys mean for all keys, and how findings tell that they are of a sample.
struct SampleScale {
    /// What is known of the servers.
    let facts: Facts
    /// The keys that were looked at.
    let sample: KeyspaceSample

    /// Fewer keys say nothing about habits.
    static let leastKeys = 100
    /// Less memory isn't worth a change of how data is kept.
    static let leastBytes = 10 << 20
    /// What has members; all else is one value.
    static let collections: Set<KeyType> = [.hash, .list, .set, .sortedSet, .stream]

    /// Asks a rule if there is a sample; otherwise tells why there is none.
    static func judge(_ facts: Facts, _ rule: (SampleScale) -> Rule.Outcome) -> Rule.Outcome {
        switch facts.keyspace {
        case .absent(let absence): .skipped(absence)
        case .value(let sample): rule(SampleScale(facts: facts, sample: sample))
        }
    }

    /// The keys of which something is known: those that stand for all, and the largest and longest that were seen.
    var known: [KeyRecord] {
        guard sample.records.count < sample.seenKeys else { return sample.records }
        var places = Set(sample.records.map(KeyPlace.init))
        return sample.records + (sample.largest + sample.longest).filter { places.insert(KeyPlace($0)).inserted }
    }

    /// How many keys some of the records stand for.
    func keys(_ count: Int) -> Int { Int((Double(count) * sample.weight).rounded()) }

    /// What the keys take that some of the records stand for, in bytes.
    func bytes(_ records: some Sequence<KeyRecord>) -> Int {
        keys(records.reduce(0) { $0 + ($1.bytes ?? 0) })
    }

    /// The share of what all keys take that some of the records take, from 0 to 1.
    func byteShare(_ records: some Sequence<KeyRecord>) -> Double {
        let all = sample.records.reduce(0) { $0 + ($1.bytes ?? 0) }
        return all > 0 ? Double(records.reduce(0) { $0 + ($1.bytes ?? 0) }) / Double(all) : 0
    }

    /// Which keys a finding is about, as a part of a sentence.
    var scope: String {
        let seen = Figure.grouped(sample.seenKeys)
        return sample.isWhole ? "all \(seen) keys" : "the \(seen) of \(Figure.grouped(sample.totalKeys)) keys seen"
    }

    /// A share of the sampled keys in words, with the interval of the true one.
    func percent(_ count: Int, of all: Int) -> String {
        let share = SampleEstimate.share(count, of: all, isWhole: sample.isWhole)
        let value = Figure.percent(100 * share.value)
        guard share.low < share.high else { return value }
        return "\(value) (95 % interval \(Figure.percent(100 * share.low)) to \(Figure.percent(100 * share.high)))"
    }

    /// A key as an offender.
    func offender(_ record: KeyRecord) -> Offender { Offender(record, facts) }

    /// The keys of a pattern as an offender, with the numbers that they stand for.
    func offender(_ group: KeyGroup) -> Offender {
        Offender(group.pattern, bytes: keys(group.bytes), count: keys(group.records.count))
    }

    /// A finding about keys: measured if all were seen, and estimated otherwise.
    func finding(
        _ issue: String, action: String, value: Double, threshold: Double, impact: Double, certainty: Double = 1,
        evidence: [String], offenders: [Offender] = []
    ) -> Finding {
        Finding(
            issue, action: action, value: value, threshold: threshold, impact: min(1, impact), certainty: certainty,
            evidence: Array(evidence.prefix(10)), offenders: Array(offenders.prefix(10)),
            confidence: sample.isWhole ? .measured : .estimated,
            sampleSize: sample.isWhole ? nil : sample.seenKeys)
    }
}

/// Where a key is.
private struct KeyPlace: Hashable {
    let name: KeyName
    let database: Int
    let node: Int

    init(_ record: KeyRecord) {
        name = record.name
        database = record.database
        node = record.node
    }
}
