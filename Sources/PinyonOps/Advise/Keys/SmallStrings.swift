internal import PinyonClient

extension Rule {
    /// A small string takes less memory than the table entry, the object and the name around it. In hashes of a hundred
    /// that is paid once.
    static let smallStrings = Rule(
        "combineSmallStringsToHashes", .keys, threshold: 200, unit: "bytes"
    ) { facts, threshold in
        SampleScale.judge(facts) { scale in
            let strings = scale.sample.records.filter { $0.type == .string }
            guard strings.isEmpty || strings.contains(where: { $0.bytes != nil }) else {
                return .skipped(Absence(.unsupported, "the servers don't tell what keys take (MEMORY USAGE)"))
            }
            let small = strings.filter { isSmall($0, scale, threshold) }
            let groups = KeyGroup.groups(small).filter { isLarge($0, scale) }
            return .finding(groups.first.map { finding($0, scale, threshold) })
        }
    }

    /// Fewer keys don't take enough to be worth the change.
    private static let leastKeys = 10_000

    /// Together in a hash, keys have one end, and are evicted together: only those that neither expire nor are evicted
    /// one by one can be combined.
    private static func isSmall(_ record: KeyRecord, _ scale: SampleScale, _ threshold: Double) -> Bool {
        guard let bytes = record.bytes, Double(bytes) < threshold, record.timeToLive == nil else { return false }
        return scale.node(of: record)?.info.memory.policy?.hasPrefix("allkeys") != true
    }

    private static func isLarge(_ group: KeyGroup, _ scale: SampleScale) -> Bool {
        2 * group.records.count > scale.sample.records.count && scale.keys(group.records.count) >= leastKeys
    }

    private static func finding(_ group: KeyGroup, _ scale: SampleScale, _ threshold: Double) -> Finding {
        let count = group.records.count
        let mean = group.bytes / count
        let model = scale.facts.primaries.first.map { SizeModel($0) } ?? SizeModel()
        let name = group.records.reduce(0) { $0 + $1.name.bytes.count } / count
        let around = model.key(name, hasEnd: false) + model.sizes[16]
        return scale.finding(
            """
            About \(Figure.grouped(scale.keys(count))) strings \(group.pattern) take \(mean) bytes each, some \
            \(around) of them for what is around the value
            """,
            action: """
                Keep a hundred of them in one hash: HSET prefix:{id / 100} {id % 100} value. It costs the TTL and the \
                eviction of single values, so leave it where you need these.
                """,
            value: Double(mean), threshold: threshold, impact: 0.1 + 0.18 * scale.byteShare(group.records),
            certainty: 0.9,
            evidence: [
                """
                \(group.pattern): \(scale.percent(count, of: scale.sample.records.count)) of the keys, \(mean) bytes \
                each, \(Figure.bytes(scale.bytes(group.records))) altogether, none with an end
                """
            ],
            offenders: [scale.offender(group)])
    }
}
