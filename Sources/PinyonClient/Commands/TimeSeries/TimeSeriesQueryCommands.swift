/// Reading time series.
///
/// Written from the module's documentation.
extension Command {
    /// The latest sample; nil if there is none. Not yet run on a real server.
    public static func tsGet(_ key: some CommandArgument) -> Command where Response == TimeSeriesSample? {
        Command(.tsGet, decode: TimeSeriesReply.sample) { $0.appendOne(key) }
    }

    /// The samples between two moments, both included, the oldest first. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series.
    ///   - start: The first moment. Default: the first sample's.
    ///   - end: The last moment. Default: the last sample's.
    ///   - count: The most samples. Default: all.
    ///   - aggregation: What is computed of the samples of each stretch of time. Default: they come as they are.
    public static func tsRange(
        _ key: some CommandArgument, from start: UnixTime? = nil, through end: UnixTime? = nil, count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil
    ) -> Command where Response == [TimeSeriesSample] {
        Command(.tsRange) {
            $0.appendOne(key)
            $0.appendRange(from: start, through: end, count: count, aggregation: aggregation)
        }
    }

    /// The samples between two moments, both included, the latest first. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series.
    ///   - start: The first moment. Default: the first sample's.
    ///   - end: The last moment. Default: the last sample's.
    ///   - count: The most samples. Default: all.
    ///   - aggregation: What is computed of the samples of each stretch of time. Default: they come as they are.
    public static func tsRevrange(
        _ key: some CommandArgument, from start: UnixTime? = nil, through end: UnixTime? = nil, count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil
    ) -> Command where Response == [TimeSeriesSample] {
        Command(.tsRevrange) {
            $0.appendOne(key)
            $0.appendRange(from: start, through: end, count: count, aggregation: aggregation)
        }
    }

    /// The latest sample of each series with certain labels. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - filters: Which series. At least one of these has to name a value.
    ///   - withLabels: Whether each series' labels are returned, too. Default: no.
    public static func tsMget(_ filters: [TimeSeriesFilter], withLabels: Bool = false) -> Command
    where Response == [TimeSeries] {
        Command(.tsMget, decode: TimeSeriesReply.latest) {
            $0.append("WITHLABELS", if: withLabels)
            $0.append("FILTER")
            $0.append(filters)
        }
    }

    /// The samples between two moments of each series with certain labels. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - filters: Which series. At least one of these has to name a value.
    ///   - start: The first moment. Default: the first sample's.
    ///   - end: The last moment. Default: the last sample's.
    ///   - count: The most samples of each. Default: all.
    ///   - aggregation: What is computed of the samples of each stretch of time. Default: they come as they are.
    ///   - withLabels: Whether each series' labels are returned, too. Default: no.
    public static func tsMrange(
        _ filters: [TimeSeriesFilter], from start: UnixTime? = nil, through end: UnixTime? = nil, count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil, withLabels: Bool = false
    ) -> Command where Response == [TimeSeries] {
        Command(.tsMrange, decode: TimeSeriesReply.ranges) {
            $0.append(start.map { String($0.milliseconds) } ?? "-")
            $0.append(end.map { String($0.milliseconds) } ?? "+")
            $0.append("WITHLABELS", if: withLabels)
            $0.append("COUNT", count)
            if let aggregation { $0.append(aggregation) }
            $0.append("FILTER")
            $0.append(filters)
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
        from start: UnixTime?, through end: UnixTime?, count: Int?, aggregation: TimeSeriesAggregation?
    ) {
        append(start.map { String($0.milliseconds) } ?? "-")
        append(end.map { String($0.milliseconds) } ?? "+")
        append("COUNT", count)
        if let aggregation { append(aggregation) }
    }
}
