/// Time series: numbers by their moments, of servers that have the module for them.
///
/// Written from the module's documentation.
extension Command {
    /// Makes a series. An error if the key is there. Not yet run on a real server.
    public static func tsCreate(_ key: some CommandArgument, _ options: TimeSeriesOptions = TimeSeriesOptions())
        -> Command where Response == Void
    {
        Command(.tsCreate) {
            $0.appendOne(key)
            options.append(to: &$0, duplicates: "DUPLICATE_POLICY")
        }
    }

    /// Changes a series. Labels that are given replace all that there are. Not yet run on a real server.
    public static func tsAlter(_ key: some CommandArgument, _ options: TimeSeriesOptions) -> Command
    where Response == Void {
        Command(.tsAlter) {
            $0.appendOne(key)
            options.append(to: &$0, duplicates: "DUPLICATE_POLICY")
        }
    }

    // The result is often of no use.
    /// Adds a sample, and returns its moment. The series is made if it isn't there. Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series.
    ///   - value: The sample's value.
    ///   - time: The sample's moment. Default: the server's present.
    ///   - options: How a series is made; of a series that is there, only what happens to a second sample of a moment.
    public static func tsAdd(
        _ key: some CommandArgument, _ value: Double, at time: UnixTime? = nil,
        options: TimeSeriesOptions = TimeSeriesOptions()
    ) -> Command where Response == UnixTime {
        Command(.tsAdd, decode: TimeSeriesReply.time) {
            $0.appendOne(key)
            $0.append(time.map { String($0.milliseconds) } ?? "*")
            $0.append(value)
            options.append(to: &$0, duplicates: "ON_DUPLICATE")
        }
    }

    // The result is often of no use.
    /// Adds samples to series that are there, and returns for each its moment, or the error for it. In a cluster the
    /// series have to be in one slot. Not yet run on a real server.
    ///
    /// - Parameter samples: The series, moments and values; no moment stands for the server's present.
    public static func tsMadd<Key: CommandArgument>(_ samples: [(key: Key, time: UnixTime?, value: Double)]) -> Command
    where Response == [Result<UnixTime, ServerError>] {
        Command(.tsMadd, decode: TimeSeriesReply.times) {
            for sample in samples {
                $0.appendOne(sample.key)
                $0.append(sample.time.map { String($0.milliseconds) } ?? "*")
                $0.append(sample.value)
            }
        }
    }

    // The result is often of no use.
    /// Adds to the latest sample's value, as a sample of its moment or of a later one, and returns the moment. Not yet
    /// run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series, which is made if it isn't there.
    ///   - amount: How much to add.
    ///   - time: The moment, not before the latest sample's. Default: the server's present.
    public static func tsIncrby(_ key: some CommandArgument, _ amount: Double, at time: UnixTime? = nil) -> Command
    where Response == UnixTime {
        Command(.tsIncrby, decode: TimeSeriesReply.time) {
            $0.appendWords(key, amount)
            $0.append("TIMESTAMP", time?.milliseconds)
        }
    }

    // The result is often of no use.
    /// Subtracts from the latest sample's value, as a sample of its moment or of a later one, and returns the moment.
    /// Not yet run on a real server.
    ///
    /// - Parameters:
    ///   - key: The series, which is made if it isn't there.
    ///   - amount: How much to subtract.
    ///   - time: The moment, not before the latest sample's. Default: the server's present.
    public static func tsDecrby(_ key: some CommandArgument, _ amount: Double, at time: UnixTime? = nil) -> Command
    where Response == UnixTime {
        Command(.tsDecrby, decode: TimeSeriesReply.time) {
            $0.appendWords(key, amount)
            $0.append("TIMESTAMP", time?.milliseconds)
        }
    }

    // The result is often of no use.
    /// Deletes the samples between two moments, both included, and returns how many. Not yet run on a real server.
    public static func tsDel(_ key: some CommandArgument, from start: UnixTime, through end: UnixTime) -> Command
    where Response == Int {
        Command(.tsDel) { $0.appendWords(key, start.milliseconds, end.milliseconds) }
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
    public static func tsCreaterule(
        _ source: some CommandArgument, _ destination: some CommandArgument,
        _ function: TimeSeriesAggregation.Function, every bucket: Duration, alignedTo alignment: UnixTime? = nil
    ) -> Command where Response == Void {
        Command(.tsCreaterule) {
            $0.appendWords(source, destination, "AGGREGATION", function.rawValue, bucket.wholeMilliseconds)
            if let alignment { $0.append(alignment.milliseconds) }
        }
    }

    /// Keeps another series up to date no longer. Not yet run on a real server.
    public static func tsDeleterule(_ source: some CommandArgument, _ destination: some CommandArgument) -> Command
    where Response == Void {
        Command(.tsDeleterule) { $0.appendWords(source, destination) }
    }

    /// What a series is. Not yet run on a real server.
    public static func tsInfo(_ key: some CommandArgument) -> Command where Response == TimeSeriesInfo {
        Command(.tsInfo) { $0.appendOne(key) }
    }
}
