import PinyonClient
import Testing

/// What becomes of a command after an answer, or without one.
struct RetryTests {
    typealias Machine = RetryStateMachine

    private func machine(
        isRepeatable: Bool = false, hasOtherNodes: Bool = true, fraction: Double = 1
    ) -> Machine {
        Machine(isRepeatable: isRepeatable, hasOtherNodes: hasOtherNodes) { fraction }
    }

    /// A decision as text: `deliver`, or the pause in milliseconds and the target.
    private func text(_ decision: Machine.Decision) -> String {
        guard case .retry(let retry) = decision else { return "deliver" }
        let target =
            switch retry.target {
            case .topology: "topology"
            case .primary: "primary"
            case .node(let slot, let host, let port): "node \(slot) \(host):\(port)"
            case .asking(let slot, let host, let port): "asking \(slot) \(host):\(port)"
            }
        return "\(retry.delay / .milliseconds(1)) \(target)"
    }

    private let moved = ServerErrorMeaning.moved(slot: HashSlot(5), host: "h", port: 1)
    private let ask = ServerErrorMeaning.ask(slot: HashSlot(5), host: "", port: 2)
    private let movedNowhere = ServerErrorMeaning.moved(slot: HashSlot(5), host: nil, port: 1)

    @Test func aNodeThatIsNamedIsAskedAtOnce() {
        var machine = machine()
        #expect(text(machine.decide(moved, answeredByReplica: false)) == "0.0 node 5 h:1")
        #expect(text(machine.decide(ask, answeredByReplica: false)) == "0.0 asking 5 :2")
        #expect(!machine.isLooping)
    }

    @Test func nodesThatReferToEachOtherAreALoop() {
        var machine = machine()
        for number in 1...Machine.redirectLimit {
            let meaning = number.isMultiple(of: 2) ? ask : moved
            #expect(text(machine.decide(meaning, answeredByReplica: false)) != "deliver")
        }
        #expect(!machine.isLooping)
        #expect(text(machine.decide(moved, answeredByReplica: false)) == "deliver")
        #expect(machine.isLooping)
    }

    @Test func aNodeWithoutAHostIsNotAskedBeforeOthersHaveSaidWhereItIs() {
        var machine = machine()
        let delays = (0..<8).map { _ in text(machine.decide(movedNowhere, answeredByReplica: false)) }
        #expect(delays.first == "20.0 topology" && delays.last == "200.0 topology")
        #expect(!machine.isLooping, "nobody referred to anybody")
        let askNowhere = ServerErrorMeaning.ask(slot: HashSlot(5), host: nil, port: 1)
        #expect(text(machine.decide(askNowhere, answeredByReplica: false)) == "200.0 topology")
    }

    @Test func aLoneServerRefersToNobody() {
        var machine = machine(hasOtherNodes: false)
        for meaning in [moved, ask, movedNowhere] {
            #expect(text(machine.decide(meaning, answeredByReplica: false)) == "deliver")
        }
        #expect(!machine.isLooping)
    }

    @Test func aLoneServerThatMayHaveBeenReplacedIsAskedOnceMore() {
        var machine = machine(hasOtherNodes: false)
        #expect(text(machine.decide(.readOnly, answeredByReplica: false)) == "0.0 topology")
        #expect(text(machine.decide(.readOnly, answeredByReplica: false)) == "deliver")
    }

