/// Reading time series.
///
/// Written from the module's documentation.
extension Command {
    /// The latest sample; nil if there is none. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series.
    ///   - includesUnfinished: Whether a series that a rule keeps up to date tells the value of the stretch that isn't
    ///     over yet. Default: no.
    public static func tsGet(_ key: some CommandArgument, includesUnfinished: Bool = false) -> Command
    where Response == TimeSeriesSample? {
        Command(.tsGet, decode: TimeSeriesReply.sample) {
            $0.appendOne(key)
            $0.append("LATEST", if: includesUnfinished)
        }
    }

    /// The samples between two moments, both included, the oldest first. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series.
    ///   - start: The first moment. Default: the first sample's.
    ///   - end: The last moment. Default: the last sample's.
    ///   - selection: Which of the samples. Default: all.
    ///   - count: The most samples, or values of stretches. Default: all.
    ///   - aggregation: What is computed of the samples of each stretch of time. Default: they come as they are.
    public static func tsRange(
        _ key: some CommandArgument, from start: UnixTime? = nil, through end: UnixTime? = nil,
        selecting selection: TimeSeriesSelection = TimeSeriesSelection(), count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil
    ) -> Command where Response == [TimeSeriesSample] {
        Command(.tsRange) {
            $0.appendOne(key)
            $0.appendRange(start, end, selection, count, aggregation)
        }
    }

    /// The samples between two moments, both included, the latest first. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series.
    ///   - start: The first moment. Default: the first sample's.
    ///   - end: The last moment. Default: the last sample's.
    ///   - selection: Which of the samples. Default: all.
    ///   - count: The most samples, or values of stretches. Default: all.
    ///   - aggregation: What is computed of the samples of each stretch of time. Default: they come as they are.
    public static func tsRevrange(
        _ key: some CommandArgument, from start: UnixTime? = nil, through end: UnixTime? = nil,
        selecting selection: TimeSeriesSelection = TimeSeriesSelection(), count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil
    ) -> Command where Response == [TimeSeriesSample] {
        Command(.tsRevrange) {
            $0.appendOne(key)
            $0.appendRange(start, end, selection, count, aggregation)
        }
    }
}

/// Reading the time series with certain labels. In a cluster any node is asked; whether it answers for the others, too,
/// is up to its module.
extension Command {
    /// The latest sample of each series with certain labels. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - filters: Which series. At least one of these has to name a value.
    ///   - labels: Which of each series' labels are returned, too. Default: none.
    ///   - includesUnfinished: Whether a series that a rule keeps up to date tells the value of the stretch that isn't
    ///     over yet. Default: no.
    public static func tsMget(
        _ filters: [TimeSeriesFilter], labels: TimeSeriesLabels = .none, includesUnfinished: Bool = false
    ) -> Command where Response == [TimeSeries] {
        Command(.tsMget, decode: TimeSeriesReply.latest) {
            $0.append("LATEST", if: includesUnfinished)
            $0.appendSeries(filters, labels)
        }
    }

    /// The samples between two moments of each series with certain labels, the oldest first. Not yet run on a real
    /// server.
    ///
    /// - Parameters:
    ///   - filters: Which series. At least one of these has to name a value.
    ///   - start: The first moment. Default: the first sample's.
    ///   - end: The last moment. Default: the last sample's.
    ///   - selection: Which of the samples. Default: all.
    ///   - count: The most samples, or values of stretches, of each. Default: all.
    ///   - aggregation: What is computed of the samples of each stretch of time. Default: they come as they are.
    ///   - labels: Which of each series' labels are returned, too. Default: none.
    ///   - grouping: Which series are put together to one. Default: each comes by itself.
    public static func tsMrange(
        _ filters: [TimeSeriesFilter], from start: UnixTime? = nil, through end: UnixTime? = nil,
        selecting selection: TimeSeriesSelection = TimeSeriesSelection(), count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil, labels: TimeSeriesLabels = .none,
        grouping: TimeSeriesGrouping? = nil
    ) -> Command where Response == [TimeSeries] {
        Command(.tsMrange, decode: TimeSeriesReply.ranges) {
            $0.appendRange(start, end, selection, count, aggregation)
            $0.appendSeries(filters, labels)
            if let grouping { $0.append(grouping) }
        }
    }

    /// The samples between two moments of each series with certain labels, the latest first. Not yet run on a real
    /// server.
    ///
    /// - Parameters:
    ///   - filters: Which series. At least one of these has to name a value.
    ///   - start: The first moment. Default: the first sample's.
    ///   - end: The last moment. Default: the last sample's.
    ///   - selection: Which of the samples. Default: all.
    ///   - count: The most samples, or values of stretches, of each. Default: all.
    ///   - aggregation: What is computed of the samples of each stretch of time. Default: they come as they are.
    ///   - labels: Which of each series' labels are returned, too. Default: none.
    ///   - grouping: Which series are put together to one. Default: each comes by itself.
    public static func tsMrevrange(
        _ filters: [TimeSeriesFilter], from start: UnixTime? = nil, through end: UnixTime? = nil,
        selecting selection: TimeSeriesSelection = TimeSeriesSelection(), count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil, labels: TimeSeriesLabels = .none,
        grouping: TimeSeriesGrouping? = nil
    ) -> Command where Response == [TimeSeries] {
        Command(.tsMrevrange, decode: TimeSeriesReply.ranges) {
            $0.appendRange(start, end, selection, count, aggregation)
            $0.appendSeries(filters, labels)
            if let grouping { $0.append(grouping) }
        }
    }

    /// The keys of the series with certain labels. Not yet run on a real server.
    ///
    /// - Parameter filters: Which series. At least one of these has to name a value.
    public static func tsQueryindex(_ filters: [TimeSeriesFilter]) -> Command where Response == [String] {
        Command(.tsQueryindex) { $0.append(filters) }
    }
}

extension CommandArguments {
    fileprivate mutating func appendRange(
        _ start: UnixTime?, _ end: UnixTime?, _ selection: TimeSeriesSelection, _ count: Int?,
        _ aggregation: TimeSeriesAggregation?
    ) {
        append(start.map { String($0.milliseconds) } ?? "-")
        append(end.map { String($0.milliseconds) } ?? "+")
        append(selection)
        append("COUNT", count)
        if let aggregation { append(aggregation) }
    }

    /// The labels stand right in front of the filters: for servers a list of names ends there, but not at `ALIGN`.
    fileprivate mutating func appendSeries(_ filters: [TimeSeriesFilter], _ labels: TimeSeriesLabels) {
        append(labels)
        append("FILTER")
        append(filters)
    }
}
