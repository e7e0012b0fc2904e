/// An array, map, set, attribute or push of which only a part has arrived.
struct OpenValue {
    let kind: AggregateKind
    /// How many values are to come in all; nil when an end token will tell.
    private let expected: Int?
    /// How many of them came.
    private var received = 0
    /// The values that are complete, if they aren't pairs.
    private(set) var values: [RESPValue] = []
    /// The pairs that are complete.
    private(set) var pairs: [RESPPair] = []
    /// The key of a pair whose value is to come.
    private(set) var key: RESPValue?
    /// Attributes that were read for the next value.
    var attributes: [RESPPair] = []

    /// A value of a kind.
    ///
    /// - Parameters:
    ///   - kind: What it will be.
    ///   - expected: How many values it says it has, if it does.
    ///   - room: For how many of them memory is taken at once. The others get it as they arrive.
    init(_ kind: AggregateKind, expected: Int?, room: Int) {
        self.kind = kind
        self.expected = expected
        let reserve = min(expected ?? 0, room)
        if kind.holdsPairs { pairs.reserveCapacity(reserve / 2) } else { values.reserveCapacity(reserve) }
    }

    /// How many values are to come at least.
    var missing: Int { expected.map { $0 - received } ?? 0 }

    /// Whether it ends with an end token.
    var isStreamed: Bool { expected == nil }

    /// Adds the next value, and tells whether it was the last.
    mutating func add(_ value: consuming RESPValue, limit: Int) throws(WireError) -> Bool {
        if attributes.isEmpty {
            append(value)
        } else {
            append(.attributed(value, attributes: attributes))
            attributes = []
        }
        received += 1
        if let expected { return received == expected }
        guard received <= limit else { throw WireError("an array, map or set has more than \(limit) elements") }
        return false
    }

    private mutating func append(_ value: consuming RESPValue) {
        guard kind.holdsPairs else {
            values.append(value)
            return
        }
        guard let key else {
            self.key = value
            return
        }
        pairs.append(RESPPair(key: key, value: value))
        self.key = nil
    }
}
