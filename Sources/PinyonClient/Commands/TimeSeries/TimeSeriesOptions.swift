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
