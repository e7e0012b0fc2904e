/// What nodes have answered to a command that goes to several of them.
struct NodeAnswers: Sendable {
    private struct Answer: Sendable {
        /// Is kept, so that no other node gets its identity.
        let node: Node
        let result: Result<RESPValue, ClientError>

        var hasRun: Bool {
            if case .success = result { true } else { false }
        }
    }

    private let traits: CommandTraits
    private var answers: [ObjectIdentifier: Answer] = [:]

    /// No answers yet.
    init(_ traits: CommandTraits) {
        self.traits = traits
    }

    /// Notes an answer, in place of the node's last one.
    mutating func add(_ result: Result<RESPValue, ClientError>, of node: Node) {
        answers[ObjectIdentifier(node)] = Answer(node: node, result: result)
    }

    /// Whether a node needn't be asked again.
    func isDone(_ node: Node) -> Bool {
        guard let answer = answers[ObjectIdentifier(node)] else { return false }
        switch answer.result {
        case .success: return true
        case .failure(let error): return traits.merge.accepts(error)
        }
    }

    /// Whether the command is done although nodes have failed.
    var isEnough: Bool { traits.merge == .anyOne && answers.values.contains { $0.hasRun } }

    /// Why nodes would have to be asked again.
    func failures(of nodes: [Node]) -> [ClientError] {
        results(of: nodes).compactMap { result in
            guard case .failure(let error) = result, !traits.merge.accepts(error) else { return nil }
            return error
        }
    }

    /// The answer of nodes that are done, or have failed for good.
    func merged(from nodes: [Node]) -> Result<RESPValue, ClientError> {
        traits.merge.merge(results(of: nodes)).mapError { partly($0, of: nodes) }
    }

    /// The error of a command that can't go on.
    ///
    /// - Parameters:
    ///   - error: Why.
    ///   - nodes: Whom it was for at last. Others may have carried it out before.
    func partly(_ error: ClientError, of nodes: [Node]) -> ClientError {
        let total = Set(nodes.map { ObjectIdentifier($0) }).union(answers.keys).count
        return PartialRun(answers.values.map(\.result), of: total, .nodes).error(error, traits)
    }

    private func results(of nodes: [Node]) -> [Result<RESPValue, ClientError>] {
        nodes.compactMap { answers[ObjectIdentifier($0)]?.result }
    }
}