    @Test func pausesGrowAndAreRandom() {
        var longest = machine(fraction: 1)
        var shortest = machine(fraction: 0)
        let pauses = (0..<6).map { _ in text(longest.decide(.tryAgain, answeredByReplica: false)) }
        #expect(pauses == [10, 20, 40, 50, 50, 50].map { "\(Double($0)) topology" })
        for _ in 0..<6 { #expect(text(shortest.decide(.tryAgain, answeredByReplica: false)) == "5.0 topology") }
        for _ in 0..<100 { _ = longest.decide(.clusterDown, answeredByReplica: false) }
        #expect(text(longest.decide(.clusterDown, answeredByReplica: false)) == "200.0 topology")
    }

    @Test func aNodeThatIsNoPrimaryAnyMoreIsLookedForAgain() {
        var machine = machine()
        #expect(text(machine.decide(.readOnly, answeredByReplica: false)) == "10.0 topology")
    }

    @Test func aReplicaThatCannotAnswerIsReplacedByAnotherAndThenByThePrimary() {
        var machine = machine()
        #expect(text(machine.decide(.busy, answeredByReplica: true)) == "0.0 topology")
        #expect(text(machine.decide(.busy, answeredByReplica: true)) == "0.0 primary")
        // The primary can't either: it isn't asked without a pause.
        #expect(text(machine.decide(.busy, answeredByReplica: true)) == "20.0 topology")
        #expect(text(machine.decide(.busy, answeredByReplica: true)) == "40.0 topology")
    }

    @Test func aBusyServerIsLeftInPeaceForAWhile() {
        var machine = machine(hasOtherNodes: false)
        #expect(text(machine.decide(.busy, answeredByReplica: false)) == "20.0 topology")
    }

    @Test(arguments: [.redirect(host: "h", port: 1), .notPermitted, .surface] as [ServerErrorMeaning])
    func otherErrorsAreForTheCaller(_ meaning: ServerErrorMeaning) {
        var machine = machine(isRepeatable: true)
        #expect(text(machine.decide(meaning, answeredByReplica: true)) == "deliver")
    }

    @Test(arguments: [ClientError.Code.connectionClosed, .protocolViolation])
    func whatMayHaveRunIsNotRepeated(_ code: ClientError.Code) {
        let written = ClientError(code, "broken", mayHaveRun: true)
        let unwritten = ClientError(code, "broken", mayHaveRun: false)
        var once = machine()
        #expect(text(once.decide(written)) == "deliver")
        #expect(text(once.decide(unwritten)) == "0.0 topology")
        #expect(text(once.decide(written)) == "deliver")
        var often = machine(isRepeatable: true)
        #expect(text(often.decide(written)) == "0.0 topology")
    }

    @Test func aServerThatBreaksConnectionsIsNotRushed() {
        var machine = machine(isRepeatable: true)
        let broken = ClientError(.connectionClosed, "broken", mayHaveRun: true)
        let delays = (0..<3).map { _ in text(machine.decide(broken)) }
        #expect(delays == ["0.0 topology", "10.0 topology", "20.0 topology"])
    }

    @Test func whatCannotBeReadIsAskedForOnceMoreOnly() {
        var machine = machine(isRepeatable: true)
        let unreadable = ClientError(.protocolViolation, "no", mayHaveRun: true)
        let broken = ClientError(.connectionClosed, "broken", mayHaveRun: true)
        #expect(text(machine.decide(unreadable)) == "0.0 topology")
        #expect(text(machine.decide(broken)) != "deliver", "that the connection broke meanwhile says nothing of it")
        #expect(text(machine.decide(unreadable)) == "deliver")
    }

    @Test func aNodeThatCannotBeReachedMayHaveAReplacement() {
        let failed = ClientError(.connectionFailed, "no")
        var cluster = machine()
        #expect(text(cluster.decide(failed)) == "20.0 topology")
        var lone = machine(isRepeatable: true, hasOtherNodes: false)
        #expect(text(lone.decide(failed)) == "deliver")
    }

    @Test(arguments: [
        ClientError.Code.timedOut, .cancelled, .queueFull, .notRunning, .shutDown, .authentication, .configuration,
        .untrustedAddress, .unexpectedReply, .unknownTopology,
    ])
    func otherFailuresAreForTheCaller(_ code: ClientError.Code) {
        for mayHaveRun in [false, true] {
            var machine = machine(isRepeatable: true)
            #expect(text(machine.decide(ClientError(code, "no", mayHaveRun: mayHaveRun))) == "deliver")
        }
    }

    @Test func whatOnlyReadsMayRunTwiceAndWhatWritesMayIfTheCallerSaysSo() {
        #expect(request("GET a").isRepeatable)
        #expect(!request("INCR a").isRepeatable)
        #expect(!request("SOMETHING a").isRepeatable, "what isn't known may write")
        #expect(request("INCR a") { $0.isIdempotent = true }.isRepeatable)
    }
}
