/// What a rule goes by, of one server.
struct NodeReading<Value> {
    /// The server.
    let node: NodeFacts
    /// What it told.
    let value: Value

    /// The server's address as it is printed.
    var name: String { node.name }
}

extension NodeReading: Sendable where Value: Sendable {}

extension Facts {
    /// What servers told, of those that told it.
    ///
    /// - Parameters:
    ///   - nodes: The servers. Default: all.
    ///   - read: Reads what a server told; nil if it didn't tell.
    func readings<Value>(of nodes: [NodeFacts]? = nil, _ read: (NodeFacts) -> Value?) -> [NodeReading<Value>] {
        (nodes ?? self.nodes).compactMap { node in
            read(node).map { NodeReading(node: node, value: $0) }
        }
    }

    /// The servers that hold what others copy; the copies, where they are all that answered.
    var holders: [NodeFacts] { primaries.isEmpty ? nodes : primaries }

    /// Where something was found, as a part of the sentence that says what.
    func place<Value>(_ readings: [NodeReading<Value>]) -> String {
        guard let only = readings.first, readings.count == 1 else {
            return "on \(readings.count) of \(nodes.count) servers"
        }
        return "on \(only.name)"
    }
}

extension Absence {
    /// `INFO` lacks what a rule goes by.
    ///
    /// - Parameter fields: The names of the fields.
    static func infoLacks(_ fields: String) -> Absence {
        Absence(.unsupported, "INFO has no \(fields): the servers are older, or don't tell")
    }
}

/// How much is at stake where more of the same is worse.
enum Stake {
    /// A weight between two, as far from the first to the second as a share says, from 0 to 1.
    static func between(_ least: Double, _ most: Double, at share: Double) -> Double {
        least + (most - least) * min(1, max(0, share))
    }
}
