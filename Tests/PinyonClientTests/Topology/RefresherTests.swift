import NIOCore
import NIOPosix
import PinyonClient
import Synchronization
import Testing

/// Looks that are never two at a time, and not too often.
@Suite(.timeLimit(.minutes(1)))
struct RefresherTests {
    /// Looks that a test lets end, one by one.
    private final class Looks: Sendable {
        private struct State {
            var begun = 0
            var underWay = 0
            var mostAtATime = 0
            var times: [ContinuousClock.Instant] = []
        }

        private let state = Mutex(State())
        private let failures: Set<Int>
        private let onBegin: @Sendable (Int) -> Void

        /// - Parameters:
        ///   - failures: The numbers of the looks that fail; the first is 1.
        ///   - onBegin: Is told of each look when it begins.
        init(failing failures: Set<Int> = [], onBegin: @escaping @Sendable (Int) -> Void = { _ in }) {
            self.failures = failures
            self.onBegin = onBegin
        }

        var begun: Int { state.withLock { $0.begun } }
        var mostAtATime: Int { state.withLock { $0.mostAtATime } }
        var times: [ContinuousClock.Instant] { state.withLock { $0.times } }

        func look() async throws(ClientError) {
            let number = state.withLock { state in
                state.begun += 1
                state.underWay += 1
                state.mostAtATime = max(state.mostAtATime, state.underWay)
                state.times.append(.now)
                return state.begun
            }
            onBegin(number)
            await Task.yield()
            state.withLock { $0.underWay -= 1 }
            if failures.contains(number) { throw ClientError(.unknownTopology, "look \(number)") }
        }
    }

    private func refresher(
        _ looks: Looks, period: Duration = .seconds(3_600), gap: Duration = .milliseconds(20),
        longestGap: Duration? = nil
    ) -> Refresher {
        let backoff = Backoff(base: .milliseconds(1), limit: .milliseconds(2))
        return Refresher(eventLoop: MultiThreadedEventLoopGroup.singleton.next()) {
            Refresher.Pace(period: period, gap: gap, longestGap: longestGap, backoff: backoff)
        } look: { () throws(ClientError) in
            try await looks.look()
        }
    }

    /// Runs a refresher while a closure runs.
    private func running(_ refresher: Refresher, _ body: () async throws -> Void) async rethrows {
        let task = Task { await refresher.run() }
        defer { task.cancel() }
        try await body()
        task.cancel()
        await task.value
    }

    /// Waits until something is the case; the suite's time limit ends it if it never is.
    private func until(_ condition: () -> Bool) async {
        while !condition(), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func theFirstLookIsAtOnceAndEndsWaiting() async {
        let looks = Looks()
        let refresher = refresher(looks)
        await running(refresher) {
            await until { looks.begun == 1 }
        }
        #expect(refresher.lastFailure == nil)
        #expect(looks.begun == 1, "nobody asked for another")
    }

    @Test func requestsDuringALookAreOneMore() async {
        let box = Mutex<Refresher?>(nil)
        let looks = Looks { number in
            guard number == 1 else { return }
            for _ in 0..<1_000 { box.withLock { $0 }?.request() }
        }
        let refresher = refresher(looks)
        box.withLock { $0 = refresher }
        await running(refresher) {
            await until { looks.begun == 2 }
            // Asked for the third time, after what was asked for in the first look is done with.
            refresher.request()
            await until { looks.begun == 3 }
        }
        #expect(looks.begun == 3 && looks.mostAtATime == 1)
    }

    @Test func looksKeepTheirDistanceHoweverOftenTheyAreAskedFor() async {
        let looks = Looks()
        let gap = Duration.milliseconds(30)
        let refresher = refresher(looks, gap: gap)
        await running(refresher) {
            await until {
                refresher.request()
                return looks.begun == 5
            }
        }
        let times = looks.times
        for (earlier, later) in zip(times, times.dropFirst()) {
            #expect(later - earlier >= gap * 0.8)
        }
        #expect(looks.mostAtATime == 1)
    }

    @Test func looksThatAreNeededInVainComeMoreAndMoreSeldom() async {
        let box = Mutex<Refresher?>(nil)
        let looks = Looks { _ in box.withLock { $0 }?.request(.need) }
        let refresher = refresher(looks, gap: .milliseconds(2), longestGap: .seconds(10))
        box.withLock { $0 = refresher }
        await running(refresher) {
            let end = ContinuousClock.now + .seconds(2)
            await until { ContinuousClock.now >= end }
            #expect(looks.begun < 150, "with a gap that doesn't grow there are a thousand")
            #expect(looks.begun > 5)
            // What is new doesn't have to wait.
            let before = looks.begun
            let asked = ContinuousClock.now
            refresher.request(.news)
            await until { looks.begun > before }
            #expect(ContinuousClock.now - asked < .milliseconds(100))
        }
    }

    @Test func itLooksFromTimeToTime() async {
        let looks = Looks()
        await running(refresher(looks, period: .milliseconds(5), gap: .zero)) {
            await until { looks.begun >= 4 }
        }
        #expect(looks.mostAtATime == 1)
    }

    @Test func aLookThatFailsIsRepeatedAndItsReasonIsKept() async {
        let box = Mutex<Refresher?>(nil)
        let seen = Mutex<[String?]>([])
        // Between two looks there may be no time to see anything.
        let looks = Looks(failing: [1, 2]) { _ in
            let message = box.withLock { $0 }?.lastFailure?.message
            seen.withLock { $0.append(message) }
        }
        let refresher = refresher(looks)
        box.withLock { $0 = refresher }
        await running(refresher) {
            await until { looks.begun == 3 && refresher.lastFailure == nil }
        }
        #expect(looks.begun == 3 && refresher.lastFailure == nil)
        let messages = seen.withLock { $0 }
        #expect(messages == [nil, "look 1", "look 2"])
    }

    @Test func whoeverWaitsForALookIsWokenByAFailureToo() async {
        let looks = Looks(failing: Set(1...1_000))
        let refresher = refresher(looks)
        await running(refresher) {
            for _ in 0..<3 { await refresher.changes.wait(until: .now() + .hours(1)) }
        }
        #expect(refresher.lastFailure?.code == .unknownTopology)
    }

    @Test func itEndsWithItsTask() async {
        let refresher = refresher(Looks())
        let task = Task { await refresher.run() }
        task.cancel()
        await task.value
    }

    @Test func whatIsNewIsLookedAtMoreOften() {
        let pace = Refresher.Pace(period: .seconds(60), firstPeriod: .seconds(2), gap: .zero, backoff: Backoff())
        #expect((1...7).map { pace.period(afterLooks: $0) } == [2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
        #expect(pace.period(afterLooks: .max) == .seconds(60))
        let steady = Refresher.Pace(period: .seconds(10), gap: .zero, backoff: Backoff())
        #expect(steady.period(afterLooks: 1) == .seconds(10))
    }
}
