internal import PinyonClient

/// Up to which size a server keeps collections of a type in a compact form, which takes a fraction of the memory.
struct CompactLimit {
    /// The most members.
    let members: Int
    /// The most bytes of a member; nil if the form has no such limit.
    let memberBytes: Int?
    /// The setting of the first, by the name that the server knows.
    let setting: String
    /// The setting of the second.
    let bytesSetting: String?

    /// The limit of hashes, sorted sets, or sets that aren't all of integers.
    ///
    /// - Returns: nil if the server has no such form, or its settings aren't known.
    static func listpack(_ type: KeyType, on node: NodeFacts) -> CompactLimit? {
        guard let word = [KeyType.hash: "hash", .sortedSet: "zset", .set: "set"][type] else { return nil }
        for form in ["listpack", "ziplist"] {
            let (entries, value) = ("\(word)-max-\(form)-entries", "\(word)-max-\(form)-value")
            guard let members = number(entries, node) else { continue }
            return CompactLimit(
                members: members, memberBytes: number(value, node), setting: entries, bytesSetting: value)
        }
        return nil
    }

    /// The limit of sets of integers.
    static func integers(on node: NodeFacts) -> CompactLimit? {
        let setting = "set-max-intset-entries"
        return number(setting, node).map {
            CompactLimit(members: $0, memberBytes: nil, setting: setting, bytesSetting: nil)
        }
    }

    private static func number(_ setting: String, _ node: NodeFacts) -> Int? {
        node.settings.value?[setting].flatMap { Int($0) }
    }
}

extension SampleScale {
    /// The node that has a key; nil if the facts don't have it.
    func node(of record: KeyRecord) -> NodeFacts? {
        facts.nodes.indices.contains(record.node) ? facts.nodes[record.node] : nil
    }

    /// Why settings aren't known; nil if one of the servers that hold keys told them.
    var settingsAbsence: Absence? {
        let settings = facts.primaries.map(\.settings)
        return settings.contains { $0.value != nil } ? nil : settings.compactMap(\.absence).first ?? Absence.unwanted
    }
}
