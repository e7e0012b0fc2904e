/// Slots of a cluster that follow each other, both ends included.
public struct SlotRange: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The first slot.
    public let first: HashSlot
    /// The last slot, which may be the first.
    public let last: HashSlot

    /// The slots from one to another; nil if the last is before the first.
    public init?(from first: HashSlot, to last: HashSlot) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// The slots between two numbers, both included; nil if they are out of order or no slots.
    public init?(_ first: Int, _ last: Int) {
        guard let first = HashSlot(number: first), let last = HashSlot(number: last) else { return nil }
        self.init(from: first, to: last)
    }

    /// A range as `CLUSTER NODES` writes it: `0-8191`, or `42` for a single slot; nil if it is none.
    package init?(parsing text: Substring) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, let first = ends.first.flatMap({ Int($0) }) else { return nil }
        guard ends.count == 2 else {
            self.init(first, first)
            return
        }
        guard let last = Int(ends[1]) else { return nil }
        self.init(first, last)
    }

    /// How many slots there are: 1 to 16,384.
    public var count: Int { last.number - first.number + 1 }

    /// The slots' numbers.
    public var numbers: ClosedRange<Int> { first.number...last.number }

    /// Whether a slot is one of them.
    public func contains(_ slot: HashSlot) -> Bool { first <= slot && slot <= last }

    /// The range as `CLUSTER NODES` writes it.
    public var description: String { first == last ? "\(first)" : "\(first)-\(last)" }

    /// Whether a range begins before another, or ends before it if both begin together.
    public static func < (left: SlotRange, right: SlotRange) -> Bool {
        (left.first, left.last) < (right.first, right.last)
    }
}

extension SlotRange: CommandArgument {
    /// Adds the first and the last slot's number.
    public func append(to arguments: inout CommandArguments) {
        arguments.append(first.number)
        arguments.append(last.number)
    }
}

extension HashSlot: CommandArgument {
    /// Adds the slot's number.
    public func append(to arguments: inout CommandArguments) { arguments.append(number) }
}
