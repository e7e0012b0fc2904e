internal import PinyonClient

extension Rule {
    /// A sorted set of the names of keys is an index that the program has to keep right by itself; where the server has
    /// a search module, that is the server's work.
    static let searchIndexes = Rule("searchIndexes", .keys, threshold: 0, unit: "sorted sets") { facts, threshold in
        if let absence = SearchModule.absence(facts) { return .skipped(absence) }
        return SampleScale.judge(facts) { scale in
            let sets = scale.sample.records.filter { $0.type == .sortedSet }
            guard sets.isEmpty || sets.contains(where: { $0.members?.areKeyNames != nil }) else {
                return .skipped(Absence(.unwanted, "it was not looked up whether members are names of keys"))
            }
            let groups = KeyGroup.groups(sets.filter { $0.members?.areKeyNames == true })
            let count = groups.reduce(0) { $0 + $1.records.count }
            guard Double(count) > threshold, let most = groups.first else { return .passed }
            return .findings([
                scale.finding(
                    "\(count) of the sorted sets seen, most of them \(most.pattern), hold names of keys",
                    action: """
                        Let the search module index the hashes themselves: FT.CREATE index ON HASH PREFIX 1 prefix: \
                        SCHEMA field NUMERIC SORTABLE, and FT.SEARCH … SORTBY field in place of ZRANGE.
                        """,
                    value: Double(count), threshold: threshold, impact: 0.2, certainty: 0.7,
                    evidence: groups.map { "\($0.pattern): \($0.records.count) seen" },
                    offenders: groups.map { scale.offender($0) })
            ])
        }
    }
}

/// The module by which a server finds hashes and JSON by what they hold.
enum SearchModule {
    /// Why there is nothing to be said about searching; nil if a server has a module for it.
    static func absence(_ facts: Facts) -> Absence? {
        let names = facts.nodes.flatMap { $0.info.modules.keys.map { $0.lowercased() } }
        return names.contains { $0 == "ft" || $0.contains("search") }
            ? nil : Absence(.unsupported, "no search module is loaded")
    }
}
