import NIOCore
import PinyonClient
import Testing

/// Not yet run on a server, as none of those here has the module: commands and replies are in the documented form.
struct TimeSeriesTests {
    private func text<Response>(_ command: Command<Response>) -> String {
        command.arguments.words.map { String(buffer: $0) }.joined(separator: " ")
    }

    @Test func commandsAreInTheDocumentedForm() {
        let options = TimeSeriesOptions(
            retention: .seconds(60), chunkSize: 128, duplicates: .last, labels: ["b": "2", "a": "1"])
        #expect(
            text(.tsCreate("s", options))
                == "TS.CREATE s RETENTION 60000 CHUNK_SIZE 128 DUPLICATE_POLICY LAST LABELS a 1 b 2")
        #expect(text(.tsCreate("s")) == "TS.CREATE s")
        #expect(
            text(.tsAlter("s", TimeSeriesOptions(duplicates: .refused))) == "TS.ALTER s DUPLICATE_POLICY BLOCK")
        #expect(text(.tsAdd("s", 1.5)) == "TS.ADD s * 1.5")
        let time = UnixTime(milliseconds: 1000)
        let later = UnixTime(milliseconds: 2000)
        #expect(
            text(.tsAdd("s", 1, at: time, options: TimeSeriesOptions(duplicates: .sum)))
                == "TS.ADD s 1000 1.0 ON_DUPLICATE SUM")
        #expect(
            text(.tsMadd([(key: "s", time: time, value: 1), (key: "t", time: nil, value: 2)]))
                == "TS.MADD s 1000 1.0 t * 2.0")
        #expect(text(.tsIncrby("s", 1, at: time)) == "TS.INCRBY s 1.0 TIMESTAMP 1000")
        #expect(text(.tsDecrby("s", 1)) == "TS.DECRBY s 1.0")
        #expect(text(.tsDel("s", from: time, through: later)) == "TS.DEL s 1000 2000")
        let mean = TimeSeriesAggregation(.average, every: .seconds(5))
        #expect(
            text(.tsCreaterule("s", "d", .populationVariance, every: .seconds(5)))
                == "TS.CREATERULE s d AGGREGATION var.p 5000")
        #expect(
            text(.tsCreaterule("s", "d", .count, every: .seconds(5), alignedTo: time))
                == "TS.CREATERULE s d AGGREGATION count 5000 1000")
        #expect(text(.tsDeleterule("s", "d")) == "TS.DELETERULE s d")
        #expect(text(.tsGet("s")) == "TS.GET s")
        #expect(text(.tsGet("s", includesUnfinished: true)) == "TS.GET s LATEST")
        #expect(text(.tsRange("s")) == "TS.RANGE s - +")
        #expect(
            text(.tsRevrange("s", from: time, through: later, count: 5, aggregation: mean))
                == "TS.REVRANGE s 1000 2000 COUNT 5 AGGREGATION avg 5000")
        let filters: [TimeSeriesFilter] = [
            .label("a", is: "1"), .label("b", in: ["x", "y"]), .label("c", notIn: ["z"]), .label("d", in: []),
            .label("e", notIn: []), .label("f", notIn: ["p", "q"]),
        ]
        let filter = "a=1 b=(x,y) c!=z d= e!= f!=(p,q)"
        #expect(text(.tsMget(filters)) == "TS.MGET FILTER \(filter)")
        #expect(text(.tsMget(filters, labels: .all)) == "TS.MGET WITHLABELS FILTER \(filter)")
        #expect(
            text(.tsMget(filters, labels: .named(["a", "b"]), includesUnfinished: true))
                == "TS.MGET LATEST SELECTED_LABELS a b FILTER \(filter)")
        #expect(
            text(.tsMrange(filters, from: time, count: 2, aggregation: mean))
                == "TS.MRANGE 1000 + COUNT 2 AGGREGATION avg 5000 FILTER \(filter)")
        #expect(text(.tsQueryindex(filters)) == "TS.QUERYINDEX \(filter)")
        #expect(text(.tsInfo("s")) == "TS.INFO s")
    }

    @Test func keysAreKnown() {
        let add = Command.tsMadd([(key: "s", time: nil, value: 1), (key: "t", time: nil, value: 2)])
        #expect(add.arguments.keys(at: add.traits.keys).map { String(buffer: $0) } == ["s", "t"])
        let rule = Command.tsCreaterule("s", "d", .sum, every: .seconds(1), alignedTo: UnixTime(milliseconds: 1))
        #expect(rule.arguments.keys(at: rule.traits.keys).map { String(buffer: $0) } == ["s", "d"])
    }

    @Test(arguments: ["TS.MRANGE", "TS.MREVRANGE", "ts.mrevrange"])
    func whatIsFoundByLabelsHasNoKeysAlsoWhenItIsSentByName(_ name: String) {
        let words: [any CommandArgument] = ["-", "+", "FILTER", "a=1"]
        let command = Command<RESPValue>(raw: name, arguments: words)
        #expect(command.arguments.keys(at: command.traits.keys).isEmpty)
        #expect(command.traits.flags.contains(.readOnly))
    }

    @Test func samplesAreReadInBothForms() throws {
        let get = Command.tsGet("s").decode
        #expect(try get(recorded([1000, "27.600000000000001"]))?.value == 27.6)
        #expect(try get(.array([.integer(1000), .double(27.6)]))?.time == UnixTime(milliseconds: 1000))
        #expect(try get(recorded([])) == nil)
        #expect(try get(recorded(nil)) == nil)
        let range = Command.tsRange("s").decode
        #expect(try range(recorded([[1000, "1"], [2000, "2.5"]])).map(\.value) == [1, 2.5])
        #expect(throws: RESPDecodingError.self) { try range(recorded([[1000]])) }
        #expect(throws: RESPDecodingError.self) { try range(recorded([["x", "1"]])) }
        #expect(throws: RESPDecodingError.self) { try get(recorded([1000, "many"])) }
    }

    @Test func momentsAndErrorsAreReadBesideEachOther() throws {
        let decode = Command.tsMadd([(key: "s", time: nil, value: 1)]).decode
        let error = ServerError(code: "ERR", message: "TSDB: the key does not exist")
        let results = try decode(.array([.integer(1000), .error(error)]))
        #expect(try results[0].get() == UnixTime(milliseconds: 1000))
        #expect(throws: error) { try results[1].get() }
        #expect(throws: RESPDecodingError.self) { try decode(recorded(5)) }
    }

    @Test func severalSeriesAreReadInBothForms() throws {
        let ranges = Command.tsMrange([.label("a", is: "1")]).decode
        let old = try ranges(
            recorded([["s", [["area_id", "32"]], [[1000, "27.6"], [2000, "23.8"]]], ["t", [], []]]))
        #expect(old.map(\.key) == ["s", "t"])
        #expect(old[0].labels == ["area_id": "32"])
        #expect(old[0].samples.map(\.value) == [27.6, 23.8])
        let new = try ranges(
            recorded([
                "s": [["area_id": "32"], ["aggregators": []], [[1000, "27.6"], [2000, "23.8"]]],
                "t": [[:], ["aggregators": []], []],
            ]))
        #expect(new == old)
        let latest = Command.tsMget([.label("a", is: "1")]).decode
        #expect(try latest(recorded([["s", [], [1000, "5"]], ["t", [], []]])).map(\.samples.count) == [1, 0])
        #expect(try latest(recorded(["s": [[:], [1000, "5"]]])).first?.samples.first?.value == 5)
        for reply in [nil, 5, [[]], [["s"]], ["x"], ["s": 5]] as [Recorded] {
            #expect(throws: RESPDecodingError.self) { try ranges(recorded(reply)) }
        }
    }

    @Test func aSeriesTellsWhatItIsInBothForms() throws {
        let old = try TimeSeriesInfo.decode(
            recorded([
                "totalSamples", 100, "memoryUsage", 4184, "firstTimestamp", 1_548_149_180_000, "lastTimestamp",
                1_548_149_279_000, "retentionTime", 0, "chunkCount", 1, "chunkSize", 256, "chunkType", "compressed",
                "duplicatePolicy", nil, "labels", [["sensor_id", "2"], ["area_id", "32"]], "sourceKey", nil, "rules",
                [["s:avg", 60_000, "AVG", 0]],
            ]))
        #expect(old.sampleCount == 100 && old.size == 4184 && old.chunkCount == 1 && old.chunkSize == 256)
        #expect(old.first == UnixTime(milliseconds: 1_548_149_180_000))
        #expect(old.last == UnixTime(milliseconds: 1_548_149_279_000))
        #expect(old.retention == .zero && old.duplicates == nil && old.source == nil)
        #expect(old.labels == ["sensor_id": "2", "area_id": "32"])
        #expect(old.destinations == ["s:avg"])
        let new = try TimeSeriesInfo.decode(
            recorded([
                "labels": ["a": "1"], "rules": ["d": [60_000, "AVG", 0]], "duplicatePolicy": "last",
                "sourceKey": "s", "firstTimestamp": 0,
            ]))
        #expect(new.labels == ["a": "1"] && new.destinations == ["d"] && new.duplicates == .last)
        #expect(new.source == "s" && new.first == nil && new.sampleCount == nil)
    }
}
