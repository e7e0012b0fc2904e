/// How a time series is made.
public struct TimeSeriesOptions: Sendable, Hashable {
    /// What happens to a second sample of a moment.
    public enum Duplicates: String, Sendable, Hashable, CaseIterable {
        /// It is an error.
        case refused = "BLOCK"
        /// The first one stays.
        case first = "FIRST"
        /// The last one stays.
        case last = "LAST"
        /// The least one stays.
        case minimum = "MIN"
        /// The greatest one stays.
        case maximum = "MAX"
        /// They are added up.
        case sum = "SUM"
    }

    /// For how long samples are kept. Whole milliseconds; zero for ever; nil for the server's setting.
    public var retention: Duration?
    /// How many bytes a piece of it has at first; nil for the server's setting.
    public var chunkSize: Int?
    /// What happens to a second sample of a moment; nil for the server's setting.
    public var duplicates: Duplicates?
    /// Names with values by which series can be found.
    public var labels: [String: String]

    /// How a series is made; what isn't named is left to the server.
    ///
    /// - Parameters:
    ///   - retention: For how long samples are kept.
    ///   - chunkSize: How many bytes a piece of it has at first.
    ///   - duplicates: What happens to a second sample of a moment.
    ///   - labels: Names with values by which series can be found. Default: none.
    public init(
        retention: Duration? = nil, chunkSize: Int? = nil, duplicates: Duplicates? = nil, labels: [String: String] = [:]
    ) {
        self.retention = retention
        self.chunkSize = chunkSize
        self.duplicates = duplicates
        self.labels = labels
    }

    func append(to arguments: inout CommandArguments, duplicates word: String) {
        arguments.append("RETENTION", retention?.wholeMilliseconds)
        arguments.append("CHUNK_SIZE", chunkSize)
        arguments.append(word, duplicates?.rawValue)
        guard !labels.isEmpty else { return }
        arguments.append("LABELS")
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) { arguments.appendWords(name, value) }
    }
}

/// What is computed of the samples of each stretch of time.
public struct TimeSeriesAggregation: Sendable, Hashable, CommandArgument {
    /// What is computed.
    public enum Function: String, Sendable, Hashable, CaseIterable {
        /// The mean.
        case average = "avg"
        /// The sum.
        case sum
        /// The least.
        case minimum = "min"
        /// The greatest.
        case maximum = "max"
        /// The greatest less the least.
        case range
        /// How many.
        case count
        /// The first.
        case first
        /// The last.
        case last
        /// The standard deviation of a population.
        case populationDeviation = "std.p"
        /// The standard deviation of a sample.
        case sampleDeviation = "std.s"
        /// The mean over time, which counts how long a value held.
        case timeWeightedAverage = "twa"
    }

    /// What is computed.
    public var function: Function
    /// How long a stretch is. Whole milliseconds.
    public var bucket: Duration

    /// What is computed, and how long a stretch is.
    public init(_ function: Function, every bucket: Duration) {
        self.function = function
        self.bucket = bucket
    }

    /// Adds the words for it.
    public func append(to arguments: inout CommandArguments) {
        arguments.appendWords("AGGREGATION", function.rawValue, bucket.wholeMilliseconds)
    }
}

/// Which time series are meant, by their labels. Of several filters, all have to apply.
public struct TimeSeriesFilter: Sendable, Hashable, CommandArgument {
    private let text: String

    /// Those with one of these values of a label; with none named, those without the label.
    public static func label(_ name: String, in values: [String]) -> TimeSeriesFilter {
        TimeSeriesFilter(text: values.count == 1 ? "\(name)=\(values[0])" : "\(name)=\(list(values))")
    }
    /// Those with a value of a label.
    public static func label(_ name: String, is value: String) -> TimeSeriesFilter { label(name, in: [value]) }
    /// Those with none of these values of a label; with none named, those with the label.
    public static func label(_ name: String, notIn values: [String]) -> TimeSeriesFilter {
        TimeSeriesFilter(text: values.count == 1 ? "\(name)!=\(values[0])" : "\(name)!=\(list(values))")
    }

    /// Adds the filter's text.
    public func append(to arguments: inout CommandArguments) { arguments.append(text) }

    private static func list(_ values: [String]) -> String {
        values.isEmpty ? "" : "(\(values.joined(separator: ",")))"
    }
}
