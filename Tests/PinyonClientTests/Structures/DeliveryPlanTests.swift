import PinyonClient
import Testing

@Suite struct DeliveryPlanTests {
    private let start = ContinuousClock.now

    private func id(_ number: UInt64) -> StreamID { StreamID(milliseconds: number) }

    /// A plan after what was pending and left alone, of which there was nothing.
    private func waiting(claimAfter: Duration?) -> DeliveryPlan {
        var plan = DeliveryPlan(claimAfter: claimAfter, longestWait: .seconds(10))
        _ = plan.step(at: start)
        plan.cameOwn([])
        guard claimAfter != nil else { return plan }
        _ = plan.step(at: start)
        plan.cameClaimed([], next: .zero, at: start)
        return plan
    }

    @Test("own pending entries come first, page by page, then those left alone, then new ones")
    func order() {
        var plan = DeliveryPlan(claimAfter: .seconds(60), longestWait: .seconds(10))
        #expect(plan.step(at: start) == .own(after: .zero))
        plan.cameOwn([id(3), id(5)])
        #expect(plan.step(at: start) == .own(after: id(5)))
        plan.cameOwn([])
        #expect(plan.step(at: start) == .claim(from: .zero))
        plan.cameClaimed([id(1)], next: id(2), at: start)
        #expect(plan.step(at: start) == .claim(from: id(2)))
        plan.cameClaimed([], next: .zero, at: start)
        #expect(plan.step(at: start) == .new(wait: .seconds(10)))
        plan.cameNew([id(7)])
        #expect(plan.step(at: start) == .new(wait: .seconds(10)))
    }

    @Test("waiting ends when it is time to claim, also among new entries")
    func claiming() {
        var plan = waiting(claimAfter: .seconds(12))
        #expect(plan.step(at: start) == .new(wait: .seconds(10)))
        plan.cameNew([id(1)])
        #expect(plan.step(at: start + .seconds(9)) == .new(wait: .seconds(3)))
        #expect(plan.step(at: start + .nanoseconds(11_999_999_999)) == .new(wait: .milliseconds(1)))
        plan.cameNew([id(2)])
        #expect(plan.step(at: start + .seconds(12)) == .claim(from: .zero))
        plan.cameClaimed([], next: .zero, at: start + .seconds(13))
        #expect(plan.step(at: start + .seconds(20)) == .new(wait: .seconds(5)))
    }

    @Test("without a time for it nothing is claimed")
    func neverClaiming() {
        var plan = waiting(claimAfter: nil)
        #expect(plan.step(at: start + .seconds(1_000_000)) == .new(wait: .seconds(10)))
    }

    @Test("a time of nothing lets new entries have their turn")
    func claimingAtOnce() {
        var plan = waiting(claimAfter: .zero)
        #expect(plan.step(at: start) == .new(wait: .milliseconds(1)))
    }

    @Test("what was lost is looked for behind everything that came")
    func losing() {
        var plan = DeliveryPlan(claimAfter: .seconds(60), longestWait: .seconds(10))
        plan.cameOwn([id(4)])
        plan.cameOwn([])
        _ = plan.step(at: start)
        plan.cameClaimed([id(2), id(6)], next: .zero, at: start)
        _ = plan.step(at: start)
        let first = plan.lostNew(at: start)
        #expect(first)
        #expect(plan.step(at: start) == .own(after: id(6)))
        plan.cameOwn([id(8)])
        plan.cameOwn([])
        #expect(plan.step(at: start) == .new(wait: .seconds(10)))
        plan.cameNew([id(9)])
        let second = plan.lostNew(at: start)
        #expect(second)
        #expect(plan.step(at: start) == .own(after: id(9)))
    }

    /// Whether a plan goes on after losses in a row.
    ///
    /// - Parameters:
    ///   - waited: How long each wait took until the loss.
    ///   - found: What was found after each loss.
    private func goesOn(afterWaiting waited: Duration, finding found: [StreamID] = []) -> [Bool] {
        var plan = waiting(claimAfter: nil)
        return (0..<3).map { _ in
            _ = plan.step(at: start)
            let goesOn = plan.lostNew(at: start + waited)
            plan.cameOwn(found)
            plan.cameOwn([])
            return goesOn
        }
    }

    @Test("connections that break at once are told when it happens again and nothing came")
    func losingAgain() {
        #expect(goesOn(afterWaiting: .milliseconds(999)) == [true, false, false])
    }

    @Test("connections that break after a while, or bring something, may break for ever")
    func losingLater() {
        #expect(goesOn(afterWaiting: .seconds(1)) == [true, true, true])
        #expect(goesOn(afterWaiting: .zero, finding: [id(1)]) == [true, true, true])
    }
}
