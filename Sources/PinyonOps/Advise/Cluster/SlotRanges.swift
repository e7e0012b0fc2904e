internal import PinyonClient

/// Slots as people read them.
enum SlotRanges {
    private static let mostInText = 10

    /// Slots as ranges of those that follow each other.
    static func ranges(of slots: some Sequence<Int>) -> [SlotRange] {
        var ranges: [SlotRange] = []
        for slot in slots.sorted() {
            if let last = ranges.last, last.last.number + 1 == slot, let longer = SlotRange(last.first.number, slot) {
                ranges[ranges.count - 1] = longer
            } else if let range = SlotRange(slot, slot) {
                ranges.append(range)
            }
        }
        return ranges
    }

    /// Slots as text: the first ranges, and how many there are besides.
    static func text(_ slots: some Sequence<Int>) -> String {
        let all = Self.ranges(of: slots)
        let shown = all.prefix(mostInText).map(\.description).joined(separator: ", ")
        return all.count > mostInText ? "\(shown) and \(all.count - mostInText) ranges more" : shown
    }
}
