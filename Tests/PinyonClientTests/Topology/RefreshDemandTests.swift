import NIOCore
import PinyonClient
import Testing

/// How soon a look may be, by why it is asked for and for how long that has been in vain.
struct RefreshDemandTests {
    private let pace = Refresher.Pace(
        period: .seconds(60), gap: .milliseconds(400), longestGap: .seconds(10), backoff: Backoff())

    private func at(_ seconds: Int64) -> NIODeadline {
        NIODeadline.uptimeNanoseconds(1_000_000_000) + TimeAmount.seconds(seconds)
    }

    /// The gap before the next look when one is asked for each second until a time.
    private func gap(_ reason: RefreshDemand.Reason, until end: Int64) -> Duration? {
        var demand = RefreshDemand()
        for second in Int64(0)...end {
            demand.begin()
            _ = demand.ask(reason, now: at(second))
        }
        return demand.gap(pace, since: at(end))
    }

    @Test func nothingIsAskedForAtFirstAndAfterALookHasBegun() {
        var demand = RefreshDemand()
        #expect(demand.gap(pace, since: at(0)) == nil)
        _ = demand.ask(.news, now: at(0))
        #expect(demand.gap(pace, since: at(0)) == .milliseconds(400))
        demand.begin()
        #expect(demand.gap(pace, since: at(0)) == nil)
    }

    @Test func theGapGrowsWithTheTimeInVainUpToTheLongest() {
        let times: [Int64] = [0, 3, 20, 100, 1_000]
        let needs = times.map { gap(.need, until: $0) }
        #expect(needs == [400, 400, 2_000, 10_000, 10_000].map(Self.time))
        let doubts = times.map { gap(.doubt, until: $0) }
        #expect(doubts == [400, 1_500, 10_000, 10_000, 10_000].map(Self.time))
        #expect(gap(.news, until: 1_000) == .milliseconds(400))
    }

    private static func time(_ milliseconds: Int) -> Duration? { .milliseconds(milliseconds) }

    @Test func newsAndFindingsBeginAnew() {
        for isNews in [true, false] {
            var demand = RefreshDemand()
            for second in Int64(0)...25 { _ = demand.ask(.need, now: at(second)) }
            #expect(demand.gap(pace, since: at(25)) == .milliseconds(2_500))
            if isNews { _ = demand.ask(.news, now: at(25)) } else { demand.settle() }
            demand.begin()
            _ = demand.ask(.need, now: at(25))
            #expect(demand.gap(pace, since: at(26)) == .milliseconds(400))
        }
    }

    @Test func aNeedAfterAQuietTimeBeginsAnew() {
        var demand = RefreshDemand()
        for second in Int64(0)...100 { _ = demand.ask(.need, now: at(second)) }
        demand.begin()
        _ = demand.ask(.need, now: at(140))
        #expect(demand.gap(pace, since: at(139)) == .milliseconds(400))
    }

    @Test func whoeverNeedsALookDoesNotWaitAsLongAsDoubtsDo() {
        var demand = RefreshDemand()
        for second in Int64(0)...60 { _ = demand.ask(.doubt, now: at(second)) }
        #expect(demand.gap(pace, since: at(60)) == .seconds(10))
        let isSooner = demand.ask(.need, now: at(61))
        #expect(isSooner && demand.gap(pace, since: at(60)) == .milliseconds(400))
        let isSoonerAgain = demand.ask(.doubt, now: at(62))
        #expect(!isSoonerAgain && demand.gap(pace, since: at(60)) == .milliseconds(400))
    }
}
