import PinyonClient
import PinyonOps
import Testing

/// When keys expire.
struct ExpiryTests {
    private static func key(_ name: String, left: Duration?, bytes: Int = 10) -> KeyRecord {
        var record = KeyRecord(KeyName(name.utf8), type: .string)
        record.bytes = bytes
        record.timeToLive = left
        return record
    }

    @Test(arguments: [
        (59.9, ExpiryHistogram.Bucket.underMinute), (60, .underHour), (3_599, .underHour), (3_600, .underFourHours),
        (14_400, .underTwelveHours), (43_200, .underDay), (86_400, .underWeek), (604_800, .underMonth),
        (2_591_999, .underMonth), (2_592_000, .longer),
    ])
    func aBucketEndsWhereTheNextBegins(_ seconds: Double, _ bucket: ExpiryHistogram.Bucket) {
        #expect(ExpiryHistogram.Bucket(.milliseconds(Int(seconds * 1_000))) == bucket)
    }

    @Test func keysAndBytesAreCounted() {
        var histogram = ExpiryHistogram([
            Self.key("a", left: nil, bytes: 5), Self.key("b", left: .seconds(1)), Self.key("c", left: .seconds(2)),
        ])
        #expect(histogram[.never].keys == 1)
        #expect(histogram[.never].bytes == 5)
        #expect(histogram[.underMinute].keys == 2)
        #expect(histogram[.underMinute].bytes == 20)
        #expect(histogram[.longer].keys == 0)
        histogram.merge(ExpiryHistogram([Self.key("d", left: .seconds(3))]))
        #expect(histogram.keys == 4)
        #expect(histogram[.underMinute].keys == 3)
        #expect(histogram.coveragePercent == 75)
        #expect(ExpiryHistogram([]).coveragePercent == nil)
    }

    @Test func theFullestHundredthOfTheTimeIsFound() throws {
        let now = UnixTime(milliseconds: 1_000_000)
        // One every 100 s for 10,000 s, and 50 within 40 s after 5,000 s.
        let even = (1...100).map { Self.key("k:\($0)", left: .seconds(100 * $0)) }
        let close = (0..<50).map { Self.key("k:\(1_000 + $0)", left: .milliseconds(5_010_000 + 800 * $0)) }
        let group = try #require(KeyGroup.groups(even + close).first)
        let burst = try #require(ExpiryBurst(group, now: now))
        #expect(burst.pattern == "k:*")
        #expect(burst.window == .seconds(100))
        #expect(burst.records.count == 51)
        #expect(burst.expiringKeys == 150)
        #expect(burst.percent == 34)
        #expect(abs(burst.concentration - 34) < 0.001)
        #expect(burst.begin >= UnixTime(milliseconds: 6_000_000))
        #expect(burst.begin <= UnixTime(milliseconds: 6_010_000))
    }

    @Test func keysOfSecondsExpireWithinASecondAnyway() throws {
        let records = (0..<100).map { Self.key("k:\($0)", left: .milliseconds(30 * ($0 + 1))) }
        let group = try #require(KeyGroup.groups(records).first)
        let burst = try #require(ExpiryBurst(group, now: UnixTime(milliseconds: 0)))
        #expect(burst.window == .seconds(1))
        #expect(burst.concentration < 1.2)
    }

    @Test func keysWithoutAnEndDontExpireTogether() throws {
        let group = try #require(KeyGroup.groups([Self.key("a", left: nil)]).first)
        #expect(ExpiryBurst(group, now: UnixTime(milliseconds: 0))?.pattern == nil)
    }
}
