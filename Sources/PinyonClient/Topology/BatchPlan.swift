internal import NIOCore

/// A pipeline in pieces, each of which goes to one node, and what has become of them.
///
/// The pieces of a node stand in the order of the commands that they belong to, so that all that a node does for a
/// pipeline it does in order: a key of a command that is split, too, meets what stands before and behind that command.
struct BatchPlan: Sendable {
    typealias Outcome = (piece: Int, verdict: BatchVerdict)

    /// A command, or what one slot or one node has to do of it.
    struct Piece: Sendable {
        let request: Request
        /// The slot of its keys, if that matters.
        let slot: HashSlot?
        /// Where it goes first; nil if that isn't known yet.
        let node: Node?
    }

    /// The pieces for one node, in order.
    struct Group: Sendable {
        let node: Node
        fileprivate(set) var pieces: [Int] = []
        fileprivate(set) var terms = CallTerms.Batch()
    }

    /// A piece that is to be sent.
    struct Unsettled: Sendable {
        let piece: Int
        /// Why it is to be sent again; nil if it wasn't sent.
        let reason: ClientError?
    }

    /// What is left to do after the groups were sent.
    enum Step: Sendable {
        /// To send these again. Those of different slots don't wait for each other.
        case pieces([Unsettled])
        /// To send a command to those of its nodes that haven't carried it out.
        case everywhere(Request, command: Int, NodeAnswers)
    }

    private enum Whole: Sendable {
        case refused(ClientError)
        case one
        case split(SplitRequest)
        case everywhere(Request)
    }

    private struct Planned: Sendable {
        let whole: Whole
        let pieces: Range<Int>
    }

    private(set) var pieces: [Piece] = []
    private(set) var groups: [Group] = []
    /// The pieces of which it isn't known where they go.
    private(set) var unplaced: [Unsettled] = []
    /// Whether one of the commands goes to several nodes, so that a node's part isn't done before the others'.
    private(set) var joinsNodes = false
    private var commands: [Planned] = []
    private var groupNumbers: [ObjectIdentifier: Int] = [:]
    private var primaries: [Int: Node?] = [:]
    private var outcomes: [Result<RESPValue, ClientError>?] = []
    /// Why pieces have to be sent again, by their numbers.
    private var reasons: [Int: ClientError] = [:]
    /// What became of commands for several nodes that were sent again, by their numbers.
    private var resent: [Int: Result<RESPValue, ClientError>] = [:]

    /// A plan with room for so many commands.
    init(expecting count: Int = 0) {
        pieces.reserveCapacity(count)
        commands.reserveCapacity(count)
        outcomes.reserveCapacity(count)
    }

    /// The node for a route.
    ///
    /// All commands of one slot get the same, whatever is learned about it meanwhile: on two nodes they might overtake
    /// each other.
    mutating func node(for route: Route, in topology: any Topology) -> Node? {
        guard route.access == .primary, route.slot != nil || !topology.isCluster else {
            return topology.node(for: route.slot, access: route.access)
        }
        let number = route.slot?.number ?? -1
        if let known = primaries[number] { return known }
        let node = topology.node(for: route.slot, access: .primary)
        primaries.updateValue(node, forKey: number)
        return node
    }

    /// Adds a command that isn't sent.
    mutating func refuse(_ error: ClientError) {
        commands.append(Planned(whole: .refused(error), pieces: pieces.count..<pieces.count))
    }

    /// Adds a command for one node.
    mutating func add(_ piece: Piece, _ terms: CallTerms) {
        commands.append(Planned(whole: .one, pieces: pieces.count..<(pieces.count + 1)))
        place(piece, terms)
    }

    /// Adds a command that was split, with its parts.
    mutating func add(_ split: SplitRequest, _ parts: [(piece: Piece, terms: CallTerms)]) {
        commands.append(Planned(whole: .split(split), pieces: pieces.count..<(pieces.count + parts.count)))
        for part in parts { place(part.piece, part.terms) }
    }

    /// Adds a command for several nodes.
    mutating func add(_ request: Request, for nodes: [Node], _ terms: CallTerms) {
        joinsNodes = true
        commands.append(Planned(whole: .everywhere(request), pieces: pieces.count..<(pieces.count + nodes.count)))
        for node in nodes { place(Piece(request: request, slot: nil, node: node), terms) }
    }

