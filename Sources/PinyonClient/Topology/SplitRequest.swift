internal import NIOCore

/// A command with several keys, as one command a slot or key, and how the replies become one.
///
/// The parts run independently: such a command isn't atomic in a cluster.
package struct SplitRequest: Sendable {
    /// One command for each slot or key.
    package let parts: [Request]
    /// The slot of each part.
    package let slots: [HashSlot]
    /// For each part, which of the whole command's keys it has, in the order of its keys.
    private let positions: [[Int]]
    private let traits: CommandTraits
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
        slots = positions.compactMap { $0.first.map { keys[$0].slot } }
        parts = positions.map { positions in
            var arguments = CommandArguments(request.traits)
            for range in positions.flatMap({ keys[$0].words }) {
                arguments.append(buffer: request.arguments.slice(at: range))
            }
            return Request(request.traits, arguments, request.options)
        }
        traits = request.traits
        keyCount = keys.count
    }

    /// What became of the whole command.
    ///
    /// - Parameter results: What became of the parts, in order.
    /// - Returns: the first part's error that has one, which says how many parts have run.
    package func merge(_ results: [Result<RESPValue, ClientError>]) -> Result<RESPValue, ClientError> {
        var replies: [RESPValue] = []
        for result in results {
            switch result {
            case .success(let reply): replies.append(reply)
            case .failure(let error):
                return .failure(PartialRun(results, of: results.count, .slots).error(error, traits))
            }
        }
        return .success(merge(replies))
    }

    /// What became of each key of a command whose reply has an element for each, in the order of the keys.
    ///
    /// - Parameter results: What became of the parts, in order.
    package func elements(of results: [Result<RESPValue, ClientError>]) -> [Result<RESPValue, ClientError>] {
        var all = [Result<RESPValue, ClientError>](repeating: .success(.null), count: keyCount)
        for (result, positions) in zip(results, positions) {
            for (index, position) in positions.enumerated() {
                all[position] = result.map { reply in
                    let elements = reply.elements ?? []
                    return index < elements.count ? elements[index] : .null
                }
            }
        }
        return all
    }

    /// The reply to the whole command.
    package func merge(_ replies: [RESPValue]) -> RESPValue {
        switch traits.split {
        case .elements: elements(replies)
        case .sum: .sum(of: replies)
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
