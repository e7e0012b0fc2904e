/// The keys that cost a server most (Redis 8.6). Each command concerns the one node that it is sent to.
///
/// Written from the server's documentation.
extension Command {
    /// `HOTKEYS START`: begins to measure keys. An error if it is measuring already. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - metrics: What is measured. At least one.
    ///   - count: How many keys of each metric are kept. Default: the server's.
    ///   - duration: When it stops by itself. Whole seconds. Default: not.
    ///   - sampleRatio: Of how many keys one is measured. Default: each is.
    ///   - slots: In a cluster, the slots that are measured. Default: all.
    public static func hotkeysStart(
        _ metrics: Set<HotKeyMetric> = [.cpu, .network], count: Int? = nil, duration: Duration? = nil,
        sampleRatio: Int? = nil, slots: [HashSlot] = []
    ) -> Command where Response == Void {
        Command(.hotkeysStart) {
            $0.append("METRICS")
            $0.append(metrics.count)
            for metric in HotKeyMetric.allCases where metrics.contains(metric) { $0.append(metric.rawValue) }
            $0.append("COUNT", count)
            $0.append("DURATION", duration?.wholeSeconds)
            $0.append("SAMPLE", sampleRatio)
            if !slots.isEmpty {
                $0.append("SLOTS")
                $0.appendCounted(slots)
            }
        }
    }

    /// `HOTKEYS STOP`: stops measuring. What was measured is kept. Not yet run on a real server.
    public static func hotkeysStop() -> Command where Response == Void { Command(.hotkeysStop) }

    /// `HOTKEYS GET`: what was measured; nil if nothing was. Not yet run on a real server.
    public static func hotkeysGet() -> Command where Response == HotKeys? {
        Command(.hotkeysGet, decode: HotKeys.decodeIfPresent)
    }

    /// `HOTKEYS RESET`: forgets what was measured. An error while it is measuring. Not yet run on a real server.
    public static func hotkeysReset() -> Command where Response == Void { Command(.hotkeysReset) }
}

/// What can be measured of keys.
public enum HotKeyMetric: String, Sendable, Hashable, CaseIterable {
    /// The time on the processor.
    case cpu = "CPU"
    /// The bytes that come and go.
    case network = "NET"
}

/// The keys that cost a server most, by `HOTKEYS GET`.
public struct HotKeys: Sendable, Equatable {
    /// A key with what it cost.
    public struct Key: Sendable, Hashable {
        /// The key. Bytes that aren't UTF-8 are replaced.
        public let name: String
        /// Microseconds or bytes.
        public let amount: Int
    }

    /// Everything that the server told, by its names, such as `all-commands-all-slots-us`.
    public let fields: ReplyFields

    /// Whether it is still measuring.
    public var isActive: Bool { fields.integer("tracking-active") == 1 }
    /// Of how many keys one is measured.
    public var sampleRatio: Int? { fields.integer("sample-ratio") }
    /// When it began.
    public var start: UnixTime? { fields.time(milliseconds: "collection-start-time-unix-ms") }
    /// For how long it has measured.
    public var duration: Duration? { fields.milliseconds("collection-duration-ms") }
    /// The keys that took most time, in microseconds, the most first; empty if that wasn't measured.
    public var byCPU: [Key] { keys("by-cpu-time-us") }
    /// The keys that took most bytes, the most first; empty if that wasn't measured.
    public var byNetwork: [Key] { keys("by-net-bytes") }
    /// What all commands took, in microseconds.
    public var totalMicroseconds: Int? { fields.integer("all-commands-all-slots-us") }
    /// What all commands took, in bytes.
    public var totalBytes: Int? { fields.integer("net-bytes-all-commands-all-slots") }

    /// Fields, perhaps in an array of their own, or null.
    static func decodeIfPresent(_ value: RESPValue) throws(RESPDecodingError) -> HotKeys? {
        if value.isNull { return nil }
        if let elements = value.elements, elements.count <= 1 {
            guard let first = elements.first else { return nil }
            return HotKeys(fields: try ReplyFields.decode(first))
        }
        return HotKeys(fields: try ReplyFields.decode(value))
    }

    private func keys(_ field: String) -> [Key] {
        guard let keys = fields.fields(field) else { return [] }
        return keys.names.compactMap { name in keys.integer(name).map { Key(name: name, amount: $0) } }
    }
}
