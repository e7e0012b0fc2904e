import PinyonClient
import Testing

/// Not yet run on a server, as none of those here has the module: commands and replies are in the documented form.
struct TimeSeriesQueryTests {
    private let start = UnixTime(milliseconds: 1_000)
    private let end = UnixTime(milliseconds: 2_000)
    private let filters: [TimeSeriesFilter] = [.label("kind", is: "heat")]

    static let aggregations: [(TimeSeriesAggregation, String)] = [
        (TimeSeriesAggregation(.timeWeightedAverage, every: .seconds(5)), "AGGREGATION twa 5000"),
        (
            TimeSeriesAggregation(.sampleVariance, every: .seconds(5), alignedTo: .start),
            "ALIGN - AGGREGATION var.s 5000"
        ),
        (TimeSeriesAggregation(.count, every: .seconds(5), alignedTo: .end), "ALIGN + AGGREGATION count 5000"),
        (
            TimeSeriesAggregation(
                .sum, every: .seconds(5), alignedTo: .time(UnixTime(milliseconds: 7)), includesEmpty: true),
            "ALIGN 7 AGGREGATION sum 5000 EMPTY"
        ),
        (TimeSeriesAggregation(.last, every: .seconds(5), toldAt: .middle), "AGGREGATION last 5000 BUCKETTIMESTAMP ~"),
        (
            TimeSeriesAggregation(.last, every: .seconds(5), toldAt: .end, includesEmpty: true),
            "AGGREGATION last 5000 BUCKETTIMESTAMP + EMPTY"
        ),
    ]

    @Test func samplesAreSelectedByTheirMomentsAndValues() {
        let selection = TimeSeriesSelection(times: [start, end], minimum: -1.5, maximum: 2, includesUnfinished: true)
        #expect(
            words(.tsRange("s", selecting: selection, count: 3))
                == "TS.RANGE s - + LATEST FILTER_BY_TS 1000 2000 FILTER_BY_VALUE -1.5 2.0 COUNT 3")
        #expect(
            words(.tsRevrange("s", selecting: TimeSeriesSelection(minimum: 1)))
                == "TS.REVRANGE s - + FILTER_BY_VALUE 1.0 inf")
        #expect(
            words(.tsRange("s", selecting: TimeSeriesSelection(maximum: 1)))
                == "TS.RANGE s - + FILTER_BY_VALUE -inf 1.0")
    }

    @Test func momentsThatAServerWouldPassOverAreNotSent() {
        let most = TimeSeriesSelection.mostTimes
        let lists: [[UnixTime]] = [[], [start, UnixTime(milliseconds: -1)], Array(repeating: start, count: most + 1)]
        for times in lists {
            let sent = words(.tsRange("s", selecting: TimeSeriesSelection(times: times)))
            #expect(sent.hasPrefix("can't be sent: "), "\(times.count) moments")
        }
        let many = TimeSeriesSelection(times: Array(repeating: start, count: most))
        #expect(words(.tsRange("s", selecting: many)).hasPrefix("TS.RANGE s - + FILTER_BY_TS 1000 1000"))
    }

    @Test(arguments: TimeSeriesQueryTests.aggregations)
    func stretchesLieAndAreToldAsTheCallerSays(_ aggregation: TimeSeriesAggregation, _ expected: String) {
        #expect(
            words(.tsRange("s", from: start, through: end, aggregation: aggregation))
                == "TS.RANGE s 1000 2000 \(expected)")
    }

    @Test func seriesAreReadInBothDirectionsAndPutTogether() {
        let sums = TimeSeriesAggregation(.sum, every: .seconds(5), alignedTo: .start)
        let most = TimeSeriesGrouping(by: "room", .maximum)
        let names = TimeSeriesLabels.named(["room"])
        let query = "1000 + COUNT 2 ALIGN - AGGREGATION sum 5000 SELECTED_LABELS room FILTER kind=heat"
        #expect(
            words(.tsMrange(filters, from: start, count: 2, aggregation: sums, labels: names, grouping: most))
                == "TS.MRANGE \(query) GROUPBY room REDUCE max")
        #expect(
            words(.tsMrevrange(filters, from: start, count: 2, aggregation: sums, labels: names))
                == "TS.MREVRANGE \(query)")
        #expect(
            words(.tsMrevrange(filters, selecting: TimeSeriesSelection(times: [start]), labels: .all))
                == "TS.MREVRANGE - + FILTER_BY_TS 1000 WITHLABELS FILTER kind=heat")
        #expect(words(.tsMrange(filters, labels: .named([]))) == "TS.MRANGE - + FILTER kind=heat")
    }

    @Test func functionsHaveTheServersNames() {
        let ofStretches = TimeSeriesAggregation.Function.allCases.map(\.rawValue)
        #expect(
            Set(ofStretches) == [
                "avg", "sum", "min", "max", "range", "count", "first", "last", "std.p", "std.s", "var.p", "var.s",
                "twa",
            ])
        let ofGroups = TimeSeriesGrouping.Function.allCases.map(\.rawValue)
        #expect(Set(ofGroups) == Set(ofStretches).subtracting(["first", "last", "twa"]))
    }

    @Test func groupsAreTheSameInBothForms() throws {
        let decode = Command.tsMrange(filters, labels: .all, grouping: TimeSeriesGrouping(by: "room", .sum)).decode
        let old = try decode(
            recorded([
                [
                    "room=kitchen", [["room", "kitchen"], ["__reducer__", "sum"], ["__source__", "a,b"]],
                    [[1000, "100"], [2000, "120.5"]],
                ]
            ]))
        #expect(old.map(\.key) == ["room=kitchen"])
        #expect(old.map(\.labels) == [["room": "kitchen"]])
        #expect(old.map(\.sources) == [["a", "b"]])
        #expect(old.first?.samples.map(\.value) == [100, 120.5])
        let new = try decode(
            recorded([
                "room=kitchen": [
                    ["room": "kitchen"], ["reducers": ["sum"]], ["sources": ["a", "b"]],
                    [[1000, "100"], [2000, "120.5"]],
                ]
            ]))
        #expect(new == old)
        let bare = try decode(recorded([["room=kitchen", [], [[1000, "100"]]]]))
        #expect(bare.first?.sources == [] && bare.first?.labels == [:])
        let single = try decode(recorded(["s": [[:], ["aggregators": ["sum"]], []]]))
        #expect(single.first?.sources == [])
    }

    @Test func labelsThatASeriesDoesNotHaveAreMissing() throws {
        let decode = Command.tsMrevrange(filters, labels: .named(["room", "floor"])).decode
        let old = try decode(recorded([["s", [["room", "kitchen"], ["floor", nil]], []]]))
        #expect(old.first?.labels == ["room": "kitchen"])
        let new = try decode(recorded(["s": [["room": "kitchen", "floor": nil], ["aggregators": []], []]]))
        #expect(new == old)
    }

    @Test func stretchesWithoutSamplesAreNoNumbers() throws {
        let decode = Command.tsRange("s").decode
        let old = try decode(recorded([[1000, "NaN"], [2000, "1"]]))
        #expect(old.map(\.value.isNaN) == [true, false])
        let new = try decode(.array([.array([.integer(1000), .double(.nan)])]))
        #expect(new.first?.value.isNaN == true)
    }
}
