internal import PinyonClient

extension Rule {
    /// Megabytes in one command or reply take memory in buffers and time on the network, for everybody.
    static let largeCommands = Rule(
        "large-commands", .slowlog, threshold: 1_048_576, unit: "bytes"
    ) { facts, threshold in
        let requests = NotedCommands.collected(facts, \.largeRequests)
        let replies = NotedCommands.collected(facts, \.largeReplies)
        guard requests.value != nil || replies.value != nil else {
            return .skipped(requests.absence ?? replies.absence ?? .unwanted)
        }
        let logs = [requests, replies].map { large($0, threshold) }
        let calls = LargeCalls.all("request", logs[0]) + LargeCalls.all("reply", logs[1])
        let largest = calls.sorted { ($0.bytes, $1.text) > ($1.bytes, $0.text) }
        guard let worst = largest.first else { return .passed }
        let count = logs.reduce(0) { $0 + $1.entries.count }
        return .finding(
            Finding(
                """
                \(Figure.grouped(count)) commands or replies were as large as \(Figure.bytes(worst.bytes)), such as \
                \(worst.group.name.uppercased())
                """,
                action: """
                    Split large values and compress them, read and write parts (HSCAN, HMGET, ranges with a limit), \
                    and send fewer keys in one command.
                    """,
                value: Double(worst.bytes), threshold: threshold, impact: worst.bytes >= 10 << 20 ? 0.65 : 0.4,
                certainty: logs.contains(where: \.isRecent) ? 1 : 0.5,
                evidence: largest.prefix(8).map(\.text) + logs.compactMap(\.span),
                offenders: largest.prefix(10).map(\.offender)))
    }

    /// The commands of a log that are so large; none if there is no log.
    private static func large(_ log: Collected<NotedCommands>, _ threshold: Double) -> NotedCommands {
        guard let log = log.value else { return NotedCommands(entries: [], now: UnixTime(milliseconds: 0)) }
        return log.filter { Double($0.note.amount) >= threshold }
    }
}

/// Calls of one command with large arguments or replies.
private struct LargeCalls {
    /// `request` or `reply`.
    private let kind: String
    let group: NotedCommands.Group

    /// The commands of a log.
    static func all(_ kind: String, _ log: NotedCommands) -> [Self] {
        log.groups.map { Self(kind: kind, group: $0) }
    }

    /// The largest of them.
    var bytes: Int { group.most }

    private var key: String? { group.worst.flatMap { CommandKinds.key(of: $0) } }

    var text: String {
        let text = "\(group.name): \(Figure.grouped(group.entries.count)) times, largest \(kind) \(Figure.bytes(bytes))"
        return key.map { "\(text), of \($0)" } ?? text
    }

    var offender: Offender {
        Offender(
            [group.name, key].compactMap(\.self).joined(separator: " "), node: group.worst?.node.name, bytes: bytes,
            count: group.entries.count)
    }
}
