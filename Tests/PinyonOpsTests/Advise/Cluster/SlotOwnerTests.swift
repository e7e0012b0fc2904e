import PinyonClient
import PinyonOps
import Testing

struct SlotOwnerTests {
    @Test func aNodeThatSeesOtherOwnersIsNamedWithTheSlots() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            guard viewer == 7_002 else { return }
            members[0].slots = "100-5460"
            members[1].slots = "0-99 5461-10922"
        }
        let finding = try RuleProbe("cfg-disagree").finding(facts)
        #expect(finding.value == 2)
        #expect(finding.threshold == 1)
        #expect(finding.priority == .high)
        let line = "127.0.0.1:7002: slots 0-99 belong to 127.0.0.1:7001, elsewhere to 127.0.0.1:7000"
        #expect(finding.evidence == [line])
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:7002"])
    }

    @Test func aSlotThatOneNodeDoesntKnowTheOwnerOfIsADisagreementAndServed() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            if viewer == 7_005 { members[0].slots = "0-5459" }
        }
        let finding = try RuleProbe("cfg-disagree").finding(facts)
        #expect(finding.evidence == ["127.0.0.1:7005: slots 5460 belong to nobody, elsewhere to 127.0.0.1:7000"])
        #expect(try RuleProbe("uncovered").findings(facts).isEmpty)
    }

    @Test func openSlotsAreNamedWithBothNodesAndHowToCloseThem() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            if viewer == 7_000 { members[0].slots += " [93->-n7001] [77->-n7002]" }
            if viewer == 7_001 { members[1].slots += " [93-<-n7000]" }
        }
        let finding = try RuleProbe("open-slot").finding(facts)
        #expect(finding.value == 2)
        #expect(finding.priority == .high)
        #expect(
            finding.evidence == [
                "slot 77 from 127.0.0.1:7000 to 127.0.0.1:7002: the taker doesn't know of it",
                "slot 93 from 127.0.0.1:7000 to 127.0.0.1:7001: both know",
            ])
        #expect(finding.action.contains("CLUSTER SETSLOT 77 NODE n7002 on 127.0.0.1:7002"))
        #expect(finding.action.contains("CLUSTER SETSLOT 77 STABLE"))
        #expect(finding.offenders.map(\.name) == ["slot 77", "slot 93"])
    }

    @Test func aSlotThatIsTakenFromANodeThatDoesntGiveItIsOpen() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            if viewer == 7_001 { members[1].slots += " [93-<-n7000]" }
        }
        let finding = try RuleProbe("open-slot").finding(facts)
        #expect(
            finding.evidence == ["slot 93 from 127.0.0.1:7000 to 127.0.0.1:7001: the giver doesn't know of it"])
    }

    @Test func slotsWithoutAnOwnerAreNamedInRanges() throws {
        var members = MadeUpCluster.healthy
        members[1].slots = "5463-10922"
        members[2].slots = "10923-16300"
        let finding = try RuleProbe("uncovered").finding(MadeUpCluster.facts(members))
        #expect(finding.value == 85)
        #expect(finding.priority == .high)
        #expect(finding.evidence == ["no node serves 5461-5462, 16301-16383"])
        #expect(finding.action.contains("CLUSTER ADDSLOTSRANGE 5461 5462"))
    }

    @Test func slotsThatTwoPrimariesClaimAreUrgent() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            if viewer == 7_001 { members[1].slots = "5400-10922" }
        }
        let finding = try RuleProbe("multi-owner").finding(facts)
        #expect(finding.value == 61)
        #expect(finding.priority == .high)
        #expect(finding.evidence == ["slots 5400-5460: 127.0.0.1:7000 and 127.0.0.1:7001"])
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:7000", "127.0.0.1:7001"])
    }

    @Test(arguments: [(100, nil), (101, Priority.low)])
    func slotsInMoreThanAHundredPiecesAreNamed(_ pieces: Int, _ priority: Priority?) throws {
        var members = MadeUpCluster.healthy
        members[0].slots = (0..<pieces).map { "\($0 * 2)" }.joined(separator: " ")
        let findings = try RuleProbe("slot-fragmentation").findings(MadeUpCluster.facts(members))
        #expect(findings.first?.priority == priority)
        #expect(findings.first?.value == (priority == nil ? nil : Double(pieces)))
    }
}
