internal import PinyonClient

extension Rule {
    /// Where a search module is loaded and has no index, hashes are found by names alone.
    static let searchHash = Rule(
        "searchHash", aliases: ["searchJSON"], .keys, threshold: 50, unit: "hashes"
    ) { facts, threshold in
        if let absence = SearchModule.absence(facts) { return .skipped(absence) }
        let indexes = facts.nodes.compactMap { $0.info.fields.integer("search_number_of_indexes") }
        guard let most = indexes.max() else {
            return .skipped(Absence(.unsupported, "INFO doesn't tell how many indexes the search module has"))
        }
        guard most == 0 else { return .passed }
        return SampleScale.judge(facts) { scale in
            let documents = scale.sample.records.filter { isDocument($0) }
            let count = scale.keys(documents.count)
            guard Double(count) > threshold else { return .passed }
            let groups = KeyGroup.groups(documents)
            return .findings([
                scale.finding(
                    "About \(Figure.grouped(count)) hashes and JSON values, and no search index",
                    action: """
                        If they are looked for by their fields, let the module do it: FT.CREATE index ON HASH PREFIX 1 \
                        prefix: SCHEMA field TAG. If they aren't, unload the module.
                        """,
                    value: Double(count), threshold: threshold, impact: 0.1, certainty: 0.5,
                    evidence: groups.map { "\($0.pattern): \($0.records.count) seen" },
                    offenders: groups.map { scale.offender($0) })
            ])
        }
    }

    private static func isDocument(_ record: KeyRecord) -> Bool {
        record.type == .hash ? record.length ?? 0 > 2 : record.type.rawValue == "ReJSON-RL"
    }
}
