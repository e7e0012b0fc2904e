/// Which samples between two moments are read, or counted in an aggregation.
public struct TimeSeriesSelection: Sendable, Hashable, CommandArgument {
    /// The most moments that ``times`` may have: servers would leave out those behind without a word.
    public static let mostTimes = 128

    /// The moments of the samples, from 1 to ``mostTimes``, not before 1970; nil for any.
    public var times: [UnixTime]?
    /// The least value; nil for any.
    public var minimum: Double?
    /// The greatest value; nil for any.
    public var maximum: Double?
    /// Whether a series that a rule keeps up to date tells the value of the stretch that isn't over yet.
    public var includesUnfinished: Bool

    /// Which samples are read; what isn't named doesn't matter.
    ///
    /// - Parameters:
    ///   - times: The moments of the samples, from 1 to ``mostTimes``. Default: any.
    ///   - minimum: The least value. Default: any.
    ///   - maximum: The greatest value. Default: any.
    ///   - includesUnfinished: Whether a series that a rule keeps up to date tells the value of the stretch that isn't
    ///     over yet. Default: no.
    public init(
        times: [UnixTime]? = nil, minimum: Double? = nil, maximum: Double? = nil, includesUnfinished: Bool = false
    ) {
        self.times = times
        self.minimum = minimum
        self.maximum = maximum
        self.includesUnfinished = includesUnfinished
    }

    /// Adds the words for them. Moments that a server would pass over make a command that isn't sent.
    public func append(to arguments: inout CommandArguments) {
        arguments.append("LATEST", if: includesUnfinished)
        if let times {
            if let problem = Self.problem(of: times) { arguments.fail(problem) }
            arguments.append("FILTER_BY_TS")
            for time in times { arguments.append(time.milliseconds) }
        }
        guard minimum != nil || maximum != nil else { return }
        arguments.appendWords("FILTER_BY_VALUE", minimum ?? -Double.infinity, maximum ?? Double.infinity)
    }

    private static func problem(of times: [UnixTime]) -> String? {
        if times.isEmpty { return "samples are selected by their moments, and there are none" }
        if times.count > mostTimes {
            return "samples are selected by \(times.count) moments, and a server takes at most \(mostTimes)"
        }
        return times.contains { $0.milliseconds < 0 } ? "a sample is selected by a moment before 1970" : nil
    }
}

/// Which labels of time series are returned with them.
public enum TimeSeriesLabels: Sendable, Hashable, CommandArgument {
    /// None.
    case none
    /// All.
    case all
    /// Those with these names, as far as a series has them.
    case named([String])

    /// Adds the words for them, if any.
    public func append(to arguments: inout CommandArguments) {
        switch self {
        case .none: break
        case .all: arguments.append("WITHLABELS")
        case .named(let names):
            if names.isEmpty { return }
            arguments.append("SELECTED_LABELS")
            arguments.appendEach(names)
        }
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
