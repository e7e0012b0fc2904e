import PinyonClient
import Testing

/// Which nodes of a cluster may be gone, and when that is a reason to look.
struct NodeDoubtsTests {
    private let node = ServerAddress.host("a", port: 1)

    @Test func theFirstFailureIsNewsAndTheNextIsNot() {
        var doubts = NodeDoubts()
        let first = doubts.ended(node, isKnown: true)
        let second = doubts.ended(node, isKnown: true)
        #expect(first == .news && second == .need && !doubts.isUnreachable(node))
        let third = doubts.failed(node, isKnown: true, isWanted: true)
        #expect(third == .need && doubts.isUnreachable(node) && doubts.addresses == [node])
        doubts.settle(node)
        #expect(!doubts.isUnreachable(node) && doubts.addresses.isEmpty)
    }

    @Test func anEndedConnectionDoesNotMakeAnUnreachableNodeReachable() {
        var doubts = NodeDoubts()
        _ = doubts.failed(node, isKnown: true, isWanted: true)
        _ = doubts.ended(node, isKnown: true)
        #expect(doubts.isUnreachable(node))
    }

    @Test func whatALookAskedAndFailedIsNoReasonForTheNext() {
        var doubts = NodeDoubts()
        _ = doubts.ended(node, isKnown: true)
        doubts.beginLook()
        doubts.willAsk(node)
        let during = [true, false].map { doubts.failed(node, isKnown: true, isWanted: $0) }
        #expect(during == [nil, nil])
        doubts.endLook()
        let after = doubts.failed(node, isKnown: true, isWanted: false)
        #expect(after == nil, "its last attempt")
        let later = doubts.failed(node, isKnown: true, isWanted: false)
        #expect(later == .need, "somebody else's attempt")
    }

    @Test func whatCallersWaitForIsAReasonEvenAfterALookAskedIt() {
        var doubts = NodeDoubts()
        doubts.beginLook()
        doubts.willAsk(node)
        doubts.endLook()
        let first = doubts.failed(node, isKnown: true, isWanted: true)
        let second = doubts.failed(node, isKnown: true, isWanted: true)
        #expect(first == .news && second == .need)
    }

    @Test func serversThatAreNoNodesAreNotKept() {
        var doubts = NodeDoubts()
        let ended = doubts.ended(node, isKnown: false)
        let failed = doubts.failed(node, isKnown: false, isWanted: false)
        #expect(ended == .need && failed == .need && doubts.addresses.isEmpty)
    }

    @Test func aNodeIsGoneWhenTwoViewsInARowMissIt() {
        var absences = Absences()
        let present: Set<ServerAddress> = [node]
        let views: [Set<ServerAddress>] = [[], present, [], [], [], present]
        let verdicts = views.map { absences.isGone(node, from: $0) }
        #expect(verdicts == [false, false, false, true, false, false])
    }
}
