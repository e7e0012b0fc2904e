import PinyonClient
import PinyonOps
import Testing

/// Keys that take most of a node's time.
struct HotKeyTests {
    private static func facts(_ method: HotKeyFacts.Method, _ keys: [HotKeyFacts.Key], ops: Int = 5_000) -> Facts {
        var facts = MadeUp.facts([MadeUp.node(["instantaneous_ops_per_sec": "\(ops)"])])
        facts.hotKeys = .value(HotKeyFacts(by: method, seconds: 2, keys))
        return facts
    }

    private static func key(
        _ name: String, percent: Double? = nil, rate: Double? = nil, frequency: Int? = nil
    ) -> HotKeyFacts.Key {
        HotKeyFacts.Key(
            KeyName(name.utf8), on: "127.0.0.1:6379", percent: percent, rate: rate, frequency: frequency)
    }

    @Test func aTenthOfTheTimeIsTooMuch() throws {
        let keys = [
            Self.key("cool", percent: 10), Self.key("warm", percent: 11), Self.key("hot", percent: 40, rate: 900),
        ]
        let finding = try #require(try MadeUpKeys.finding("hot-key", Self.facts(.hotkeys, keys)))
        #expect(finding.value == 40)
        #expect(finding.threshold == 10)
        #expect(finding.priority == .high)
        #expect(finding.confidence == .measured)
        #expect(finding.offenders.map(\.name) == ["hot", "warm"])
        #expect(finding.offenders.first?.count == 900)
        #expect(finding.issue.contains("40.0 % of the node's time and 900 operations a second, over 2.0 s"))
    }

    @Test func aThousandOperationsASecondAreTooMany() throws {
        let finding = try #require(
            try MadeUpKeys.finding("hot-key", Self.facts(.monitor, [Self.key("hot", rate: 1_001)], ops: 50_000)))
        #expect(finding.value == 1_001)
        #expect(finding.threshold == 1_000)
        #expect(finding.confidence == .estimated)
    }

    @Test func withoutTimesTheShareOfTheCommandsIsTaken() throws {
        let finding = try #require(
            try MadeUpKeys.finding("hot-key", Self.facts(.monitor, [Self.key("hot", rate: 900)], ops: 1_000)))
        #expect(finding.value == 90)
        #expect(finding.issue.contains("90.0 % of the node's commands"))
    }

    @Test func onAnIdleServerNoKeyIsHot() throws {
        #expect(try MadeUpKeys.isQuiet("hot-key", Self.facts(.monitor, [Self.key("a", rate: 50)], ops: 60)))
        #expect(try MadeUpKeys.isQuiet("hot-key", Self.facts(.monitor, [Self.key("a", rate: 1_000)], ops: 50_000)))
        #expect(try MadeUpKeys.isQuiet("hot-key", Self.facts(.hotkeys, [])))
    }

    @Test func ranksAloneDontTellHowMuchAKeyIsUsed() throws {
        let facts = Self.facts(.frequency, [Self.key("a", frequency: 255)])
        #expect(try MadeUpKeys.absence("hot-key", facts)?.cause == .unsupported)
    }
}
