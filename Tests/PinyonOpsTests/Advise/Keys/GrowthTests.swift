import PinyonClient
import PinyonOps
import Testing

/// Collections that only grow, and streams that nobody keeps up with.
struct GrowthTests {
    private static func facts(
        _ type: KeyType = .list, from earlier: Int = 10_000, to length: Int = 10_100, ttl: Duration? = nil,
        window: Duration = .seconds(100), fields: [String: String] = [:]
    ) -> Facts {
        var facts = MadeUp.facts([MadeUp.node(fields)])
        let key = MadeUp.key("events", type, bytes: 1_000_000, length: length, ttl: ttl)
        facts.growth = .value(KeyspaceGrowth([.init(key, earlierLength: earlier)], window: window))
        return facts
    }

    @Test func aListThatOnlyGrowsIsFound() throws {
        let finding = try #require(try MadeUpKeys.finding("unbounded", Self.facts()))
        #expect(abs(finding.value - 100 * 86_400 / 10_100) < 0.001)
        #expect(finding.issue.contains("events grew by 100 to 10,100 members in 100.0 s, 86,400 a day"))
        #expect(finding.action.contains("LTRIM"))
        #expect(finding.priority == .medium)
        #expect(finding.offenders.map(\.count) == [10_100])
    }

    @Test func whereMembersAreTakenOutItIsLessSure() throws {
        let facts = Self.facts(fields: ["cmdstat_rpop": "calls=1,usec=1"])
        #expect(try MadeUpKeys.finding("unbounded", facts)?.priority == .low)
        #expect(try MadeUpKeys.finding("unbounded", Self.facts(window: .seconds(20)))?.priority == .low)
    }

    @Test func whatIsTrimmedExpiresOrIsShortIsFine() throws {
        #expect(try MadeUpKeys.isQuiet("unbounded", Self.facts(fields: ["cmdstat_ltrim": "calls=1,usec=1"])))
        #expect(try MadeUpKeys.isQuiet("unbounded", Self.facts(.stream, fields: ["cmdstat_xtrim": "calls=1,usec=1"])))
        #expect(try MadeUpKeys.isQuiet("unbounded", Self.facts(ttl: .seconds(60))))
        #expect(try MadeUpKeys.isQuiet("unbounded", Self.facts(from: 800, to: 999)))
        #expect(try MadeUpKeys.isQuiet("unbounded", Self.facts(from: 10_100, to: 10_000)))
        #expect(try MadeUpKeys.isQuiet("unbounded", Self.facts(from: 10_000, to: 10_009)))
        #expect(try MadeUpKeys.isQuiet("unbounded", Self.facts(from: 1_000_000, to: 1_000_100)))
    }

    @Test func aLookThatIsTooShortIsNotJudged() throws {
        let facts = Self.facts(window: .seconds(5))
        #expect(try MadeUpKeys.absence("unbounded", facts)?.cause == .unsupported)
    }

    private static func stream(_ length: Int = 1_000, _ groups: StreamFacts.Group...) -> Facts {
        var facts = MadeUp.facts()
        let key = MadeUp.key("events", .stream, bytes: 100_000, length: length)
        facts.streams = .value([StreamFacts(key, length: length, groups: groups)])
        return facts
    }

    @Test func aGroupThatDoesntReadIsFound() throws {
        let groups = [StreamFacts.Group("mailer", lag: 600, pending: 10), .init("fine", lag: 10, pending: 0)]
        let finding = try #require(
            try MadeUpKeys.finding("stream-pending", Self.stream(1_000, groups[0], groups[1])))
        #expect(finding.value == 60)
        #expect(finding.issue.contains("The group mailer of the stream events"))
        #expect(finding.issue.contains("600 not read and 10 not acknowledged of 1,000 entries"))
        #expect(finding.action.contains("XREADGROUP"))
        #expect(finding.offenders.map(\.count) == [600])
        #expect(finding.priority == .medium)
    }

    @Test func entriesOfConsumersThatAreGoneAreFound() throws {
        let gone = StreamFacts.Consumer("a", pending: 700, idle: .seconds(3_600))
        let busy = StreamFacts.Consumer("b", pending: 100, idle: .seconds(1))
        let group = StreamFacts.Group("mailer", lag: 0, pending: 800, consumers: [gone, busy])
        let finding = try #require(try MadeUpKeys.finding("stream-pending", Self.stream(1_000, group)))
        #expect(finding.value == 70)
        #expect(finding.action.contains("XAUTOCLAIM"))
        #expect(finding.evidence.first?.contains("1 of 2 consumers idle with 700 entries") == true)
        #expect(finding.priority == .medium)
    }

    @Test func groupsThatKeepUpAreFine() throws {
        let half = StreamFacts.Group("a", lag: 500, pending: 0)
        #expect(try MadeUpKeys.isQuiet("stream-pending", Self.stream(1_000, half)))
        let few = StreamFacts.Group("a", lag: 99, pending: 0)
        #expect(try MadeUpKeys.isQuiet("stream-pending", Self.stream(100, few)))
        let busy = StreamFacts.Consumer("b", pending: 900, idle: .seconds(1))
        let atWork = StreamFacts.Group("a", lag: 0, pending: 900, consumers: [busy])
        #expect(try MadeUpKeys.isQuiet("stream-pending", Self.stream(1_000, atWork)))
        #expect(try MadeUpKeys.isQuiet("stream-pending", Self.stream()))
    }

    @Test func serversThatDontTellAreNotJudged() throws {
        let unknown = StreamFacts.Group("a", lag: nil, pending: 0)
        #expect(try MadeUpKeys.absence("stream-pending", Self.stream(1_000, unknown))?.cause == .unsupported)
    }
}
