import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// Tasks that wait for something to change. The time limits are for a signal that is lost: then nothing else ends them.
@Suite(.timeLimit(.minutes(1)))
struct SignalTests {
    private let loop = NIOAsyncTestingEventLoop()

    /// Waits until a task does what is awaited, by its effect on the event loop's scheduled tasks.
    private func settle() async {
        for _ in 0..<100 { await Task.yield() }
        await loop.run()
    }

    @Test func aRaiseWakesAllWhoWait() async {
        let signal = Signal(eventLoop: loop, remembers: false)
        let waiting = (0..<10).map { _ in Task { await signal.wait(until: .distantFuture) } }
        // Whoever begins to wait after a raise would miss it, so it is raised until all are awake.
        let raising = Task {
            while !Task.isCancelled {
                signal.raise()
                await Task.yield()
            }
        }
        for task in waiting { await task.value }
        raising.cancel()
    }

    @Test func whatWasRaisedBeforeIsRememberedOnce() async {
        let signal = Signal(eventLoop: loop, remembers: true)
        signal.raise()
        signal.raise()
        await signal.wait(until: .distantFuture)
        let second = Task { await signal.wait(until: loop.now + .seconds(1)) }
        await advanceUntilDone(second)
        #expect(loop.now > .uptimeNanoseconds(0), "the second had to wait for its time")
    }

    @Test func withoutAMemoryOnlyThoseWhoWaitAreWoken() async {
        let signal = Signal(eventLoop: loop, remembers: false)
        signal.raise()
        let waiting = Task { await signal.wait(until: loop.now + .seconds(1)) }
        await advanceUntilDone(waiting)
        #expect(loop.now > .uptimeNanoseconds(0))
    }

    @Test func aRaiseAfterATimeThatIsOverIsNotLost() async {
        let signal = Signal(eventLoop: loop, remembers: true)
        let periodic = Task { await signal.wait(until: loop.now + .seconds(1)) }
        await advanceUntilDone(periodic)
        signal.raise()
        // Nothing else would end this.
        await signal.wait(until: .distantFuture)
    }

    @Test func aRaiseAfterACancelledWaitIsNotLost() async {
        let signal = Signal(eventLoop: loop, remembers: true)
        let cancelled = Task { await signal.wait(until: .distantFuture) }
        await settle()
        cancelled.cancel()
        await cancelled.value
        signal.raise()
        await signal.wait(until: .distantFuture)
    }

    @Test func aTaskThatWasCancelledBeforeDoesNotWait() async {
        let signal = Signal(eventLoop: loop, remembers: true)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await signal.wait(until: .distantFuture)
        }
        await task.value
    }

    /// Lets time pass until a task has ended.
    private func advanceUntilDone(_ task: Task<Void, Never>) async {
        let advancing = Task {
            while !Task.isCancelled {
                await loop.advanceTime(by: .milliseconds(100))
                await Task.yield()
            }
        }
        await task.value
        advancing.cancel()
        await advancing.value
    }
}
