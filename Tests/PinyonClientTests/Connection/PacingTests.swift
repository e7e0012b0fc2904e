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
        let waits = (0..<6).map { _ in rate.reserve(now: now) }
        #expect(waits == [0, 0, 0, 100, 200, 300].map { TimeAmount.milliseconds($0) })
    }

    @Test func aQuietTimeFillsTheBucketAgainButNoFurther() {
        let rate = ConnectRate(perSecond: 10, burst: 3)
        var now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
        for _ in 0..<3 { #expect(rate.reserve(now: now) == .nanoseconds(0)) }
        now = now + .milliseconds(100)
        #expect(rate.reserve(now: now) == .nanoseconds(0))
        #expect(rate.reserve(now: now) == .milliseconds(100))
        now = now + .hours(1)
        let waits = (0..<4).map { _ in rate.reserve(now: now) }
        #expect(waits == [0, 0, 0, 100].map { TimeAmount.milliseconds($0) })
    }

    @Test func numbersThatMakeNoSenseAreOne() {
        let rate = ConnectRate(perSecond: 0, burst: -1)
        let now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
        #expect(rate.reserve(now: now) == .nanoseconds(0))
        #expect(rate.reserve(now: now) == .seconds(1))
    }

    @Test func whoeverIsCancelledDoesNotWait() async {
        let rate = ConnectRate(perSecond: 1, burst: 1)
        for _ in 0..<1_000 { _ = rate.reserve(now: .now()) }
        let waiting = Task { try await rate.pass() }
        waiting.cancel()
        let error = await #expect(throws: ClientError.self) { try await waiting.value }
        #expect(error?.code == .cancelled)
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
}
