import PinyonClient
import PinyonOps
import Testing

/// How keys are used and evicted.
struct KeyUseTests {
    private static func mixed(_ state: [KeyRecord], _ fields: [String: String] = [:]) -> Facts {
        let cache = MadeUpKeys.many(100, "page:", ttl: .seconds(60))
        return MadeUp.facts([MadeUp.node(fields)], keys: MadeUp.sample(cache + state))
    }

    @Test func stateBesideACacheIsFound() throws {
        let state = MadeUpKeys.many(3, "lock:") + [MadeUp.key("events", .stream, bytes: 5_000)]
        let finding = try #require(try MadeUpKeys.finding("allkeys-mixed", Self.mixed(state)))
        #expect(finding.value == 0)
        #expect(finding.offenders.map(\.name) == ["events", "lock:*"])
        #expect(finding.priority == .medium)
        #expect(finding.evidence.first == "on 127.0.0.1:6379: 0 keys evicted so far")
    }

    @Test func evictionsMakeItMoreUrgent() throws {
        let state = MadeUpKeys.many(3, "job:", .list)
        let quiet = try #require(try MadeUpKeys.finding("allkeys-mixed", Self.mixed(state)))
        let evicting = try #require(try MadeUpKeys.finding("allkeys-mixed", Self.mixed(state, ["evicted_keys": "9"])))
        #expect(evicting.impact > quiet.impact)
    }

    @Test func stateThatExpiresOrCantBeEvictedIsFine() throws {
        let locks = MadeUpKeys.many(3, "lock:")
        #expect(try MadeUpKeys.isQuiet("allkeys-mixed", Self.mixed(locks, ["maxmemory_policy": "volatile-lru"])))
        #expect(try MadeUpKeys.isQuiet("allkeys-mixed", Self.mixed(locks, ["maxmemory": "0"])))
        #expect(try MadeUpKeys.isQuiet("allkeys-mixed", Self.mixed(MadeUpKeys.many(3, "lock:", ttl: .seconds(9)))))
        #expect(try MadeUpKeys.isQuiet("allkeys-mixed", Self.mixed(MadeUpKeys.many(3, "blocked:"))))
        #expect(try MadeUpKeys.isQuiet("allkeys-mixed", Self.mixed(MadeUpKeys.many(3, "group:", .hash))))
        #expect(try MadeUpKeys.isQuiet("allkeys-mixed", MadeUp.facts(keys: MadeUp.sample(locks))))
    }

    /// Of keys with an hour, so many of a hundred weren't used for 50 minutes.
    private static func idle(_ percent: Int, bytes: Int = 200_000, minutes: Int = 50) -> Facts {
        let keys = MadeUpKeys.many(100, "page:", bytes: bytes) { record, number in
            record.idle = .seconds(60 * (number < percent ? minutes : 1))
            record.timeToLive = .seconds(60 * (number < percent ? 60 - minutes : 30))
        }
        return MadeUp.facts(keys: MadeUp.sample(keys))
    }

    @Test func keysThatNobodyUsesForMostOfTheirLivesAreFound() throws {
        let finding = try #require(try MadeUpKeys.finding("idle-keys", Self.idle(60)))
        #expect(finding.value == 60)
        #expect(finding.offenders == [Offender("page:*", bytes: 12_000_000, count: 60)])
        #expect(finding.action.contains("half of them weren't used for 50 min"))
        #expect(finding.priority == .low)
    }

    @Test func keysInUseAndLittleMemoryAreFine() throws {
        #expect(try MadeUpKeys.isQuiet("idle-keys", Self.idle(40)))
        #expect(try MadeUpKeys.isQuiet("idle-keys", Self.idle(60, bytes: 100_000)))
        #expect(try MadeUpKeys.isQuiet("idle-keys", Self.idle(100, minutes: 30)))
    }

    @Test func withoutIdleTimesItIsSkipped() throws {
        let keys = MadeUpKeys.many(100, ttl: .seconds(3_600)) { record, _ in record.frequency = 5 }
        let facts = MadeUp.facts(keys: MadeUp.sample(keys))
        #expect(try MadeUpKeys.absence("idle-keys", facts)?.cause == .unsupported)
    }

    /// 100,000 keys with 10,000 s left on average, written so often in the server's 86,400 s.
    private static func churn(_ calls: Int, _ fields: [String: String] = [:]) -> Facts {
        let usual = ["db0": "keys=100000,expires=100000,avg_ttl=10000000", "cmdstat_set": "calls=\(calls),usec=1"]
        return MadeUp.facts([MadeUp.node(usual.merging(fields) { $1 })])
    }

    @Test func valuesThatAreWrittenAnewLongBeforeTheyExpireAreFound() throws {
        // 100 a second: each is written every 1,000 s.
        let finding = try #require(try MadeUpKeys.finding("churn", Self.churn(8_640_000)))
        #expect(abs(finding.value - 10) < 0.001)
        #expect(finding.threshold == 20)
        #expect(finding.certainty == 0.5)
        #expect(finding.priority == .low)
        #expect(finding.evidence.first?.contains("since the server began counting") == true)
        #expect(finding.offenders == [Offender("127.0.0.1:6379", node: "127.0.0.1:6379", count: 100_000)])
    }

    @Test func writesOfAWindowAreSurer() throws {
        let node = MadeUp.node(
            ["db0": "keys=100000,expires=100000,avg_ttl=10000000", "cmdstat_set": "calls=2000,usec=1"],
            earlier: ["cmdstat_set": "calls=1000,usec=1"])
        let finding = try #require(try MadeUpKeys.finding("churn", MadeUp.facts([node])))
        #expect(abs(finding.value - 10) < 0.001)
        #expect(finding.certainty == 0.7)
        #expect(finding.evidence.first?.contains("since") == false)
    }

    @Test func valuesThatExpireAndSmallCachesAreFine() throws {
        #expect(try MadeUpKeys.isQuiet("churn", Self.churn(4_000_000)))
        #expect(try MadeUpKeys.isQuiet("churn", Self.churn(8_640_000, ["evicted_keys": "7000000"])))
        let small = ["db0": "keys=900,expires=900,avg_ttl=10000000"]
        #expect(try MadeUpKeys.isQuiet("churn", Self.churn(8_640_000, small)))
        #expect(try MadeUpKeys.isQuiet("churn", MadeUp.facts()))
    }

    @Test(arguments: [
        "keys=100000,expires=79999,avg_ttl=10000000", "keys=100000,expires=100000,avg_ttl=0",
    ])
    func whereWritesCantBeToldApartItIsSkipped(_ database: String) throws {
        #expect(try MadeUpKeys.absence("churn", Self.churn(8_640_000, ["db0": database]))?.cause == .unsupported)
    }

    @Test func withoutStatisticsOfCommandsChurnIsSkipped() throws {
        let node = MadeUp.node(["db0": "keys=100000,expires=100000,avg_ttl=10000000"])
        #expect(try MadeUpKeys.absence("churn", MadeUp.facts([node]))?.cause == .unsupported)
    }
}
