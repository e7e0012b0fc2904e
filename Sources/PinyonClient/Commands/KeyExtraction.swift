internal import NIOCore

extension CommandArguments {
    /// The bytes of each argument, as ranges of ``bytes``, the name's words first.
    func argumentRanges() -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(count)
        let view = bytes.readableBytesUInt8Span
        var index = 0
        // Written by this module: a dollar sign, digits, a line break, the argument, a line break.
        while index < view.count {
            var length = 0
            index += 1
            while index < view.count, view[index] != UInt8(ascii: "\r") {
                length = length * 10 + Int(view[index] &- UInt8(ascii: "0"))
                index += 1
            }
            index += 2
            guard index + length <= view.count else { break }
            ranges.append(index..<(index + length))
            index += length + 2
        }
        return ranges
    }

    /// Which arguments are keys, as ranges of ``bytes``, by the command's traits.
    func keyRanges(_ positions: KeyPositions) -> [Range<Int>] {
        if case .none = positions { return [] }
        let arguments = argumentRanges()
        return KeyFinder(arguments: self, ranges: arguments).keys(positions)
    }

    /// The slot of a range of ``bytes``.
    func slot(of range: Range<Int>) -> HashSlot {
        bytes.withUnsafeReadableBytes { HashSlot(key: UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// The text of a range of ``bytes``, for messages.
    func text(of range: Range<Int>) -> String {
        bytes.withUnsafeReadableBytes { String(decoding: $0[range], as: UTF8.self) }
    }
}

/// Finds a command's keys among its arguments.
private struct KeyFinder {
    let arguments: CommandArguments
    let ranges: [Range<Int>]

    func keys(_ positions: KeyPositions) -> [Range<Int>] {
        switch positions {
        case .none: return []
        case .first: return at(1)
        case .at(let position): return at(position)
        case .range(let first, let step, let beforeLast):
            guard first < ranges.count - beforeLast else { return [] }
            return stride(from: first, to: ranges.count - beforeLast, by: max(1, step)).map { ranges[$0] }
        case .counted(let position): return counted(position)
        case .firstAndCounted(let position): return at(1) + counted(position)
        case .streams: return streams()
        case .firstAndStored: return at(1) + afterWords(["STORE", "STOREDIST"])
        case .atOrAfterKeys(let position): return at(position).filter { !$0.isEmpty } + allAfter("KEYS")
        }
    }

    private func at(_ position: Int) -> [Range<Int>] {
        ranges.indices.contains(position) ? [ranges[position]] : []
    }

    private func counted(_ position: Int) -> [Range<Int>] {
        guard ranges.indices.contains(position), let count = Int(arguments.text(of: ranges[position])), count > 0
        else { return [] }
        return Array(ranges.dropFirst(position + 1).prefix(count))
    }

    private func streams() -> [Range<Int>] {
        guard let keyword = index(of: "STREAMS") else { return [] }
        let rest = ranges.dropFirst(keyword + 1)
        return Array(rest.prefix(rest.count / 2))
    }

    private func afterWords(_ words: [String]) -> [Range<Int>] {
        words.compactMap { index(of: $0) }.flatMap { at($0 + 1) }
    }

    private func allAfter(_ word: String) -> [Range<Int>] {
        index(of: word).map { Array(ranges.dropFirst($0 + 1)) } ?? []
    }

    private func index(of word: String) -> Int? {
        ranges.indices.dropFirst().first { arguments.text(of: ranges[$0]).uppercased() == word }
    }
}
