internal import PinyonClient

extension Rule {
    /// A string is read and written whole: who changes one field of an object in it sends all of them twice, and loses
    /// what somebody else changed meanwhile.
    static let jsonInString = Rule(
        "json-in-string", aliases: ["stringToJson"], .keys, threshold: 50, unit: "percent"
    ) { facts, threshold in
        SampleScale.judge(facts) { scale in
            let strings = scale.sample.records.filter { $0.type == .string }
            guard strings.isEmpty || strings.contains(where: { $0.form != nil }) else {
                return .skipped(Absence(.unwanted, "no values were read"))
            }
            let places = KeyGroup.groups(strings).compactMap { ObjectStrings($0, scale) }
                .filter { $0.percent > threshold }.sorted { $0.keys > $1.keys }
            return .finding(finding(places, scale, threshold))
        }
    }

    private static func finding(_ places: [ObjectStrings], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        guard let most = places.first else { return nil }
        let share = Double(places.reduce(0) { $0 + $1.keys }) / Double(max(1, scale.sample.totalKeys))
        return scale.finding(
            """
            \(Figure.percent(most.percent)) of the strings \(most.pattern) that were read are flat JSON objects of \
            \(most.fields) fields; as a string one takes about \(most.stringBytes) bytes, as a hash \
            \(most.hashBytes)
            """,
            action: action(most), value: most.percent, threshold: threshold,
            impact: (most.isStringSmaller ? 0.08 : 0.15) + 0.1 * share, certainty: 0.8,
            evidence: places.prefix(9).map { evidence($0) } + calls(scale),
            offenders: places.map { Offender($0.pattern, bytes: $0.bytes, count: $0.keys) })
    }

    private static func action(_ most: ObjectStrings) -> String {
        let hash = "HSET key field value changes one field, HMGET reads some, HINCRBY counts without a race."
        guard most.isStringSmaller else {
            return "Keep these objects as hashes where single fields are read or changed. \(hash)"
        }
        return """
            Keep these objects as hashes only where single fields are read or changed. \(hash) Where an object is \
            always read and written whole, the JSON string is smaller here, and better.
            """
    }

    private static func evidence(_ place: ObjectStrings) -> String {
        let compact = place.compactBytes.map { "\($0) B in the compact form, " } ?? ""
        return """
            \(place.pattern): \(place.objects) of \(place.read) read, about \(place.fields) fields; modelled with the \
            key: string \(place.stringBytes) B, hash \(compact)\(place.tableBytes) B in a table
            """
    }

    /// Whether single fields are changed anywhere can only be told for the server as a whole.
    private static func calls(_ scale: SampleScale) -> [String] {
        let counters = scale.facts.primaries.map(Counters.init)
        let whole = counters.reduce(0) { $0 + $1.calls(["get", "mget", "set", "setex", "psetex"]) }
        let single = counters.reduce(0) { $0 + $1.calls(["hget", "hmget", "hset", "hincrby"]) }
        guard whole + single > 0 else { return [] }
        let calls = "calls: GET and SET \(Figure.grouped(whole)), HGET and HSET \(Figure.grouped(single))"
        return [counters.allSatisfy(\.isWindow) ? calls : calls + " since the servers began counting"]
    }
}

/// Strings of one pattern, many of which are flat objects, and what one of them takes in either form.
private struct ObjectStrings {
    let pattern: String
    /// How many values were read.
    let read: Int
    /// How many of them are flat objects.
    let objects: Int
    /// How many keys the pattern has, and what they take.
    let keys: Int
    let bytes: Int
    /// What an object has on average.
    let fields: Int
    let stringBytes: Int
    let compactBytes: Int?
    let tableBytes: Int

    /// Objects of fewer fields are no more work whole.
    private static let leastFields = 3
    /// Fewer values don't show a habit.
    private static let leastRead = 10
    /// Fewer keys aren't worth a change.
    private static let leastKeys = 1_000

    init?(_ group: KeyGroup, _ scale: SampleScale) {
        let forms = group.records.compactMap(\.form)
        let flat = group.records.filter { $0.form?.flatFields ?? 0 >= Self.leastFields && $0.form?.fieldBytes != nil }
        keys = scale.keys(group.records.count)
        guard forms.count >= Self.leastRead, !flat.isEmpty, keys >= Self.leastKeys else { return nil }
        pattern = group.pattern
        read = forms.count
        objects = flat.count
        bytes = scale.keys(group.bytes)
        func mean(_ number: (KeyRecord) -> Int) -> Int { flat.reduce(0) { $0 + number($1) } / flat.count }
        let fields = mean { $0.form?.flatFields ?? 0 }
        self.fields = fields
        let fieldBytes = mean { $0.form?.fieldBytes ?? 0 }
        let model = scale.facts.primaries.first.map { SizeModel($0) } ?? SizeModel()
        let hasEnd = 2 * flat.count(where: { $0.timeToLive != nil }) > flat.count
        let key = model.key(mean { $0.name.bytes.count }, hasEnd: hasEnd)
        stringBytes = key + model.string(mean { $0.length ?? $0.form?.lookedAt ?? 0 })
        compactBytes = model.compactHash(fields: fields, bytes: fieldBytes).map { key + $0 }
        tableBytes = key + model.tableHash(fields: fields, bytes: fieldBytes)
    }

    var percent: Double { 100 * Double(objects) / Double(read) }
    /// In the compact form if it has room for so many fields of such a length.
    var hashBytes: Int { compactBytes ?? tableBytes }
    var isStringSmaller: Bool { stringBytes < hashBytes }
}
