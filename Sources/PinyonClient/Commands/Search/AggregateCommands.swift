extension Command {
    /// Computes something of the keys of an index.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - query: Which keys; `*` for all.
    ///   - steps: What is done with them, one after the other.
    ///   - options: How it is done.
    ///   - type: What each value is read as.
    public static func ftAggregate<Value: RESPDecodable>(
        _ index: String, _ query: String, _ steps: [AggregateStep], options: AggregateOptions = AggregateOptions(),
        as type: Value.Type
    ) -> Command where Response == AggregateResults<Value> {
        Command(.ftAggregate) {
            $0.appendWords(index, query)
            $0.append("VERBATIM", if: options.verbatim)
            $0.append(steps)
            $0.append(options)
        }
    }

    /// The next results of a computation that keeps the rest on the server.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - cursor: ``AggregateResults/cursor`` of the results before.
    ///   - count: The most results. Default: as before.
    ///   - type: What each value is read as.
    public static func ftCursorRead<Value: RESPDecodable>(
        _ index: String, _ cursor: Int, count: Int? = nil, as type: Value.Type
    ) -> Command where Response == AggregateResults<Value> {
        Command(.ftCursorRead) {
            $0.appendWords(index, cursor)
            $0.append("COUNT", count)
        }
    }

    /// Drops the rest of a computation's results.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - cursor: ``AggregateResults/cursor`` of the last results.
    public static func ftCursorDel(_ index: String, _ cursor: Int) -> Command where Response == Void {
        Command(.ftCursorDel) { $0.appendWords(index, cursor) }
    }
}

/// A step of a computation over the keys of an index.
public struct AggregateStep: Sendable, Hashable, CommandArgument {
    private let words: [String]

    /// Reads fields that aren't sortable; with none named, all of them.
    public static func load(_ fields: [String] = []) -> AggregateStep {
        AggregateStep(words: ["LOAD"] + (fields.isEmpty ? ["*"] : [String(fields.count)] + fields))
    }

    /// Makes one result of those that have the same values.
    ///
    /// - Parameters:
    ///   - fields: The fields whose values count, as `@name`; empty for one result of all.
    ///   - reducers: What else is computed of those that become one.
    public static func group(by fields: [String], _ reducers: [AggregateReducer]) -> AggregateStep {
        AggregateStep(words: ["GROUPBY", String(fields.count)] + fields + reducers.flatMap(\.words))
    }

    /// Adds a field that is computed, such as `sqrt(@x) + 1`.
    public static func apply(_ expression: String, as name: String) -> AggregateStep {
        AggregateStep(words: ["APPLY", expression, "AS", name])
    }

    /// Keeps the results for which an expression holds, such as `@n > 5`.
    public static func filter(_ expression: String) -> AggregateStep {
        AggregateStep(words: ["FILTER", expression])
    }

    /// Sorts the results by a field, as `@name`.
    ///
    /// - Parameters:
    ///   - field: The field.
    ///   - order: In which order. Default: the smallest first.
    ///   - maximum: How many are kept. Default: ten if nothing limits them.
    public static func sort(by field: String, _ order: SortOrder = .ascending, maximum: Int? = nil) -> AggregateStep {
        AggregateStep(
            words: ["SORTBY", "2", field, order.rawValue] + (maximum.map { ["MAX", String($0)] } ?? []))
    }

    /// Keeps a part of the results.
    public static func limit(_ limit: PageLimit) -> AggregateStep {
        AggregateStep(words: ["LIMIT", String(limit.offset), String(limit.count)])
    }

    /// Adds the step's words.
    public func append(to arguments: inout CommandArguments) { arguments.append(words) }
}

/// What is computed of results that become one.
public struct AggregateReducer: Sendable, Hashable {
    let words: [String]

