import Foundation
import PinyonOps
import PinyonSim
import Testing

/// A report as JSON.
@Suite(.timeLimit(.minutes(2)))
struct ReportTests {
    private struct Sample: Codable, Equatable {
        @Nullable var number: Double?
        @Nullable var text: String?

        static func == (one: Sample, other: Sample) -> Bool { one.number == other.number && one.text == other.text }
    }

    private static func object(_ value: some Encodable) throws -> [String: Any] {
        let data = try JSONEncoder().encode(value)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func unknownFieldsAreNullAndNotLeftOut() throws {
        let object = try Self.object(Sample(number: nil, text: nil))
        #expect(Set(object.keys) == ["number", "text"])
        #expect(object.values.allSatisfy { $0 is NSNull })
    }

    @Test func fieldsComeBackAsTheyWere() throws {
        for sample in [Sample(number: 1.5, text: nil), Sample(number: nil, text: "a"), Sample(number: 0, text: "")] {
            #expect(try JSONDecoder().decode(Sample.self, from: try JSONEncoder().encode(sample)) == sample)
        }
        #expect(throws: DecodingError.self) {
            _ = try JSONDecoder().decode(Sample.self, from: Data(#"{"number": 1}"#.utf8))
        }
    }

    /// An interrupt takes the callers from loads that have read the database already.
    @Test(arguments: [(0, 100.0), (5, 75), (20, 0), (25, 0)])
    func savedReadsAreNeverLessThanNone(_ databaseReads: Int, _ saved: Double) async throws {
        let options = exactOptions()
        let trace = try trace(reading: 0..<20)
        var result = try await replayOnce(trace, options)
        #expect(result.reads == 20)
        result.databaseReads = databaseReads
        let workload = ReplayWorkload(trace: trace, options: options)
        let report = ReplayReport([result], advice: [], workload: workload, options: options, wasBrokenOff: true)
        #expect(report.metrics.databaseReadsSavedPercent == saved)
    }

    @Test func everyFieldOfAReportIsWritten() async throws {
        let report = try await replay(try shop(requests: 20), exactOptions(modes: [.none]))
        let object = try Self.object(report)
        #expect(
            Set(object.keys) == [
                "operation", "status", "metrics", "recommendations", "workload", "modes", "skipped",
            ])
        let metrics = try #require(object["metrics"] as? [String: Any])
        #expect(metrics["hitRate"] is NSNull)
        #expect(metrics["missRate"] is NSNull)
        #expect(metrics["databaseReadsSavedPercent"] is NSNull)
        #expect(metrics["evictedKeys"] is NSNull)
        let workload = try #require(object["workload"] as? [String: Any])
        #expect(workload["format"] is NSNull)
        let mode = try #require((object["modes"] as? [[String: Any]])?.first)
        #expect(mode["hitRate"] is NSNull)
        #expect(mode.keys.contains("peakMemoryBytes"))
        #expect(mode.count == 17)
    }

    @Test func modeWithoutRequestsKnowsNoTimes() async throws {
        var mode = try await replayOnce(try trace("a"), exactOptions())
        mode.p50Microseconds = nil
        mode.requestsPerSecond = nil
        mode.peakMemoryBytes = nil
        let object = try Self.object(mode)
        for name in ["p50Microseconds", "requestsPerSecond", "peakMemoryBytes"] { #expect(object[name] is NSNull) }
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_000, "-1,000"), (-999, "-999"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func digitsAreGrouped(_ number: Int, _ text: String) {
        #expect(Figure.grouped(number) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (1_023, "1023 B"), (1_024, "1.0 KB"), (1_536, "1.5 KB"), (1 << 20, "1.0 MB"), (5 << 30, "5.0 GB"),
        (3 << 40, "3.0 TB"), (Int.max, "8192.0 PB"),
    ])
    func bytesHaveBinaryUnits(_ count: Int, _ text: String) {
        #expect(Figure.bytes(count) == text)
    }
}
