internal import PinyonClient

/// A replica that isn't where its primary is.
struct ReplicaTrouble: Sendable {
    /// The replica's address.
    let replica: String
    /// The server that told of it.
    let node: String
    /// What is wrong.
    let text: String
    /// How long it has been cut off, or is behind; 0 if that isn't known.
    let seconds: Double
    /// How much is at stake.
    let impact: Double
    /// How sure it is.
    let certainty: Double

    /// How urgent it is.
    var weight: Double { impact * certainty }

    /// What replicas say of themselves, and primaries of the others.
    ///
    /// - Parameter limit: How many seconds a replica may be behind.
    static func all(_ facts: Facts, _ limit: Double) -> [ReplicaTrouble] {
        let own = facts.nodes.compactMap(cutOff)
        let known = Set(own.map(\.replica))
        let others = facts.nodes.flatMap { node in
            node.info.replication.replicas.compactMap { behind($0, node, limit) }
        }
        return own + others.filter { !known.contains($0.replica) }
    }

    /// A replica without its primary; nil if the server isn't one.
    private static func cutOff(_ node: NodeFacts) -> ReplicaTrouble? {
        let told = node.info.replication
        guard told.isLinkUp == false else { return nil }
        let port = told.primaryPort.map { "\($0)" } ?? "?"
        let primary = "\(told.primaryHost ?? "?"):\(port)"
        let isSyncing = told.isSyncing == true
        let seconds: Double = max(0, (told.linkDown ?? .zero) / .seconds(1))
        let span = seconds > 0 ? " for \(Figure.grouped(Int(saturating: seconds))) s" : ""
        return ReplicaTrouble(
            replica: node.name, node: node.name,
            text: isSyncing
                ? "\(node.name) is receiving everything anew from \(primary)"
                : "\(node.name) has had no connection to its primary \(primary)\(span)",
            seconds: seconds, impact: isSyncing ? 0.6 : 1, certainty: isSyncing ? 0.9 : 1)
    }

    /// A replica that its primary knows to be behind; nil if it isn't.
    private static func behind(
        _ replica: ServerInfo.Replication.Replica, _ node: NodeFacts, _ limit: Double
    ) -> ReplicaTrouble? {
        let name = "\(ServerAddress.host(replica.host ?? "?", port: replica.port ?? 0))"
        func trouble(_ text: String, _ seconds: Double, _ impact: Double) -> ReplicaTrouble {
            ReplicaTrouble(
                replica: name, node: node.name, text: "\(name), a replica of \(node.name), \(text)", seconds: seconds,
                impact: impact, certainty: 0.9)
        }
        guard replica.isOnline else { return trouble("is still being sent everything", 0, 0.55) }
        let lag: Double = (replica.lag ?? .zero) / .seconds(1)
        if lag > limit { return trouble("last answered \(Figure.grouped(Int(saturating: lag))) s ago", lag, 0.75) }
        guard let bytes = missing(replica, node) else { return nil }
        let missed = Figure.bytes(Int(saturating: bytes))
        let counters = Counters(node)
        if counters.isWindow, let rate = counters.rate("master_repl_offset"), rate > 0 {
            let seconds = bytes / rate
            guard seconds > limit, bytes > 1_048_576 else { return nil }
            let span = Figure.grouped(Int(saturating: seconds))
            return trouble("is \(missed) behind, \(span) s of writes", seconds, 0.75)
        }
        guard let backlog = node.info.replication.backlogSize, backlog > 0, bytes > Double(backlog) else { return nil }
        return trouble("is \(missed) behind, more than the backlog of \(Figure.bytes(backlog)) holds", 0, 0.75)
    }

    /// How many bytes a replica hasn't acknowledged; nil if that isn't told.
    private static func missing(_ replica: ServerInfo.Replication.Replica, _ node: NodeFacts) -> Double? {
        guard let end = node.info.replication.offset, let offset = replica.offset else { return nil }
        return Double(end) - Double(offset)
    }
}