    /// A reducer by the server's name.
    ///
    /// - Parameters:
    ///   - function: The name, such as `QUANTILE`.
    ///   - arguments: What it takes, such as `@price` and `0.5`.
    ///   - name: The name of the field with its result.
    public init(_ function: String, _ arguments: [String], as name: String) {
        words = ["REDUCE", function, String(arguments.count)] + arguments + ["AS", name]
    }

    /// How many there are.
    public static func count(as name: String) -> AggregateReducer { AggregateReducer("COUNT", [], as: name) }
    /// The sum of a field, as `@name`.
    public static func sum(_ field: String, as name: String) -> AggregateReducer {
        AggregateReducer("SUM", [field], as: name)
    }
    /// The least value of a field, as `@name`.
    public static func minimum(_ field: String, as name: String) -> AggregateReducer {
        AggregateReducer("MIN", [field], as: name)
    }
    /// The greatest value of a field, as `@name`.
    public static func maximum(_ field: String, as name: String) -> AggregateReducer {
        AggregateReducer("MAX", [field], as: name)
    }
    /// The mean of a field, as `@name`.
    public static func average(_ field: String, as name: String) -> AggregateReducer {
        AggregateReducer("AVG", [field], as: name)
    }
}

/// How something is computed of the keys of an index.
public struct AggregateOptions: Sendable, CommandArgument {
    /// How many results come at once, while the server keeps the rest; nil for all results at once.
    public var cursorCount: Int?
    /// For how long the server keeps the rest if nobody asks. Whole milliseconds; nil for its setting.
    public var cursorIdle: Duration?
    /// Whether words only match as they are.
    public var verbatim = false
    /// What stands in the query as `$name`. Needs a dialect of 2 or more.
    public var parameters: [(name: String, value: any CommandArgument)] = []
    /// When the server gives up. Whole milliseconds; nil for its setting.
    public var timeout: Duration?
    /// The version of the queries' language; nil for the server's setting, which is 1 unless changed.
    public var dialect: Int?

    /// All results at once.
    public init() {}

    /// Adds the words for them.
    public func append(to arguments: inout CommandArguments) {
        if cursorCount != nil || cursorIdle != nil {
            arguments.append("WITHCURSOR")
            arguments.append("COUNT", cursorCount)
            arguments.append("MAXIDLE", cursorIdle?.wholeMilliseconds)
        }
        arguments.append("TIMEOUT", timeout?.wholeMilliseconds)
        arguments.appendParameters(parameters)
        arguments.append("DIALECT", dialect)
    }
}

/// What was computed of the keys of an index.
public struct AggregateResults<Value: RESPDecodable>: Sendable, RESPDecodable {
    /// The results.
    public let rows: [SearchRow<Value>]
    /// What asks for more with `ftCursorRead`; nil if there is no more.
    public let cursor: Int?

    /// Reads results, perhaps with a cursor behind.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> AggregateResults {
        if let parts = value.elements, parts.count == 2, let cursor = parts[1].looseInteger,
            parts[0].elements != nil || parts[0].isMap
        {
            return AggregateResults(rows: try rows(parts[0]), cursor: cursor == 0 ? nil : cursor)
        }
        return AggregateResults(rows: try rows(value), cursor: nil)
    }

    /// A map with results in RESP3; in RESP2 a number that says little, and the results.
    private static func rows(_ value: RESPValue) throws(RESPDecodingError) -> [SearchRow<Value>] {
        var rows: [SearchRow<Value>] = []
        if value.isMap {
            for result in try ReplyFields.decode(value)["results"]?.elements ?? [] {
                rows.append(try SearchRow(ReplyFields.decode(result)["extra_attributes"]))
            }
            return rows
        }
        guard let parts = value.elements, parts.first?.looseInteger != nil else {
            throw RESPDecodingError(expected: "the results of a computation", found: value)
        }
        for row in parts.dropFirst() { rows.append(try SearchRow(row)) }
        return rows
    }
}

extension AggregateResults: Equatable where Value: Equatable {}
