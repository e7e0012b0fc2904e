/// What several servers answered to the same question.
struct NodeAnswers<Value: Sendable>: Sendable {
    /// One server's answer.
    struct Answer: Sendable {
        /// The server.
        let node: NodeFacts
        /// What it answered.
        let value: Value
    }

    /// The answers of those that gave one.
    let all: [Answer]
    /// Why nobody answered; nil if somebody did.
    let absence: Absence?

    /// The answers of servers.
    init(_ nodes: [NodeFacts], _ part: (NodeFacts) -> Collected<Value>) {
        var answers: [Answer] = []
        var absences: [Absence] = []
        for node in nodes {
            switch part(node) {
            case .value(let value): answers.append(Answer(node: node, value: value))
            case .absent(let absence): absences.append(absence)
            }
        }
        all = answers
        absence = answers.isEmpty ? absences.first(where: \.isGap) ?? absences.first ?? .unwanted : nil
    }
}
