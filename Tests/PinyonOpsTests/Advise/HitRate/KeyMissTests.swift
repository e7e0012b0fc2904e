import PinyonClient
import PinyonOps
import Testing

/// Rules about keys that were missed while somebody listened.
struct KeyMissTests {
    private func event(_ name: String, at milliseconds: Int) -> KeyMissFacts.Event {
        KeyMissFacts.Event(KeyName(name.utf8), at: UnixTime(milliseconds: milliseconds))
    }

    private func facts(_ events: [KeyMissFacts.Event], lookups: Int = 1_000, reads: [String]? = nil) -> Facts {
        var facts = MadeUp.facts()
        facts.keyMisses = .value(
            KeyMissFacts(events: events, lookups: lookups, reads: reads?.map { KeyName($0.utf8) }))
        return facts
    }

    /// Keys that are missed once each, a second apart.
    private func others(_ count: Int) -> [KeyMissFacts.Event] {
        (0..<count).map { event("item:\($0)", at: 1_000 * $0) }
    }

    @Test(arguments: ["negative-lookups", "hit-by-prefix", "stampede-live"])
    func withoutEventsNothingCanBeSaid(_ id: String) throws {
        let rule = try RuleProbe(id)
        #expect(rule.absence(MadeUp.facts())?.cause == .unwanted)
    }

    @Test func keysThatAreNeverSetAreNamed() throws {
        let missed = (0..<50).map { event("nobody", at: 200 * $0) }
        let finding = try RuleProbe("negative-lookups").finding(facts(missed + others(50)))
        #expect(finding.value == 50)
        #expect(finding.priority == .medium)
        #expect(finding.offenders == [Offender("nobody", count: 50)])
        #expect(finding.sampleSize == 100)
        #expect(finding.confidence == .estimated)
    }

    @Test func fewSuchMissesAndFewMissesAreFine() throws {
        let rule = try RuleProbe("negative-lookups")
        let missed = (0..<30).map { event("nobody", at: 200 * $0) }
        #expect(try rule.findings(facts(missed + others(70))).isEmpty)
        #expect(try rule.findings(facts(missed)).isEmpty)
    }

    @Test func aKeyThatIsBeingLoadedIsNotTakenForOneThatIsNeverSet() throws {
        let rush = (0..<60).map { event("hot", at: 10 * $0) }
        #expect(try RuleProbe("negative-lookups").findings(facts(rush + others(60))).isEmpty)
    }

    @Test func manyLookupsOfAKeyThatIsGoneAreARush() throws {
        let rule = try RuleProbe("stampede-live")
        let rush = [0, 20, 40, 60, 100].map { event("hot", at: 5_000 + $0) }
        let finding = try rule.finding(facts(rush + others(10)))
        #expect(finding.value == 5)
        #expect(finding.priority == .high)
        #expect(finding.offenders == [Offender("hot", count: 5)])
        let slower = [0, 20, 40, 60, 101].map { event("hot", at: 5_000 + $0) }
        #expect(try rule.findings(facts(slower)).isEmpty)
    }

    @Test func aKeyThatIsNeverSetIsNoRush() throws {
        let missed = (0..<80).map { event("nobody", at: 50 * $0) }
        #expect(try !RuleProbe("negative-lookups").findings(facts(missed + others(40))).isEmpty)
        let dense = (0..<400).map { event("nobody", at: 10 * $0) }
        #expect(try RuleProbe("stampede-live").findings(facts(dense)).isEmpty)
    }

    @Test func keysThatMissMoreThanAllHitSpoilTheRate() throws {
        let events = (0..<800).map { event("feed:\($0)", at: 1_000 * $0) }
        let finding = try RuleProbe("hit-by-prefix").finding(facts(events))
        #expect(finding.value == 20)
        #expect(finding.priority == .medium)
        #expect(finding.issue.contains("at most 20.0 %"))
        #expect(finding.offenders == [Offender("feed:*", count: 800)])
    }

    @Test func withoutReadsAGoodRateOfAllProvesNothing() throws {
        let events = (0..<300).map { event("feed:\($0)", at: 1_000 * $0) }
        #expect(try RuleProbe("hit-by-prefix").findings(facts(events)).isEmpty)
    }

    @Test func withReadsTheRateOfEachKindIsKnown() throws {
        let events =
            (0..<150).map { event("feed:\($0)", at: 1_000 * $0) } + (0..<50).map { event("user:\($0)", at: 1_000 * $0) }
        let reads = (0..<20).map { "feed:\($0)" } + (0..<80).map { "user:\($0)" }
        let finding = try RuleProbe("hit-by-prefix").finding(facts(events, reads: reads))
        #expect(finding.value == 25)
        #expect(finding.offenders == [Offender("feed:*", count: 150)])
        #expect(finding.issue.contains("about 25.0 %"))
    }
}
