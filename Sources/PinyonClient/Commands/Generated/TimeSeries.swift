// Generated from Sources/PinyonClient/Commands/TimeSeries/ by: swift run --package-path Checks generate-commands

extension CommandSender {
    /// Makes a series. An error if the key is there. Not yet run on a real server.
    public func tsCreate(
        _ key: some CommandArgument, _ options: TimeSeriesOptions = TimeSeriesOptions()
    ) async throws(ClientError) {
        try await send(.tsCreate(key, options))
    }

    /// Changes a series. Labels that are given replace all that there are. Not yet run on a real server.
    public func tsAlter(_ key: some CommandArgument, _ options: TimeSeriesOptions) async throws(ClientError) {
        try await send(.tsAlter(key, options))
    }

    /// Adds a sample, and returns its moment. The series is made if it isn't there. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series.
    ///   - value: The sample's value.
    ///   - time: The sample's moment. Default: the server's present.
    ///   - options: How a series is made; of a series that is there, only what happens to a second sample of a moment.
    @discardableResult
    public func tsAdd(
        _ key: some CommandArgument, _ value: Double, at time: UnixTime? = nil,
        options: TimeSeriesOptions = TimeSeriesOptions()
    ) async throws(ClientError) -> UnixTime {
        try await send(.tsAdd(key, value, at: time, options: options))
    }

    /// Adds samples to series that are there, and returns for each its moment, or the error for it. In a cluster the
    /// series have to be in one slot. Not yet run on a real server.
    ///
    /// - Parameter samples: The series, moments and values; no moment stands for the server's present.
    @discardableResult
    public func tsMadd<Key: CommandArgument>(
        _ samples: [(key: Key, time: UnixTime?, value: Double)]
    ) async throws(ClientError) -> [Result<UnixTime, ServerError>] {
        try await send(.tsMadd(samples))
    }

    /// Adds to the latest sample's value, as a sample of its moment or of a later one, and returns the moment. Not yet
    /// run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series, which is made if it isn't there.
    ///   - amount: How much to add.
    ///   - time: The moment, not before the latest sample's. Default: the server's present.
    @discardableResult
    public func tsIncrby(
        _ key: some CommandArgument, _ amount: Double, at time: UnixTime? = nil
    ) async throws(ClientError) -> UnixTime {
        try await send(.tsIncrby(key, amount, at: time))
    }

    /// Subtracts from the latest sample's value, as a sample of its moment or of a later one, and returns the moment.
    /// Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series, which is made if it isn't there.
    ///   - amount: How much to subtract.
    ///   - time: The moment, not before the latest sample's. Default: the server's present.
    @discardableResult
    public func tsDecrby(
        _ key: some CommandArgument, _ amount: Double, at time: UnixTime? = nil
    ) async throws(ClientError) -> UnixTime {
        try await send(.tsDecrby(key, amount, at: time))
    }

    /// Deletes the samples between two moments, both included, and returns how many. Not yet run on a real server.
    @discardableResult
    public func tsDel(
        _ key: some CommandArgument, from start: UnixTime, through end: UnixTime
    ) async throws(ClientError) -> Int {
        try await send(.tsDel(key, from: start, through: end))
    }

    /// Keeps another series up to date with values that are computed of the samples of each stretch of time. Not yet
    /// run on a real server.
    ///
    /// - Parameters:
    ///   - source: The series with the samples.
    ///   - destination: The series for the values. It has to be there. In a cluster, in the source's slot.
    ///   - function: What is computed.
    ///   - bucket: How long a stretch is, above zero. Whole milliseconds.
    ///   - alignment: A moment at which a stretch begins, not before 1970. Default: the start of 1970.
    public func tsCreaterule(
        _ source: some CommandArgument, _ destination: some CommandArgument, _ function: TimeSeriesAggregation.Function,
        every bucket: Duration, alignedTo alignment: UnixTime? = nil
    ) async throws(ClientError) {
        try await send(.tsCreaterule(source, destination, function, every: bucket, alignedTo: alignment))
    }

