internal import PinyonClient

/// Memory that a server's process has beyond what its data needs, as a ratio and in bytes.
struct MemoryExcess {
    /// A difference of fewer bytes isn't worth a word.
    static let leastBytes = 10 << 20
    /// Less than that is no more than what any process takes, so that ratios say nothing.
    static let leastUsed = 5 << 20
    /// From so many bytes on it is worth some work to get them back.
    private static let muchBytes = 100 << 20

    /// What there is, divided by what is needed.
    let ratio: Double
    /// What there is beyond what is needed.
    let bytes: Int

    /// An excess; nil if a part of it isn't known.
    init?(_ ratio: Double?, _ bytes: Int?) {
        guard let ratio, let bytes else { return nil }
        self.ratio = ratio
        self.bytes = bytes
    }

    /// Whether it is much memory, and not only much for the server.
    var isMuch: Bool { bytes >= Self.muchBytes }

    /// The servers whose ratio is above a number, the most bytes first.
    static func exceeding(_ ratio: Double, in readings: [NodeReading<Self>]) -> [NodeReading<Self>] {
        readings.filter { reading in
            reading.value.ratio > ratio && reading.value.bytes > leastBytes
                && (reading.node.info.memory.used ?? 0) >= leastUsed
        }
        .sorted { $0.value.bytes > $1.value.bytes }
    }

    /// The measurements, one a line.
    ///
    /// - Parameters:
    ///   - readings: What was measured.
    ///   - field: The name of the ratio.
    ///   - most: The most lines.
    static func evidence(_ readings: [NodeReading<Self>], _ field: String, most: Int = 10) -> [String] {
        readings.prefix(most).map { reading in
            let bytes = Figure.bytes(reading.value.bytes)
            let used = Figure.bytes(reading.node.info.memory.used ?? 0)
            return "\(reading.name): \(field) \(Figure.rounded(reading.value.ratio)), \(bytes) beside \(used) used"
        }
    }

    /// The servers with what they have too much.
    static func offenders(_ readings: [NodeReading<Self>]) -> [Offender] {
        readings.prefix(10).map { Offender($0.name, node: $0.name, bytes: $0.value.bytes) }
    }
}
