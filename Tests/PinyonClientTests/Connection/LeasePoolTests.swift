import NIOCore
import PinyonClient
import Testing

/// Who gets which connection, and how many there are.
struct LeasePoolTests {
    typealias Machine = LeasePoolStateMachine<Lent>

    private func time(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    /// Asks for a connection; what the pool says to that, as text.
    private func lease(_ machine: inout Machine, _ waiter: Waiter<Lent> = Waiter(), at seconds: Int64 = 0) -> String {
        switch machine.lease(waiter, now: time(seconds)) {
        case .use(let lent): "use \(lent.number)"
        case .make: "make"
        case .wait: "wait"
        case .refuse(let error): "refuse: \(error.code)"
        }
    }

    /// Lets somebody leave who waits.
    private func leave(_ machine: inout Machine, _ waiter: Waiter<Lent>) {
        waiter.finish(.failure(ClientError(.cancelled, "left")))
        machine.left(waiter)
    }

    /// Notes a failed attempt.
    private func fail(_ machine: inout Machine, pauses: Bool = true) -> Machine.Failure {
        machine.failed(ClientError(.connectionFailed, "no"), pauses: pauses)
    }

    @Test func connectionsAreMadeUpToTheLimitAndThenWaitedFor() {
        var machine = Machine(limit: 2, waiterLimit: 10)
        #expect(lease(&machine) == "make")
        #expect(lease(&machine) == "make")
        #expect(lease(&machine) == "wait")
        #expect(machine.count == 2 && machine.waiterCount == 3)
    }

    @Test func whoHasWaitedLongestIsNext() {
        var machine = Machine(limit: 1, waiterLimit: 10)
        let (first, second) = (Waiter<Lent>(), Waiter<Lent>())
        _ = lease(&machine, first)
        _ = lease(&machine, second)
        machine.made()
        let lent = Lent(1)
        #expect(machine.offer(lent, now: time(0)).waiter === first)
        #expect(machine.offer(lent, now: time(0)).waiter === second)
        #expect(machine.offer(lent, now: time(0)).waiter == nil)
        #expect(machine.idleCount == 1 && machine.count == 1)
        #expect(lease(&machine) == "use 1")
        #expect(machine.idleCount == 0 && machine.count == 1)
    }

    @Test func whoHasLeftIsPassedOver() {
        var machine = Machine(limit: 1, waiterLimit: 10)
        let (leaving, staying) = (Waiter<Lent>(), Waiter<Lent>())
        _ = lease(&machine, leaving)
        _ = lease(&machine, staying)
        leave(&machine, leaving)
        machine.made()
        #expect(machine.offer(Lent(1), now: time(0)).waiter === staying)
    }

    @Test func callersThatLeaveDoNotHaveConnectionsMade() {
        var machine = Machine(limit: 64, waiterLimit: 10)
        for round in 0..<20 {
            let waiter = Waiter<Lent>()
            #expect(lease(&machine, waiter) == (round == 0 ? "make" : "wait"))
            leave(&machine, waiter)
        }
        #expect(machine.count == 1)
        machine.made()
        #expect(machine.offer(Lent(1), now: time(0)).waiter == nil)
        #expect(machine.idleCount == 1)
    }

    @Test func tooManyWaitersAreRefused() {
        var machine = Machine(limit: 1, waiterLimit: 2)
        let first = Waiter<Lent>()
        _ = lease(&machine, first)
        _ = lease(&machine)
        #expect(lease(&machine) == "refuse: queueFull")
        leave(&machine, first)
        #expect(lease(&machine) == "wait")
    }

    @Test func callersThatLeaveAFullPoolDoNotPileUp() {
        var machine = Machine(limit: 1, waiterLimit: 10_000)
        _ = lease(&machine)
        let staying = Waiter<Lent>()
        _ = lease(&machine, staying)
        weak var gone: Waiter<Lent>?
        for number in 0..<10_000 {
            let waiter = Waiter<Lent>()
            if number == 0 { gone = waiter }
            #expect(lease(&machine, waiter) == "wait")
            leave(&machine, waiter)
        }
        #expect(machine.waiterCount == 2)
        #expect(gone == nil, "whoever has left is kept")
        machine.made()
        _ = machine.offer(Lent(1), now: time(0))
        #expect(machine.offer(Lent(1), now: time(0)).waiter === staying)
    }

    @Test func aFailureIsForWhoHasWaitedLongest() {
        var machine = Machine(limit: 1, waiterLimit: 10)
        let (first, second) = (Waiter<Lent>(), Waiter<Lent>())
        _ = lease(&machine, first)
        _ = lease(&machine, second)
        machine.made()
        let lent = Lent(1)
        #expect(machine.offer(lent, now: time(0)).waiter === first)
        let replaced = machine.lost(lent)
        #expect(replaced)
        _ = lease(&machine)
        let failure = fail(&machine, pauses: false)
        #expect(failure.told.first === second && failure.pausesAfter == nil)
        #expect(machine.lastFailure?.code == .connectionFailed)
    }

    @Test func withConnectionsOnLoanAFailureIsForWhoHasWaitedLongest() {
        var machine = Machine(limit: 2, waiterLimit: 10)
        _ = lease(&machine)
        machine.made()
        let lent = Lent(1)
        _ = machine.offer(lent, now: time(0))
        let (first, second) = (Waiter<Lent>(), Waiter<Lent>())
        #expect(lease(&machine, first) == "make")
        #expect(lease(&machine, second) == "wait")
        let failure = fail(&machine)
        #expect(failure.told.count == 1 && failure.told.first === first)
        #expect(machine.offer(lent, now: time(1)).waiter === second)
    }

    @Test func whenNothingCanComeBackAFailureIsForAll() {
        var machine = Machine(limit: 1, waiterLimit: 10)
        for _ in 0..<5 { _ = lease(&machine) }
        let failure = fail(&machine)
        #expect(failure.told.count == 5 && failure.pausesAfter == 1 && !failure.again)
        #expect(machine.count == 0 && machine.waiterCount == 0)
    }

    @Test func afterAFailureThereIsAPauseAndThenOneAttempt() {
        var machine = Machine(limit: 10, waiterLimit: 100)
        #expect(lease(&machine) == "make")
        for failures in 1...5 {
            #expect(fail(&machine).pausesAfter == failures)
            for _ in 0..<20 { #expect(lease(&machine) == "wait", "an attempt in the pause") }
            #expect(machine.resume() == 1)
            #expect(lease(&machine) == "wait", "a second attempt")
        }
        machine.made()
        #expect(machine.offer(Lent(1), now: time(0)).waiter != nil)
        #expect(machine.lastFailure == nil)
        #expect(machine.wanted() == 9)
        #expect(machine.count == 10)
    }

    @Test func attemptsThatFailTogetherCountAsOneFailure() {
        var machine = Machine(limit: 3, waiterLimit: 10)
        for _ in 0..<3 { #expect(lease(&machine) == "make") }
        #expect(fail(&machine).pausesAfter == nil)
        #expect(lease(&machine) == "wait", "one has failed, and two are under way")
        #expect(fail(&machine).pausesAfter == nil)
        #expect(fail(&machine).pausesAfter == 1)
        #expect(machine.resume() == 0, "nobody waits")
        #expect(lease(&machine) == "make", "whoever comes after the pause")
        #expect(lease(&machine) == "wait")
    }

    @Test func thoseWhoWaitInVainAreSentAway() {
        var machine = Machine(limit: 1, waiterLimit: 10)
        _ = lease(&machine)
        _ = fail(&machine)
        let (first, second) = (Waiter<Lent>(), Waiter<Lent>())
        _ = lease(&machine, first)
        #expect(machine.turnAway().elementsEqual([first]) { $0 === $1 })
        #expect(machine.resume() == 0)
        #expect(lease(&machine) == "make")
        machine.made()
        _ = machine.offer(Lent(1), now: time(0))
        #expect(lease(&machine, second) == "wait")
        #expect(machine.turnAway().isEmpty, "a connection on loan can come back")
    }

    @Test func aLostConnectionIsReplacedIfSomebodyWaits() {
        var machine = Machine(limit: 1, waiterLimit: 10)
        _ = lease(&machine)
        machine.made()
        let lent = Lent(1)
        _ = machine.offer(lent, now: time(0))
        #expect(lease(&machine) == "wait")
        let replaced = machine.lost(lent)
        #expect(replaced)
        #expect(machine.count == 1)
        machine.made()
        let second = Lent(2)
        #expect(machine.offer(second, now: time(0)).waiter != nil)
        let again = machine.lost(second)
        #expect(!again)
        #expect(machine.count == 0)
    }

    @Test func whatIsNotOnLoanIsNeitherLostNorCountedTwice() {
        var machine = Machine(limit: 2, waiterLimit: 10)
        _ = lease(&machine)
        machine.made()
        let lent = Lent(1)
        _ = machine.offer(lent, now: time(0))
        #expect(machine.lends(lent))
        let first = machine.lost(lent)
        let second = machine.lost(lent)
        #expect(!first && !second && machine.count == 0)
        #expect(!machine.lends(lent))
    }

    @Test func idleConnectionsAreClosedInTime() {
        var machine = Machine(limit: 3, waiterLimit: 10)
        for number in 1...3 {
            let waiter = Waiter<Lent>()
            _ = lease(&machine, waiter)
            machine.made()
            _ = machine.offer(Lent(number), now: time(0))
        }
        for number in 1...3 { _ = machine.offer(Lent(number), now: time(Int64(number))) }
        let (idle, next) = machine.look(forIdle: .seconds(2), now: time(4))
        #expect(idle.map(\.number) == [1, 2] && next == time(5))
        #expect(machine.count == 1 && machine.idleCount == 1)
        #expect(lease(&machine) == "use 3")
        let later = machine.look(forIdle: .seconds(2), now: time(99))
        #expect(later.idle.isEmpty, "what is on loan is nobody's to close")
        #expect(later.next == nil, "nobody looks as long as there is nothing")
    }

    @Test func oneLooksAfterAllThatAreIdleHoweverOftenTheyComeBack() {
        var machine = Machine(limit: 3, waiterLimit: 10)
        let lent = Lent(1)
        _ = lease(&machine)
        machine.made()
        _ = machine.offer(lent, now: time(0))
        var begun = machine.wantsLooking() ? 1 : 0
        #expect(begun == 0, "nothing is idle")
        for second in 0..<1_000 {
            _ = machine.offer(lent, now: time(Int64(second)))
            if machine.wantsLooking() { begun += 1 }
            #expect(lease(&machine) == "use 1")
        }
        #expect(begun == 1)
        _ = machine.offer(lent, now: time(1_000))
        #expect(machine.look(forIdle: .seconds(30), now: time(1_001)).next == time(1_030))
        #expect(machine.wantsLooking() == false, "somebody is going to look already")
        #expect(machine.look(forIdle: .seconds(30), now: time(1_030)).idle.count == 1)
        _ = lease(&machine)
        machine.made()
        _ = machine.offer(Lent(2), now: time(1_031))
        #expect(machine.wantsLooking() == false, "it is on loan")
    }

    @Test func afterARenewalNothingThatStandsIsLent() {
        var machine = Machine(limit: 3, waiterLimit: 10)
        let (kept, idle) = (Lent(1), Lent(2))
        for lent in [kept, idle] {
            _ = lease(&machine)
            machine.made()
            _ = machine.offer(lent, now: time(0))
        }
        _ = machine.offer(idle, now: time(0))
        let renewed = machine.renew()
        #expect(renewed.idle.map(\.number) == [2] && renewed.loans.map(\.number) == [1])
        #expect(machine.count == 1)
        #expect(lease(&machine) == "make")
    }

    @Test func aServerWithTooManyClientsGetsFewerAndMoreAgainLater() {
        var machine = Machine(limit: 10, waiterLimit: 10)
        let lent = (1...4).map { Lent($0) }
        for connection in lent {
            #expect(lease(&machine) == "make")
            machine.made()
            _ = machine.offer(connection, now: time(0))
        }
        #expect(lease(&machine) == "make")
        #expect(machine.offer(lent[3], now: time(0)).waiter != nil)
        #expect(machine.offer(lent[2], now: time(0)).waiter == nil)
        // Three are on loan, one is idle, and the one that is being made is turned away.
        #expect(machine.shrink(now: time(0)).map(\.number) == [3])
        _ = fail(&machine)
        #expect(machine.count == 3 && machine.currentLimit == 3)
        #expect(lease(&machine) == "wait")
        #expect(machine.resume() == 0)
        let hasRoom = machine.lost(lent[0])
        #expect(hasRoom)
        machine.made()
        #expect(machine.currentLimit == 4, "the server took one")
        #expect(machine.offer(Lent(5), now: time(0)).waiter != nil)
        #expect(lease(&machine) == "make")
    }

    @Test func evenAServerThatTakesNobodyIsTriedAgain() {
        var machine = Machine(limit: 10, waiterLimit: 10)
        #expect(lease(&machine) == "make")
        #expect(machine.shrink(now: time(0)).isEmpty)
        _ = fail(&machine)
        #expect(machine.count == 0 && machine.currentLimit == 1)
        #expect(lease(&machine) == "wait")
        #expect(machine.resume() == 1)
    }

    @Test func aServerThatHadTooManyClientsIsAskedForOneMoreAfterAWhile() {
        var machine = Machine(limit: 10, waiterLimit: 10)
        let lent = Lent(1)
        #expect(lease(&machine) == "make")
        machine.made()
        _ = machine.offer(lent, now: time(0))
        #expect(lease(&machine) == "make")
        #expect(machine.shrink(now: time(5)).isEmpty)
        _ = fail(&machine)
        #expect(machine.resume() == 0 && machine.currentLimit == 1)
        #expect(lease(&machine, at: 5) == "wait")
        #expect(lease(&machine, at: 6) == "make")
        #expect(lease(&machine, at: 6) == "wait", "one at a time")
        machine.made()
        // It took one, so that all who wait may have theirs.
        #expect(machine.offer(Lent(2), now: time(6)).waiter != nil)
        #expect(machine.wanted() == 1 && machine.currentLimit == 3)
    }

    @Test func afterTheEndNothingIsLentAndWhatComesBackIsClosed() {
        var machine = Machine(limit: 3, waiterLimit: 10)
        let (first, second) = (Lent(1), Lent(2))
        for lent in [first, second] {
            _ = lease(&machine)
            machine.made()
            _ = machine.offer(lent, now: time(0))
        }
        _ = machine.offer(second, now: time(0))
        #expect(lease(&machine) == "use 2")
        let making = Waiter<Lent>()
        #expect(lease(&machine, making) == "make")
        let (idle, loans, waiters) = machine.close(ClientError(.shutDown, "over"))
        #expect(idle.isEmpty)
        #expect(Set(loans.map(\.number)) == [1, 2], "whoever closes the pool closes these")
        #expect(waiters.count == 1 && waiters[0] === making)
        #expect(lease(&machine) == "refuse: shutDown")
        let (waiter, close) = machine.offer(first, now: time(0))
        #expect(waiter == nil && close)
        let failure = fail(&machine)
        #expect(failure.told.isEmpty && !failure.again && failure.pausesAfter == nil)
        let more = machine.lost(second)
        #expect(!more && machine.count == 0)
    }
}

/// A connection that isn't one.
final class Lent: Sendable {
    let number: Int

    init(_ number: Int) { self.number = number }
}
