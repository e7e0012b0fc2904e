internal import PinyonClient

extension Rule {
    /// Servers that should be alike and aren't behave differently from the day on which another of them takes over.
    static let configurationSkew = Rule("cfg-skew", .cluster, threshold: 0, unit: "settings") { facts, threshold in
        guard facts.topology != .standalone else { return .passed }
        let settings = NodeAnswers(facts.nodes) { $0.settings }
        let differences = [("primaries", facts.primaries), ("replicas", facts.replicas)].flatMap {
            SettingDifference.all(among: $0.1, called: $0.0)
        }
        if differences.isEmpty, let absence = settings.absence { return .skipped(absence) }
        return .finding(finding(differences, threshold))
    }

    private static func finding(_ differences: [SettingDifference], _ threshold: Double) -> Finding? {
        guard let first = differences.first, Double(differences.count) > threshold else { return nil }
        let names = differences.map(\.name)
        let isGrave = !SettingDifference.grave.isDisjoint(with: names)
        return Finding(
            """
            servers of the same role have different \(names.prefix(5).joined(separator: ", "))\
            \(names.count > 5 ? " and \(names.count - 5) more" : "")
            """,
            action: """
                Decide on one value for each, set it on all servers with CONFIG SET (users with ACL SETUSER, versions \
                by an update of one server after the other), and write it down with CONFIG REWRITE and ACL SAVE. Begin \
                with \(first.name).
                """,
            value: Double(differences.count), threshold: threshold, impact: isGrave ? 0.55 : 0.4, certainty: 0.9,
            evidence: differences.prefix(10).map(\.text))
    }
}

/// Something in which servers differ that should be alike.
private struct SettingDifference {
    /// What decides on what a server does with data, the most important first.
    static let grave: Set = ["maxmemory", "maxmemory-policy", "appendonly"]
    private static let others: Set = ["timeout"]
    private static let mostServers = 3

    let name: String
    let role: String
    /// The servers by what they have, what most have first.
    let values: [(value: String, servers: [String])]

    /// What the servers of a role differ in, the most important first.
    static func all(among nodes: [NodeFacts], called role: String) -> [SettingDifference] {
        guard nodes.count > 1 else { return [] }
        let settings = nodes.map { aligned($0.settings.value ?? [:]) }
        let names = Set(settings.flatMap(\.keys))
        var all = names.sorted().compactMap { name in
            SettingDifference(name, role, zip(nodes, settings).map { ($0.name, $1[name]) })
        }
        all += [
            SettingDifference("version", role, nodes.map { ($0.name, $0.info.server.version.map { "\($0)" }) }),
            SettingDifference("users", role, nodes.map { ($0.name, $0.users.value.map(digest)) }),
        ].compactMap { $0 }
        return all.filter { grave.contains($0.name) } + all.filter { !grave.contains($0.name) }
    }

    /// nil if all that tell it have the same.
    private init?(_ name: String, _ role: String, _ told: [(server: String, value: String?)]) {
        let known = told.filter { $0.value != nil }
        values = Dictionary(grouping: known) { $0.value ?? "" }
            .map { (value: $0.key, servers: $0.value.map { $0.server }) }
            .sorted { ($1.servers.count, $0.value) < ($0.servers.count, $1.value) }
        guard values.count > 1 else { return nil }
        self.name = name
        self.role = role
    }

    /// The settings that should be alike. Servers from 7.0 on tell those of compact forms by two names.
    private static func aligned(_ settings: [String: String]) -> [String: String] {
        var aligned: [String: String] = [:]
        for (name, value) in settings {
            let isForm = ["-max-listpack-", "-max-ziplist-", "-max-intset-"].contains { name.contains($0) }
            guard isForm || grave.contains(name) || others.contains(name) else { continue }
            aligned[name.replacing("ziplist", with: "listpack")] = value
        }
        return aligned
    }

    /// Users in one line: their names, and what is special about them.
    private static func digest(_ users: [AccessRule]) -> String {
        users.map { user in
            let marks = [
                user.isOn ? nil : "off", user.needsNoPassword ? "no password" : nil,
                user.hasAllCommands ? "all commands" : nil,
            ].compactMap { $0 }
            return marks.isEmpty ? user.name : "\(user.name) (\(marks.joined(separator: ", ")))"
        }.sorted().joined(separator: ", ")
    }

    var text: String {
        let parts = values.prefix(4).map { value, servers in
            let more = servers.count > Self.mostServers ? " and \(servers.count - Self.mostServers) more" : ""
            return "\(value) on \(servers.prefix(Self.mostServers).joined(separator: ", "))\(more)"
        }
        return "\(name) of \(role): \(parts.joined(separator: "; "))"
    }
}
