internal import NIOCore

/// A command with keys in several slots, as one command a slot, and how the replies become one.
///
/// The parts run independently: such a command isn't atomic in a cluster.
package struct SplitRequest: Sendable {
    /// One command for each slot.
    package let parts: [Request]
    /// For each part, which of the whole command's keys it has, in the order of its keys.
    private let positions: [[Int]]
    private let split: CommandTraits.Split
    private let keyCount: Int

    /// The parts of a command; nil if its keys are in one slot, or it can't be split.
    package init?(_ request: Request) throws(ClientError) {
        guard request.traits.split != .never else { return nil }
        let ranges = request.arguments.wordRanges
        let step = request.traits.split == .allOK ? 2 : 1
        let first = request.traits.words
        // A key without its value: the server says what is wrong.
        guard (ranges.count - first).isMultiple(of: step) else { return nil }
        let keys = stride(from: first, to: ranges.count - (step - 1), by: step).map { index in
            (index: index, slot: HashSlot(key: request.arguments.slice(at: ranges[index])))
        }
        guard let slot = keys.first?.slot, keys.contains(where: { $0.slot != slot }) else { return nil }
        var order: [HashSlot] = []
        var groups: [HashSlot: [Int]] = [:]
        for (position, key) in keys.enumerated() {
            if groups[key.slot] == nil { order.append(key.slot) }
            groups[key.slot, default: []].append(position)
        }
        positions = order.map { groups[$0] ?? [] }
        parts = positions.map { positions in
            var arguments = CommandArguments(request.traits)
            for position in positions {
                for index in keys[position].index..<(keys[position].index + step) {
                    arguments.append(buffer: request.arguments.slice(at: ranges[index]))
                }
            }
            return Request(arguments: arguments, traits: request.traits, options: request.options, script: nil)
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
