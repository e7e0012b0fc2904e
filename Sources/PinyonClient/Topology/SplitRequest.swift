internal import NIOCore

/// A command with several keys, as one command a slot or key, and how the replies become one.
///
/// The parts run independently: such a command isn't atomic in a cluster.
package struct SplitRequest: Sendable {
    /// One command for each slot or key.
    package let parts: [Request]
    /// For each part, which of the whole command's keys it has, in the order of its keys.
    private let positions: [[Int]]
    private let split: CommandTraits.Split
    private let keyCount: Int

    /// The parts of a command, one for each slot; nil if its keys are in one slot, or it can't be split.
    package init?(_ request: Request) throws(ClientError) {
        guard request.traits.split != .never, request.traits.keys != .none else { return nil }
        let keys = Self.keys(of: request)
        guard let slot = keys.first?.slot, keys.contains(where: { $0.slot != slot }) else { return nil }
        var order: [HashSlot] = []
        var groups: [HashSlot: [Int]] = [:]
        for (position, key) in keys.enumerated() {
            if groups[key.slot] == nil { order.append(key.slot) }
            groups[key.slot, default: []].append(position)
        }
        self.init(request, keys, positions: order.map { groups[$0] ?? [] })
    }

    /// The parts of a command that only reads, one for each key; nil if it has one key, or can't be split.
    ///
    /// While a slot moves, its keys are on two nodes, and neither answers a command with several of them.
    package init?(keysOf request: Request) {
        guard request.traits.split != .never, request.traits.keys != .none,
            request.traits.flags.contains(.readOnly)
        else { return nil }
        let keys = Self.keys(of: request)
        guard keys.count > 1 else { return nil }
        self.init(request, keys, positions: keys.indices.map { [$0] })
    }

    /// A key by its place among the command's words.
    private struct Key {
        let words: ArraySlice<Range<Int>>
        let slot: HashSlot
    }

    private static func keys(of request: Request) -> [Key] {
        let ranges = request.arguments.wordRanges
        let step = request.traits.split == .allOK ? 2 : 1
        // A key without its value: the server says what is wrong.
        guard (ranges.count - request.traits.words).isMultiple(of: step) else { return [] }
        return stride(from: request.traits.words, to: ranges.count - (step - 1), by: step).map { index in
            Key(
                words: ranges[index..<(index + step)],
                slot: HashSlot(key: request.arguments.slice(at: ranges[index])))
        }
    }

    private init(_ request: Request, _ keys: [Key], positions: [[Int]]) {
        self.positions = positions
        parts = positions.map { positions in
            var arguments = CommandArguments(request.traits)
            for range in positions.flatMap({ keys[$0].words }) {
                arguments.append(buffer: request.arguments.slice(at: range))
            }
            return Request(request.traits, arguments, request.options)
        }
        split = request.traits.split
        keyCount = keys.count
    }

    /// The reply to the whole command.
    package func merge(_ replies: [RESPValue]) -> RESPValue {
        switch split {
        case .elements: elements(replies)
        case .sum: .integer(replies.reduce(0) { $0 &+ ((try? Int.decode($1)) ?? 0) })
        case .allOK, .never: replies.first ?? .null
        }
    }

    private func elements(_ replies: [RESPValue]) -> RESPValue {
        var merged = [RESPValue](repeating: .null, count: keyCount)
        for (reply, positions) in zip(replies, positions) {
            for (element, position) in zip(reply.elements ?? [], positions) { merged[position] = element }
        }
        return .array(merged)
    }
}

extension CommandArguments {
    /// A word, by its place in ``bytes``; a slice that shares the arguments' memory.
    func slice(at range: Range<Int>) -> ByteBuffer {
        bytes.getSlice(at: range.lowerBound, length: range.count) ?? ByteBuffer()
    }
}