    /// Keeps another series up to date no longer. Not yet run on a real server.
    public func tsDeleterule(
        _ source: some CommandArgument, _ destination: some CommandArgument
    ) async throws(ClientError) {
        try await send(.tsDeleterule(source, destination))
    }

    /// What a series is. Not yet run on a real server.
    public func tsInfo(_ key: some CommandArgument) async throws(ClientError) -> TimeSeriesInfo {
        try await send(.tsInfo(key))
    }

    /// The latest sample; nil if there is none. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series.
    ///   - includesUnfinished: Whether a series that a rule keeps up to date tells the value of the stretch that isn't
    ///     over yet. Default: no.
    public func tsGet(
        _ key: some CommandArgument, includesUnfinished: Bool = false
    ) async throws(ClientError) -> TimeSeriesSample? {
        try await send(.tsGet(key, includesUnfinished: includesUnfinished))
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
    public func tsRange(
        _ key: some CommandArgument, from start: UnixTime? = nil, through end: UnixTime? = nil,
        selecting selection: TimeSeriesSelection = TimeSeriesSelection(), count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil
    ) async throws(ClientError) -> [TimeSeriesSample] {
        try await send(
            .tsRange(key, from: start, through: end, selecting: selection, count: count, aggregation: aggregation)
        )
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
    public func tsRevrange(
        _ key: some CommandArgument, from start: UnixTime? = nil, through end: UnixTime? = nil,
        selecting selection: TimeSeriesSelection = TimeSeriesSelection(), count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil
    ) async throws(ClientError) -> [TimeSeriesSample] {
        try await send(
            .tsRevrange(key, from: start, through: end, selecting: selection, count: count, aggregation: aggregation)
        )
    }

    /// The latest sample of each series with certain labels. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - filters: Which series. At least one of these has to name a value.
    ///   - labels: Which of each series' labels are returned, too. Default: none.
    ///   - includesUnfinished: Whether a series that a rule keeps up to date tells the value of the stretch that isn't
    ///     over yet. Default: no.
    public func tsMget(
        _ filters: [TimeSeriesFilter], labels: TimeSeriesLabels = .none, includesUnfinished: Bool = false
    ) async throws(ClientError) -> [TimeSeries] {
        try await send(.tsMget(filters, labels: labels, includesUnfinished: includesUnfinished))
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
    public func tsMrange(
        _ filters: [TimeSeriesFilter], from start: UnixTime? = nil, through end: UnixTime? = nil,
        selecting selection: TimeSeriesSelection = TimeSeriesSelection(), count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil, labels: TimeSeriesLabels = .none, grouping: TimeSeriesGrouping? = nil
    ) async throws(ClientError) -> [TimeSeries] {
        try await send(
            .tsMrange(
                filters, from: start, through: end, selecting: selection, count: count, aggregation: aggregation,
                labels: labels, grouping: grouping
            )
        )
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
    public func tsMrevrange(
        _ filters: [TimeSeriesFilter], from start: UnixTime? = nil, through end: UnixTime? = nil,
        selecting selection: TimeSeriesSelection = TimeSeriesSelection(), count: Int? = nil,
        aggregation: TimeSeriesAggregation? = nil, labels: TimeSeriesLabels = .none, grouping: TimeSeriesGrouping? = nil
    ) async throws(ClientError) -> [TimeSeries] {
        try await send(
            .tsMrevrange(
                filters, from: start, through: end, selecting: selection, count: count, aggregation: aggregation,
                labels: labels, grouping: grouping
            )
        )
    }

    /// The keys of the series with certain labels. Not yet run on a real server.
    ///
    /// - Parameter filters: Which series. At least one of these has to name a value.
    public func tsQueryindex(_ filters: [TimeSeriesFilter]) async throws(ClientError) -> [String] {
        try await send(.tsQueryindex(filters))
    }
}
