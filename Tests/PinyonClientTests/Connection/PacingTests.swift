import NIOCore
import NIOEmbedded
import PinyonClient
import Synchronization
import Testing

/// How soon and how often connections are made.
struct PacingTests {
    @Test func theBoundDoublesUpToALimit() {
        let backoff = Backoff(base: .milliseconds(50), limit: .seconds(5))
        let bounds = (1...10).map { backoff.bound(afterFailures: $0) }
        #expect(
            bounds == [50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000].map { Duration.milliseconds($0) })
        #expect(backoff.bound(afterFailures: .max) == .seconds(5))
        #expect(backoff.bound(afterFailures: 0) == .milliseconds(50))
    }

    @Test func theWholeTimeIsRandom() {
        let backoff = Backoff(base: .milliseconds(100), limit: .seconds(5))
        #expect(backoff.delay(afterFailures: 3, isTerminal: false, fraction: 0) == .zero)
        #expect(backoff.delay(afterFailures: 3, isTerminal: false, fraction: 0.5) == .milliseconds(200))
        #expect(backoff.delay(afterFailures: 3, isTerminal: false, fraction: 1) == .milliseconds(400))
    }

    @Test func whatOnlyPeopleCanMendIsNotTriedOften() {
        let backoff = Backoff(terminal: .seconds(30))
        #expect(backoff.delay(afterFailures: 1, isTerminal: true, fraction: 0) == .seconds(15))
        #expect(backoff.delay(afterFailures: 9, isTerminal: true, fraction: 1) == .seconds(30))
    }

    @Test func aBurstPassesAndThenOneAnInterval() {
        let rate = ConnectRate(perSecond: 10, burst: 3)
        let now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
        let waits = (0..<6).compactMap { _ in rate.reserve(now: now) }
        #expect(waits == [0, 0, 0, 100, 200, 300].map { TimeAmount.milliseconds($0) })
    }

    @Test func aQuietTimeFillsTheBucketAgainButNoFurther() {
        let rate = ConnectRate(perSecond: 10, burst: 3)
        var now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
        for _ in 0..<3 { #expect(rate.reserve(now: now) == TimeAmount.nanoseconds(0)) }
        now = now + .milliseconds(100)
        #expect(rate.reserve(now: now) == TimeAmount.nanoseconds(0))
        #expect(rate.reserve(now: now) == TimeAmount.milliseconds(100))
        now = now + .hours(1)
        let waits = (0..<4).compactMap { _ in rate.reserve(now: now) }
        #expect(waits == [0, 0, 0, 100].map { TimeAmount.milliseconds($0) })
    }

    @Test func numbersThatMakeNoSenseAreOne() {
        let rate = ConnectRate(perSecond: 0, burst: -1)
        let now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
        #expect(rate.reserve(now: now) == TimeAmount.nanoseconds(0))
        #expect(rate.reserve(now: now) == TimeAmount.seconds(1))
    }

    @Test func whoeverIsCancelledDoesNotWait() async {
        let rate = ConnectRate(perSecond: 1, burst: 1)
        let now = NIODeadline.now()
        for _ in 0..<1_000 { _ = rate.reserve(now: now) }
        let waiting = Task { try await rate.pass(until: .distantFuture) }
        waiting.cancel()
        let error = await #expect(throws: ClientError.self) { try await waiting.value }
        #expect(error?.code == .cancelled)
        #expect(rate.reserve(now: now) == TimeAmount.seconds(1_000), "the next one has its turn")
    }

    @Test func whoeverWouldWaitForTooLongIsRefusedAndTakesNoTurn() async {
        let rate = ConnectRate(perSecond: 10, burst: 1)
        let now = NIODeadline.now()
        #expect(rate.reserve(now: now, until: now) == TimeAmount.nanoseconds(0))
        for _ in 0..<100 { #expect(rate.reserve(now: now, until: now + .milliseconds(99)) == nil) }
        #expect(rate.reserve(now: now, until: now + .milliseconds(100)) == TimeAmount.milliseconds(100))
        for _ in 0..<100 { _ = rate.reserve(now: now) }
        let error = await #expect(throws: ClientError.self) { try await rate.pass(until: now + .seconds(1)) }
        #expect(error?.code == .connectionFailed)
    }

    @Test func aServerThatIsTriedAgainAndAgainTakesNoTurnsOfOthers() {
        let rate = ConnectRate(perSecond: 50, burst: 50)
        let (dead, other) = (rate.share(), rate.share())
        let start = NIODeadline.now()
        // Sixty-four callers at once, and then as many attempts as may be: when each of them has its server's turn.
        let turns = (0..<300).compactMap { _ in dead.reserve(now: start) }.map { start + $0 }
        #expect(turns.count == 300)
        for (index, turn) in turns.enumerated() {
            #expect(rate.reserve(now: turn) == TimeAmount.nanoseconds(0), "attempt \(index)")
        }
        let end = turns.last ?? start
        let waits = (0..<20).compactMap { _ in other.reserve(now: end) }
        #expect(waits == Array(repeating: TimeAmount.nanoseconds(0), count: 20))
        #expect((0..<20).allSatisfy { _ in rate.reserve(now: end) == TimeAmount.nanoseconds(0) })
    }

    @Test func aTimerRingsAtTheEarliestTimeThatWasAskedFor() {
        let eventLoop = EmbeddedEventLoop()
        let rings = Mutex<[Int]>([])
        var timer = DeadlineTimer()
        let start = eventLoop.now
        timer.ring(at: start + .seconds(5), on: eventLoop) { rings.withLock { $0.append(5) } }
        timer.ring(at: start + .seconds(9), on: eventLoop) { rings.withLock { $0.append(9) } }
        timer.ring(at: start + .seconds(2), on: eventLoop) { rings.withLock { $0.append(2) } }
        eventLoop.advanceTime(by: .seconds(20))
        #expect(rings.withLock { $0 } == [2])
        // Until somebody says that it rang, it is taken for set.
        timer.rang()
        timer.ring(at: start + .seconds(30), on: eventLoop) { rings.withLock { $0.append(30) } }
        eventLoop.advanceTime(by: .seconds(20))
        #expect(rings.withLock { $0 } == [2, 30])
    }

    @Test func aTimerThatWasCancelledDoesNotRing() {
        let eventLoop = EmbeddedEventLoop()
        let rings = Mutex(0)
        var timer = DeadlineTimer()
        timer.ring(at: eventLoop.now + .seconds(1), on: eventLoop) { rings.withLock { $0 += 1 } }
        timer.cancel()
        eventLoop.advanceTime(by: .seconds(2))
        #expect(rings.withLock { $0 } == 0)
        timer.ring(at: eventLoop.now + .seconds(1), on: eventLoop) { rings.withLock { $0 += 1 } }
        eventLoop.advanceTime(by: .seconds(1))
        #expect(rings.withLock { $0 } == 1)
    }

    @Test func timesThatCannotBeCountedTrapNowhere() {
        let endless = Duration.seconds(Int64.max)
        let backoff = Backoff(base: endless, limit: endless, terminal: endless * 18)
        for failures in [1, 5, 30, Int.max] {
            #expect(backoff.delay(afterFailures: failures, isTerminal: false, fraction: 1) > .seconds(1_000_000_000))
        }
        #expect(backoff.delay(afterFailures: 1, isTerminal: true, fraction: 1) > .seconds(1_000_000_000))
    }
}
