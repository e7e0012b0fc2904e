/// What made a server slow. It notes events that take longer than its setting `latency-monitor-threshold`, which is
/// off unless set. Each command concerns the one node that it is sent to, except `LATENCY RESET`, which a cluster's
/// client sends to all.
extension Command {
    /// `LATENCY LATEST`: the last of each kind of event.
    public static func latencyLatest() -> Command where Response == [LatencyEvent] { Command(.latencyLatest) }

    /// `LATENCY HISTORY`: the events of a kind, the oldest first. The server keeps one a second, and 160 of them.
    ///
    /// - Parameter event: The kind, such as `command` or `fork`.
    public static func latencyHistory(_ event: String) -> Command where Response == [LatencySample] {
        Command(.latencyHistory) { $0.append(event) }
    }

    // The result is often of no use.
    /// `LATENCY RESET`: forgets events, in a cluster of all nodes, and returns how many kinds that were, on the node
    /// that had most.
    ///
    /// - Parameter events: The kinds; empty for all.
    public static func latencyReset(_ events: [String] = []) -> Command where Response == Int {
        Command(.latencyReset) { $0.append(events) }
    }

    /// `LATENCY DOCTOR`: what the server finds wrong, in words.
    public static func latencyDoctor() -> Command where Response == String { Command(.latencyDoctor) }

    /// `LATENCY GRAPH`: the events of a kind as a drawing of characters.
    ///
    /// - Parameter event: The kind, such as `command` or `fork`.
    public static func latencyGraph(_ event: String) -> Command where Response == String {
        Command(.latencyGraph) { $0.append(event) }
    }

    /// `LATENCY HISTOGRAM`: how long commands take, by their name in small letters. Since Redis 7.0.
    ///
    /// - Parameter commands: The commands' names; empty for all that ran.
    public static func latencyHistogram(_ commands: [String] = []) -> Command
    where Response == [String: LatencyHistogram] {
        Command(.latencyHistogram) { $0.append(commands) }
    }
}

/// The last event of a kind that made a server slow.
public struct LatencyEvent: Sendable, Hashable, RESPDecodable {
    /// The kind, such as `command` or `fork`.
    public let name: String
    /// When it happened, to the second.
    public let time: UnixTime
    /// How long it took, to the millisecond.
    public let latest: Duration
    /// The longest that one of its kind took.
    public let maximum: Duration

    /// Reads the parts of an event.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> LatencyEvent {
        guard let parts = value.elements, parts.count >= 4, let name = parts[0].looseText,
            let time = parts[1].looseInteger, let latest = parts[2].looseInteger, let maximum = parts[3].looseInteger
        else { throw RESPDecodingError(expected: "an event, its time and two durations", found: value) }
        return LatencyEvent(
            name: name, time: UnixTime(seconds: time), latest: .milliseconds(latest), maximum: .milliseconds(maximum)
        )
    }
}

/// An event that made a server slow.
public struct LatencySample: Sendable, Hashable, RESPDecodable {
    /// When it happened, to the second.
    public let time: UnixTime
    /// How long it took, to the millisecond.
    public let latency: Duration

    /// Reads the parts of an event.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> LatencySample {
        guard let parts = value.elements, parts.count >= 2, let time = parts[0].looseInteger,
            let latency = parts[1].looseInteger
        else { throw RESPDecodingError(expected: "a time and a duration", found: value) }
        return LatencySample(time: UnixTime(seconds: time), latency: .milliseconds(latency))
    }
}

/// How long a command takes.
public struct LatencyHistogram: Sendable, Hashable, RESPDecodable {
    /// The calls that took no longer than a time.
    public struct Bucket: Sendable, Hashable {
        /// The time.
        public let upTo: Duration
        /// How many calls took no longer; those of the buckets below are among them.
        public let count: Int
    }

    /// How often it ran.
    public let calls: Int
    /// The buckets, the shortest time first. Each time is about twice the one before.
    public let buckets: [Bucket]

    /// Reads the count and the buckets. A bucket that can't be read is left out.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> LatencyHistogram {
        let fields = try ReplyFields.decode(value)
        guard let calls = fields.integer("calls"), let histogram = fields.fields("histogram_usec") else {
            throw RESPDecodingError(expected: "a count and a histogram", found: value)
        }
        let buckets = histogram.names.compactMap { name -> Bucket? in
            guard let microseconds = Int(name), let count = histogram.integer(name) else { return nil }
            return Bucket(upTo: .microseconds(microseconds), count: count)
        }
        return LatencyHistogram(calls: calls, buckets: buckets)
    }
}
