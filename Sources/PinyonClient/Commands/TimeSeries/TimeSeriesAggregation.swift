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
        /// The variance of a population.
        case populationVariance = "var.p"
        /// The variance of a sample.
        case sampleVariance = "var.s"
        /// The mean over time, which counts how long a value held.
        case timeWeightedAverage = "twa"
    }

    /// A moment at which a stretch begins. The others follow from it.
    public enum Alignment: Sendable, Hashable {
        /// The start of what is read, which has to be named.
        case start
        /// The end of what is read, which has to be named.
        case end
        /// A moment of the caller's choice, not before 1970.
        case time(UnixTime)

        fileprivate var word: String {
            switch self {
            case .start: "-"
            case .end: "+"
            case .time(let time): String(time.milliseconds)
            }
        }
    }

    /// The moment of a stretch that its value is told with.
    public enum Moment: String, Sendable, Hashable, CaseIterable {
        /// Its start.
        case start = "-"
        /// Its middle, rounded down to the millisecond.
        case middle = "~"
        /// Its end.
        case end = "+"
    }

    /// What is computed.
    public var function: Function
    /// How long a stretch is. Whole milliseconds.
    public var bucket: Duration
    /// A moment at which a stretch begins; nil for the start of 1970.
    public var alignment: Alignment?
    /// The moment of a stretch that its value is told with.
    public var moment: Moment
    /// Whether there is a value for stretches without samples, too: 0 for sums and counts, what was last before for
    /// ``Function/last``, what lies between the neighbours for ``Function/timeWeightedAverage``, otherwise NaN.
    public var includesEmpty: Bool

    /// What is computed, and how long a stretch is.
    ///
    /// - Parameters:
    ///   - function: What is computed.
    ///   - bucket: How long a stretch is, above zero. Whole milliseconds.
    ///   - alignment: A moment at which a stretch begins. Default: the start of 1970.
    ///   - moment: The moment of a stretch that its value is told with. Default: its start.
    ///   - includesEmpty: Whether there is a value for stretches without samples, too. Default: no.
    public init(
        _ function: Function, every bucket: Duration, alignedTo alignment: Alignment? = nil,
        toldAt moment: Moment = .start, includesEmpty: Bool = false
    ) {
        self.function = function
        self.bucket = bucket
        self.alignment = alignment
        self.moment = moment
        self.includesEmpty = includesEmpty
    }

    /// Adds the words for it.
    public func append(to arguments: inout CommandArguments) {
        arguments.append("ALIGN", alignment?.word)
        arguments.appendWords("AGGREGATION", function.rawValue, bucket.wholeMilliseconds)
        if moment != .start { arguments.appendWords("BUCKETTIMESTAMP", moment.rawValue) }
        arguments.append("EMPTY", if: includesEmpty)
    }
}

/// Which time series are put together to one, and how: those with the same value of a label.
public struct TimeSeriesGrouping: Sendable, Hashable, CommandArgument {
    /// What is computed of the values that series of a group have at one moment. NaN doesn't count.
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
        /// The standard deviation of a population.
        case populationDeviation = "std.p"
        /// The standard deviation of a sample.
        case sampleDeviation = "std.s"
        /// The variance of a population.
        case populationVariance = "var.p"
        /// The variance of a sample.
        case sampleVariance = "var.s"
    }

    /// The name of the label. Series without it are left out.
    public var label: String
    /// What is computed of the values of one moment, after any aggregation.
    public var function: Function

    /// Series with the same value of a label are put together to one.
    ///
    /// - Parameters:
    ///   - label: The name of the label.
    ///   - function: What is computed of the values of one moment.
    public init(by label: String, _ function: Function) {
        self.label = label
        self.function = function
    }

    /// Adds the words for it.
    public func append(to arguments: inout CommandArguments) {
        arguments.appendWords("GROUPBY", label, "REDUCE", function.rawValue)
    }
}
