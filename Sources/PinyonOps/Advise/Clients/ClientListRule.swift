internal import PinyonClient

extension Rule {
    /// Connections that nobody uses and clients that nobody can name are found when it is too late to ask.
    static let clientList = Rule("clients", .clients, threshold: 50, unit: "percent") { facts, threshold in
        let answers = NodeAnswers(facts.nodes) { $0.clients }
        if let absence = answers.absence { return .skipped(absence) }
        let clients = answers.all.flatMap { answer in
            answer.value.map { ConnectedClient($0, answer.node) }
        }.filter(\.isOrdinary)
        return .findings([habits(clients, threshold), buffers(clients)].compactMap { $0 })
    }

    /// Below this many connections what they do doesn't matter.
    private static let fewestClients = 20
    /// Buffers up to this size come and go.
    private static let largestBuffer = 1_048_576

    /// Clients that are idle for long, or have no name.
    private static func habits(_ clients: [ConnectedClient], _ threshold: Double) -> Finding? {
        guard clients.count >= fewestClients else { return nil }
        let (idle, unnamed) = (clients.filter(\.isIdle), clients.filter(\.isNameless))
        let idleShare = 100 * Double(idle.count) / Double(clients.count)
        let unnamedShare = 100 * Double(unnamed.count) / Double(clients.count)
        guard max(idleShare, unnamedShare) > threshold else { return nil }
        var (texts, actions): ([String], [String]) = ([], [])
        if idleShare > threshold {
            texts.append("\(Figure.percent(idleShare)) of the clients were idle for more than an hour")
            actions.append("Let pools be smaller, or set timeout so that the server closes idle connections.")
        }
        if unnamedShare > threshold {
            texts.append("\(Figure.percent(unnamedShare)) of the clients tell neither name nor library")
            actions.append("Let each program name itself with CLIENT SETNAME when it connects.")
        }
        let shown = clients.filter { idleShare > threshold ? $0.isIdle : $0.isNameless }
            .sorted { $0.bytes > $1.bytes }
        return Finding(
            texts.joined(separator: ", "), action: actions.joined(separator: " "),
            value: max(idleShare, unnamedShare), threshold: threshold, impact: 0.2, certainty: 0.9,
            evidence: [
                "\(Figure.grouped(clients.count)) clients, \(Figure.grouped(idle.count)) idle for more than an hour",
                "\(Figure.grouped(unnamed.count)) without name and library",
            ] + shown.prefix(8).map(\.text),
            offenders: shown.prefix(10).map(\.offender))
    }

    /// Clients that are behind with reading, or sent more than the server has looked at.
    private static func buffers(_ clients: [ConnectedClient]) -> Finding? {
        let large = clients.filter { $0.buffers > largestBuffer }.sorted { $0.buffers > $1.buffers }
        guard let worst = large.first else { return nil }
        return Finding(
            "\(large.count) clients have more than 1 MB in their buffers, the worst \(Figure.bytes(worst.buffers))",
            action: """
                Replies that wait (omem) mean that a client reads too slowly or asked for too much: fetch less at \
                once, and limit it with client-output-buffer-limit. Bytes that wait (qbuf) mean large values or \
                pipelines: send less at once.
                """,
            value: Double(worst.buffers), threshold: Double(largestBuffer), impact: 0.25, certainty: 0.9,
            evidence: large.prefix(10).map(\.text), offenders: large.prefix(10).map(\.offender))
    }
}

/// A client and the server that it is connected to.
private struct ConnectedClient {
    private static let longIdle = Duration.seconds(3_600)

    let client: ClientInfo
    let node: String

    init(_ client: ClientInfo, _ node: NodeFacts) {
        self.client = client
        self.node = node.name
    }

    /// Whether it is no replica or primary.
    var isOrdinary: Bool { client.flags.isDisjoint(with: [.replica, .primary]) }
    var isSubscriber: Bool { client.flags.contains(.subscriber) || client.flags.contains(.monitor) }
    /// Whether it hasn't sent anything for an hour, as only subscribers and blocked clients do for a reason.
    var isIdle: Bool {
        !isSubscriber && !client.flags.contains(.blocked) && client.idle.map { $0 > Self.longIdle } ?? false
    }
    var isNameless: Bool { client.name == nil && client.libraryName == nil }
    /// The bytes that wait to be looked at or to be sent.
    var buffers: Int { Int.saturatingSum([max(0, client.queryBuffer ?? 0), max(0, client.outputBuffer ?? 0)]) }
    /// The bytes that it takes altogether.
    var bytes: Int { client.totalMemory ?? buffers }
    var address: String { KeyName((client.address ?? "unknown address").utf8).printable }

    var text: String {
        let name = client.name.map { " “\(KeyName($0.utf8).printable)”" } ?? ""
        let library = client.libraryName.map { ", \(KeyName($0.utf8).printable)" } ?? ""
        let idle = Figure.grouped(Int(saturating: (client.idle ?? .zero) / .seconds(1)))
        return """
            \(address)\(name)\(library) on \(node): idle \(idle) s, qbuf \(Figure.bytes(client.queryBuffer ?? 0)), \
            omem \(Figure.bytes(client.outputBuffer ?? 0))
            """
    }

    var offender: Offender { Offender(address, node: node, bytes: bytes) }
}
