/// A line of what CLUSTER NODES answers: a node as another node sees it.
struct ClusterNodeLine: Sendable, Hashable {
    let identifier: String
    let flags: Set<Substring>
    /// The identifier of its primary; nil if it is one.
    let primary: String?
    let isConnected: Bool
    /// The slots as ranges, as `0-5460`.
    let slots: [Substring]

    /// Reads the lines; those that aren't such are left out.
    static func parse(_ text: String) -> [ClusterNodeLine] {
        text.split(whereSeparator: \.isNewline).compactMap { ClusterNodeLine($0) }
    }

    private init?(_ line: Substring) {
        let words = line.split(separator: " ")
        guard words.count >= 8 else { return nil }
        identifier = String(words[0])
        flags = Set(words[2].split(separator: ","))
        primary = words[3] == "-" ? nil : String(words[3])
        isConnected = words[7] == "connected"
        slots = Array(words[8...])
    }

    /// Whether the node that tells of it knows it well and thinks that it works.
    var isHealthy: Bool {
        isConnected && flags.isDisjoint(with: ["handshake", "noaddr", "fail", "fail?"])
    }
}
