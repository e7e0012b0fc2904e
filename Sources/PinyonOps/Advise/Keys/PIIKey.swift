extension Rule {
    /// Names of keys stand in slow logs, in MONITOR, in dumps and in clients' logs, where nobody expects personal data
    /// or what lets somebody in.
    static let piiKey = Rule("pii-key", .keys, threshold: 0, unit: "keys") { facts, threshold in
        SampleScale.judge(facts) { scale in
            let places = personalPlaces(scale.sample.records)
            let count = places.reduce(0) { $0 + $1.keys }
            guard Double(count) > threshold else { return .passed }
            return .findings([finding(places, scale, threshold)])
        }
    }

    private static func finding(_ places: [PersonalPlace], _ scale: SampleScale, _ threshold: Double) -> Finding {
        let count = places.reduce(0) { $0 + $1.keys }
        let kinds = PersonalData.Kind.allCases.filter { kind in places.contains { $0.kind == kind } }
        return scale.finding(
            "The names of \(count) of \(scale.scope) hold \(kinds.map { words($0) }.joined(separator: ", "))",
            action: """
                Put a keyed hash (HMAC) or an internal number in their place: user:{HMAC(e-mail)}. Then delete the old \
                keys with SCAN and UNLINK, and remember that dumps and replicas had them too. The names aren't shown \
                here.
                """,
            value: Double(count), threshold: threshold,
            impact: 0.4 + 0.4 * Double(count) / Double(max(1, scale.sample.records.count)),
            certainty: kinds == [.cardNumber] ? 0.75 : 1,
            evidence: places.map { "\($0.pattern): \($0.keys) names with \(words($0.kind))" },
            offenders: places.map { Offender($0.pattern, count: scale.keys($0.keys)) })
    }

    private static func words(_ kind: PersonalData.Kind) -> String {
        switch kind {
        case .emailAddress: "e-mail addresses"
        case .cardNumber: "numbers of payment cards"
        case .token: "access tokens"
        }
    }

    /// Where in names personal data stands, the most frequent place first.
    private static func personalPlaces(_ records: [KeyRecord]) -> [PersonalPlace] {
        var counts: [PersonalPlace: Int] = [:]
        var resembling: [String: Int] = [:]
        for record in records {
            let data = PersonalData(record.name)
            if data.resemblesCard { resembling[data.pattern, default: 0] += 1 }
            // Each name counts once.
            guard let kind = PersonalData.Kind.allCases.first(where: { data.kinds.contains($0) }) else { continue }
            counts[PersonalPlace(pattern: data.pattern, kind: kind), default: 0] += 1
        }
        // Of other long numbers every tenth looks like a card's.
        let found = counts.filter { $0.key.kind != .cardNumber || 2 * $0.value > resembling[$0.key.pattern] ?? 0 }
        let habits = found.isEmpty ? [] : habits(in: records)
        var places: [PersonalPlace: Int] = [:]
        for (place, count) in found {
            places[PersonalPlace(pattern: mask(place.pattern, habits), kind: place.kind), default: 0] += count
        }
        return places.map { PersonalPlace(pattern: $0.key.pattern, kind: $0.key.kind, keys: $0.value) }
            .sorted { ($1.keys, $0.pattern) < ($0.keys, $1.pattern) }
    }

    /// The segments that stand in so many names that they can't be one person's.
    private static func habits(in records: [KeyRecord]) -> Set<String> {
        var names: [String: Int] = [:]
        for record in records {
            for segment in Set(KeyShape(record.name).segments.map(\.general)) { names[segment, default: 0] += 1 }
        }
        return Set(names.filter { $0.value >= max(2, records.count / 100) }.keys)
    }

    /// A pattern with only those segments that are a habit.
    private static func mask(_ pattern: String, _ habits: Set<String>) -> String {
        let shape = KeyShape(KeyName(pattern.utf8))
        return shape.segments.map { habits.contains($0.text) ? $0.text : KeyToken.wildcard }
            .joined(separator: shape.delimiter.map(String.init) ?? "")
    }
}

/// Names of one pattern that hold the same kind of personal data.
private struct PersonalPlace: Hashable {
    let pattern: String
    let kind: PersonalData.Kind
    var keys = 0
}
