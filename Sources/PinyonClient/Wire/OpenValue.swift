/// An array, map, set, attribute or push of which only a part has arrived.
struct OpenValue {
    let kind: AggregateKind
    /// Whether it ends with an end token instead of with its last value.
    let isStreamed: Bool
    /// How many values are to come; of a streamed one, how many may.
    private var missing: Int
    /// The values that are complete, if they aren't pairs.
    private(set) var values: [RESPValue] = []
    /// The pairs that are complete.
    private(set) var pairs: [RESPPair] = []
    /// The key of a pair whose value is to come.
    private(set) var key: RESPValue?
    /// Attributes that were read for the next value.
    var attributes: [RESPPair] = []

    /// One with a number of values.
    ///
    /// - Parameters:
    ///   - kind: What it will be.
    ///   - count: How many values it says it has.
    ///   - room: For how many of them memory is taken at once. The others get it as they arrive.
    init(_ kind: AggregateKind, count: Int, room: Int) {
        self.kind = kind
        isStreamed = false
        missing = count
        let reserve = min(count, room)
        if kind.holdsPairs { pairs.reserveCapacity(reserve / 2) } else { values.reserveCapacity(reserve) }
    }

    /// A streamed one.
    init(_ kind: AggregateKind, atMost limit: Int) {
        self.kind = kind
        isStreamed = true
        missing = limit
    }

    /// An empty one.
    init(_ kind: AggregateKind) {
        self.init(kind, count: 0, room: 0)
    }

    /// How many values are known to come.
    var missingValues: Int { isStreamed ? 0 : missing }

    /// Adds the next value, and tells whether it was the last.
    mutating func add(_ value: consuming RESPValue) throws(WireError) -> Bool {
        if attributes.isEmpty, !kind.holdsPairs {
            values.append(value)
        } else {
            addAttributed(value)
        }
        missing -= 1
        guard missing <= 0 else { return false }
        guard isStreamed else { return true }
        guard missing == 0 else {
            throw WireError("a streamed array, map or set has too many elements", isLimit: true)
        }
        return false
    }

    private mutating func addAttributed(_ value: consuming RESPValue) {
        if !attributes.isEmpty {
            value = .attributed(value, attributes: attributes)
            attributes = []
        }
        guard kind.holdsPairs else {
            values.append(value)
            return
        }
        guard let key else {
            key = value
            return
        }
        pairs.append(RESPPair(key: key, value: value))
        self.key = nil
    }
}
