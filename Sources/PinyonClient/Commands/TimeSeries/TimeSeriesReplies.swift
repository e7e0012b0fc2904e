/// A number with its moment.
public struct TimeSeriesSample: Sendable, Hashable, RESPDecodable {
    /// When it was, to the millisecond.
    public let time: UnixTime
    /// The number.
    public let value: Double

    /// Reads a moment and a number.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> TimeSeriesSample {
        guard let parts = value.elements, parts.count >= 2, let time = parts[0].looseInteger else {
            throw RESPDecodingError(expected: "a moment and a number", found: value)
        }
        return TimeSeriesSample(time: UnixTime(milliseconds: time), value: try Double.decode(parts[1]))
    }
}

/// What was read of a time series.
public struct TimeSeries: Sendable, Hashable {
    /// Its key; of a group, the label and the value that its series have in common, such as `room=kitchen`. Bytes that
    /// aren't UTF-8 are replaced.
    public let key: String
    /// Its labels; empty if they weren't asked for.
    public let labels: [String: String]
    /// The keys of the series that were put together to a group. Empty if they weren't, and in RESP2 if labels weren't
    /// asked for; there a key with a comma looks like two.
    public let sources: [String]
    /// The samples.
    public let samples: [TimeSeriesSample]
}

/// What a time series is.
public struct TimeSeriesInfo: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told, by its names, such as `chunkType`.
    public let fields: ReplyFields

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> TimeSeriesInfo {
        TimeSeriesInfo(fields: try ReplyFields.decode(value))
    }

    /// How many samples it has.
    public var sampleCount: Int? { fields.integer("totalSamples") }
    /// How many bytes it takes.
    public var size: Int? { fields.integer("memoryUsage") }
    /// The first sample's moment; nil if there is none.
    public var first: UnixTime? { fields.time(milliseconds: "firstTimestamp") }
    /// The last sample's moment; nil if there is none.
    public var last: UnixTime? { fields.time(milliseconds: "lastTimestamp") }
    /// For how long samples are kept; zero for ever.
    public var retention: Duration? { fields.milliseconds("retentionTime") }
    /// Of how many pieces it consists.
    public var chunkCount: Int? { fields.integer("chunkCount") }
    /// How many bytes a piece of it has at first.
    public var chunkSize: Int? { fields.integer("chunkSize") }
    /// What happens to a second sample of a moment; nil for the server's setting.
    public var duplicates: TimeSeriesOptions.Duplicates? {
        fields.text("duplicatePolicy").flatMap { TimeSeriesOptions.Duplicates(rawValue: $0.uppercased()) }
    }
    /// Its labels.
    public var labels: [String: String] { fields["labels"].map(TimeSeriesReply.labels) ?? [:] }
    /// The series of which its values are computed; nil for none.
    public var source: String? { fields.text("sourceKey") }
    /// The series whose values are computed of it.
    public var destinations: [String] {
        if let rules = fields["rules"], rules.isMap { return ReplyFields(rules)?.names ?? [] }
        return (fields["rules"]?.elements ?? []).compactMap { $0.elements?.first?.looseText }
    }
}

/// Replies about time series, in the forms of both versions of the protocol.
enum TimeSeriesReply {
    static func time(_ value: RESPValue) throws(RESPDecodingError) -> UnixTime {
        UnixTime(milliseconds: try Int.decode(value))
    }

    static func times(_ value: RESPValue) throws(RESPDecodingError) -> [Result<UnixTime, ServerError>] {
        guard let elements = value.elements else { throw RESPDecodingError(expected: "moments", found: value) }
        var times: [Result<UnixTime, ServerError>] = []
        for element in elements {
            if case .error(let error) = element.unattributed {
                times.append(.failure(error))
            } else {
                times.append(.success(try time(element)))
            }
        }
        return times
    }

    /// A sample; an empty array or null for none.
    static func sample(_ value: RESPValue) throws(RESPDecodingError) -> TimeSeriesSample? {
        if value.isNull || value.elements?.isEmpty == true { return nil }
        return try TimeSeriesSample.decode(value)
    }

    /// Series with their latest sample each.
    static func latest(_ value: RESPValue) throws(RESPDecodingError) -> [TimeSeries] {
        try series(value) { value throws(RESPDecodingError) in try sample(value).map { [$0] } ?? [] }
    }

    /// Series with samples.
    static func ranges(_ value: RESPValue) throws(RESPDecodingError) -> [TimeSeries] {
        try series(value, samples: [TimeSeriesSample].decode)
    }

    /// Names with values: a map, or pairs.
    static func labels(_ value: RESPValue) -> [String: String] {
        var labels: [String: String] = [:]
        if case .map(let pairs) = value.unattributed {
            for pair in pairs { labels[pair.key.looseText ?? ""] = pair.value.looseText }
        }
        for pair in value.elements ?? [] {
            guard let parts = pair.elements, parts.count >= 2, let name = parts[0].looseText else { continue }
            labels[name] = parts[1].looseText
        }
        return labels
    }

    /// The series that a group was made of: in RESP3 by themselves, in RESP2 among the labels, of which they are taken.
    private static func takeSources(_ row: [RESPValue], _ labels: inout [String: String]) -> [String] {
        labels["__reducer__"] = nil
        if let keys = labels.removeValue(forKey: "__source__") { return keys.split(separator: ",").map(String.init) }
        return row.dropFirst(2).dropLast().flatMap { ReplyFields($0)?.texts("sources") ?? [] }
    }

    /// A map from keys to labels, perhaps something else, and samples; or an array of keys, labels and samples.
    private static func series(
        _ value: RESPValue, samples: (RESPValue) throws(RESPDecodingError) -> [TimeSeriesSample]
    ) throws(RESPDecodingError) -> [TimeSeries] {
        var series: [TimeSeries] = []
        for row in try rows(value) {
            guard row.count >= 3, let key = row[0].looseText, let last = row.last else {
                throw RESPDecodingError(expected: "a key, labels and samples", found: value)
            }
            var named = labels(row[1])
            let sources = takeSources(row, &named)
            series.append(TimeSeries(key: key, labels: named, sources: sources, samples: try samples(last)))
        }
        return series
    }

    private static func rows(_ value: RESPValue) throws(RESPDecodingError) -> [[RESPValue]] {
        if case .map(let pairs) = value.unattributed { return pairs.map { [$0.key] + ($0.value.elements ?? []) } }
        guard let elements = value.elements else { throw RESPDecodingError(expected: "time series", found: value) }
        return elements.map { $0.elements ?? [] }
    }
}