    private mutating func place(_ piece: Piece, _ terms: CallTerms) {
        if let node = piece.node {
            let number =
                if let last = groups.last, last.node === node { groups.count - 1 } else { groupNumber(of: node) }
            groups[number].pieces.append(pieces.count)
            groups[number].terms.add(terms)
        } else {
            unplaced.append(Unsettled(piece: pieces.count, reason: nil))
        }
        pieces.append(piece)
        outcomes.append(nil)
    }

    private mutating func groupNumber(of node: Node) -> Int {
        if let known = groupNumbers[ObjectIdentifier(node)] { return known }
        groupNumbers[ObjectIdentifier(node)] = groups.count
        groups.append(Group(node: node))
        return groups.count - 1
    }
}

extension BatchPlan {
    /// Notes what became of pieces.
    mutating func settle(_ outcomes: [Outcome]) {
        for outcome in outcomes {
            switch outcome.verdict {
            case .settled(let result): self.outcomes[outcome.piece] = result
            case .again(let reason): reasons[outcome.piece] = reason
            }
        }
    }

    /// Notes what became of a command for several nodes.
    mutating func settle(command: Int, _ result: Result<RESPValue, ClientError>) {
        resent[command] = result
    }

    /// What is left to do, one after the other. A command for several nodes may be about every key: what stands before
    /// it is done before, and what stands behind it comes after.
    var steps: [Step] {
        var steps: [Step] = []
        var waiting: [Unsettled] = []
        for (number, command) in commands.enumerated() {
            guard case .everywhere(let request) = command.whole else {
                for piece in command.pieces where outcomes[piece] == nil {
                    waiting.append(Unsettled(piece: piece, reason: reasons[piece]))
                }
                continue
            }
            let answers = answers(to: request, command.pieces)
            guard !isSettled(answers, command.pieces) else { continue }
            if !waiting.isEmpty { steps.append(.pieces(waiting)) }
            waiting = []
            steps.append(.everywhere(request, command: number, answers))
        }
        return waiting.isEmpty ? steps : steps + [.pieces(waiting)]
    }

    /// Until when a piece may be sent again: as long as all have time that went to its node with it.
    ///
    /// - Returns: nil for a piece that went nowhere, which has its own time.
    func deadline(ofPiece number: Int) -> NIODeadline? {
        guard let node = pieces[number].node, let group = groupNumbers[ObjectIdentifier(node)] else { return nil }
        return groups[group].terms.deadline
    }

    /// Until when a command for several nodes may be sent again.
    func deadline(ofCommand number: Int) -> NIODeadline? {
        commands[number].pieces.compactMap { deadline(ofPiece: $0) }.max()
    }

    /// What became of the commands, in order.
    var results: [Result<RESPValue, ClientError>] { commands.indices.map { result(ofCommand: $0) } }

    private func result(ofCommand number: Int) -> Result<RESPValue, ClientError> {
        let range = commands[number].pieces
        switch commands[number].whole {
        case .refused(let error):
            return .failure(error)
        case .one:
            return outcome(of: range.lowerBound)
        case .split(let split):
            return split.merge(range.map { outcome(of: $0) })
        case .everywhere(let request):
            return resent[number] ?? answers(to: request, range).merged(from: nodes(of: range))
        }
    }

    private func outcome(of piece: Int) -> Result<RESPValue, ClientError> {
        outcomes[piece]
            ?? .failure(
                ClientError(
                    .unexpectedReply, "the command has got no reply", command: pieces[piece].request.traits.name))
    }

    private func answers(to request: Request, _ range: Range<Int>) -> NodeAnswers {
        var answers = NodeAnswers(request.traits)
        for piece in range {
            if let node = pieces[piece].node, let outcome = outcomes[piece] { answers.add(outcome, of: node) }
        }
        return answers
    }

    private func isSettled(_ answers: NodeAnswers, _ range: Range<Int>) -> Bool {
        if answers.isEnough || !answers.failures(of: nodes(of: range)).isEmpty { return true }
        return !range.isEmpty && range.allSatisfy { outcomes[$0] != nil }
    }

    private func nodes(of range: Range<Int>) -> [Node] { range.compactMap { pieces[$0].node } }
}
