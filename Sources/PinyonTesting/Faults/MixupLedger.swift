/// The writes and reads of one key, in the order in which they were told.
///
/// A value can be what a read finds unless another write began after the value's write had been acknowledged, and was
/// itself acknowledged before the read began: then it is stale, whatever the order in which the server carried them
/// out. A write that was neither acknowledged nor refused may be carried out at any later time.
struct MixupLedger: Sendable {
    private struct Write {
        let began: Int
        var acknowledged: Int?
        var isRefused = false
    }

    enum Finding: Hashable {
        case possible
        case stale
        case neverWritten
        case refused
    }

    private var time = 0
    private var writes: [Write] = []
    /// When the youngest acknowledged write began: whatever was acknowledged before that is replaced.
    private(set) var floor: Int?

    /// Begins a write, and returns its sequence number, of which the first is 1.
    mutating func beginWrite() -> Int {
        time += 1
        writes.append(Write(began: time))
        return writes.count
    }

    mutating func acknowledge(_ sequence: Int) {
        guard writes.indices.contains(sequence - 1) else { return }
        time += 1
        writes[sequence - 1].acknowledged = time
        floor = max(floor ?? 0, writes[sequence - 1].began)
    }

    mutating func refuse(_ sequence: Int) {
        guard writes.indices.contains(sequence - 1) else { return }
        writes[sequence - 1].isRefused = true
    }

    /// Judges what a read found.
    ///
    /// - Parameters:
    ///   - sequence: The sequence number that it found.
    ///   - floor: The floor when the read began.
    func judge(_ sequence: Int, floor: Int?) -> Finding {
        guard sequence > 0, sequence <= writes.count else { return .neverWritten }
        let write = writes[sequence - 1]
        if write.isRefused { return .refused }
        guard let floor, let acknowledged = write.acknowledged, acknowledged < floor else { return .possible }
        return .stale
    }

    /// The sequence numbers that a read may find, the oldest first.
    func possible(floor: Int?) -> [Int] {
        writes.indices.map { $0 + 1 }.filter { judge($0, floor: floor) == .possible }
    }
}
