import PinyonClient
import Testing

/// Events for one reader. The time limits are for a reader that is never woken.
@Suite(.timeLimit(.minutes(1)))
struct SubscriptionTests {
    private func texts(_ subscription: Subscription, atMost count: Int = .max) async throws -> [String] {
        var texts: [String] = []
        for try await event in subscription {
            texts.append(event.text)
            if texts.count == count { break }
        }
        return texts
    }

    @Test func eventsAreReadInOrderUntilTheEnd() async throws {
        let subscription = Subscription(SubscriptionBuffering())
        let reader = Task { try await texts(subscription) }
        for number in 0..<500 { subscription.add(.message(.with("\(number)"))) }
        subscription.finish(nil)
        #expect(try await reader.value == (0..<500).map { "\($0)" })
        #expect(subscription.isFinished)
    }

    @Test func anErrorEndsItAfterWhatCameBefore() async throws {
        let subscription = Subscription(SubscriptionBuffering())
        subscription.add(.message(.with("a")))
        subscription.finish(ClientError(.shutDown, "over"))
        #expect(try await texts(subscription, atMost: 1) == ["a"])
        let error = await #expect(throws: ClientError.self) { try await texts(subscription) }
        #expect(error?.code == .shutDown)
        #expect(try await texts(subscription).isEmpty)
    }

    @Test func aReaderThatIsCancelledEndsAndDisturbsNoOther() async throws {
        for _ in 0..<100 {
            let subscription = Subscription(SubscriptionBuffering())
            let cancelled = Task { try await texts(subscription) }
            let other = Task { try await texts(subscription) }
            await Task.yield()
            cancelled.cancel()
            let left = try await cancelled.value
            subscription.add(.message(.with("a")))
            subscription.finish(nil)
            #expect(try await other.value == ["a"])
            #expect(left.isEmpty)
        }
    }

    @Test func eachEventGoesToOneReader() async throws {
        let subscription = Subscription(SubscriptionBuffering(messages: 10_000))
        let readers = (0..<4).map { _ in Task { try await texts(subscription) } }
        for number in 0..<1_000 {
            subscription.add(.message(.with("\(number)")))
            if number.isMultiple(of: 50) { await Task.yield() }
        }
        subscription.finish(nil)
        var all: [Int] = []
        for reader in readers { all += try await reader.value.compactMap { Int($0) } }
        #expect(all.sorted() == Array(0..<1_000))
    }

    @Test func aTaskThatWasCancelledBeforeReadsNothing() async throws {
        let subscription = Subscription(SubscriptionBuffering())
        subscription.add(.message(.with("a")))
        let reader = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await texts(subscription)
        }
        #expect(try await reader.value.isEmpty)
        #expect(try await texts(subscription, atMost: 1) == ["a"])
    }
}
