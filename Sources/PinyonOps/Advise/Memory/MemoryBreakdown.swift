internal import PinyonClient

/// Where a server's memory goes: into overhead, into a few large keys, into keys without an end, or into its data as
/// such.
struct MemoryBreakdown {
    /// A part that may be larger than it should.
    private struct Part {
        let text: String
        /// Whether it explains why the memory is full.
        let standsOut: Bool
        let remedy: String
    }

    /// From this share of the memory on a part that isn't all of the data stands out.
    private static let remarkable = 0.2

    /// The parts, one a line.
    let evidence: [String]
    /// What to do about the part that stands out.
    let remedy: String

    /// The parts of a server's memory.
    init(_ node: NodeFacts, in facts: Facts) {
        let parts = Self.overhead(of: node) + Self.largeKeys(of: node, in: facts) + Self.endlessKeys(of: node)
        evidence = Self.data(of: node) + parts.map(\.text) + Self.beyond(node)
        remedy =
            parts.first(where: \.standsOut)?.remedy
            ?? "It is the data itself: give it more memory, spread it over more servers, or keep less of it."
    }

    private static func share(_ bytes: Int, of node: NodeFacts) -> Double {
        Double(bytes) / Double(max(1, node.info.memory.used ?? 0))
    }

    private static func amount(_ bytes: Int, of node: NodeFacts) -> String {
        "\(Figure.bytes(bytes)) (\(Figure.percent(100 * share(bytes, of: node))))"
    }

    private static func data(of node: NodeFacts) -> [String] {
        node.info.memory.dataset.map { ["keys and values: \(amount($0, of: node))"] } ?? []
    }

    /// What isn't keys and values.
    private static func overhead(of node: NodeFacts) -> [Part] {
        let memory = node.info.memory
        let clients = (memory.ordinaryClients ?? 0) + (memory.replicaClients ?? 0)
        let parts = [
            (
                "clients' buffers", clients,
                "Find the clients with large buffers by CLIENT LIST (tot-mem, omem) and bound them with "
                    + "client-output-buffer-limit and maxmemory-clients."
            ),
            ("the replication backlog", memory.replicationBacklog ?? 0, "Lower repl-backlog-size."),
            (
                "scripts", node.info.fields.integer("used_memory_scripts") ?? 0,
                "Keep the text of scripts the same, and forget those that are kept with SCRIPT FLUSH ASYNC."
            ),
        ]
        return parts.filter { share($0.1, of: node) >= 0.01 }.map { name, bytes, remedy in
            Part(
                text: "\(name): \(amount(bytes, of: node))", standsOut: share(bytes, of: node) >= remarkable,
                remedy: remedy)
        }
    }

    /// The largest keys of which is known what they take.
    private static func largeKeys(of node: NodeFacts, in facts: Facts) -> [Part] {
        guard let sample = facts.keyspace.value,
            let index = facts.nodes.firstIndex(where: { $0.address == node.address })
        else { return [] }
        let largest = sample.largest.filter { $0.node == index && share($0.bytes ?? 0, of: node) >= 0.01 }.prefix(3)
        guard !largest.isEmpty else { return [] }
        let bytes = largest.reduce(0) { $0 + ($1.bytes ?? 0) }
        let names = largest.map(\.name.printable).joined(separator: ", ")
        return [
            Part(
                text: "the largest keys that were seen: \(amount(bytes, of: node)): \(names)",
                standsOut: share(bytes, of: node) >= remarkable,
                remedy: "A few keys take much of it: split or trim \(names).")
        ]
    }

    private static func endlessKeys(of node: NodeFacts) -> [Part] {
        let ends = KeyEnds(node.info)
        guard ends.endless > 0 else { return [] }
        return [
            Part(
                text: ends.text, standsOut: ends.keys >= KeyEnds.fewest && ends.percent <= 50,
                remedy: "Most keys stay for ever: set a TTL when they are written (SET … EX, EXPIRE).")
        ]
    }

    /// What the process has beyond it, which no limit counts.
    private static func beyond(_ node: NodeFacts) -> [String] {
        let memory = node.info.memory
        guard let excess = MemoryExcess(memory.fragmentationRatio, memory.fragmentation), excess.ratio > 1.4,
            excess.bytes > MemoryExcess.leastBytes
        else { return [] }
        return ["fragmentation, beyond the limit: \(Figure.bytes(excess.bytes))"]
    }
}
