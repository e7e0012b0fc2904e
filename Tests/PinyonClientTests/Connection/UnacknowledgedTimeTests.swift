import PinyonClient
import Testing

/// How long the kernel waits for a server that acknowledges nothing.
struct UnacknowledgedTimeTests {
    private func milliseconds(stall: Duration, connect: Duration = .seconds(2)) -> Int {
        var settings = ConnectionSettings()
        settings.stallLimit = stall
        settings.connectTimeout = connect
        return settings.unacknowledgedMilliseconds
    }

    @Test func aFrozenServerIsAskedAsOftenAsItMayBeBeforeItIsOver() {
        #expect(ConnectionSettings().unacknowledgedMilliseconds == 26_000)
        let settings = ConnectionSettings()
        for stall in [1, 200, 1_500, 6_000, 60_000] {
            let asked = settings.silentProbes * stall + 2_000
            #expect(milliseconds(stall: .milliseconds(stall)) > asked)
        }
    }

    @Test(arguments: [
        (Duration.milliseconds(200), 1_100), (.milliseconds(1_500), 6_300), (.nanoseconds(1), 301), (.zero, 300),
        (.seconds(-5), 300),
    ])
    func partsOfASecondCount(_ stall: Duration, _ expected: Int) {
        #expect(milliseconds(stall: stall, connect: .milliseconds(300)) == expected)
    }

    @Test func nothingIsNotForEver() {
        #expect(milliseconds(stall: .zero, connect: .zero) == 1)
        #expect(milliseconds(stall: .seconds(-1), connect: .seconds(-1)) == 1)
        #expect(milliseconds(stall: .nanoseconds(1), connect: .zero) == 1)
    }

    @Test(arguments: [
        Duration.seconds(4_000_000), .seconds(1_000_000_000), .seconds(Int64.max), Duration.seconds(Int64.max) * 18,
    ])
    func whatTheKernelCannotCountIsTheMostThatItCan(_ stall: Duration) {
        #expect(milliseconds(stall: stall) == Int(Int32.max))
        #expect(milliseconds(stall: .zero, connect: stall) == Int(Int32.max))
    }

    @Test func timesOfUsersAreBounded() {
        #expect(Duration.seconds(3).bounded == .seconds(3))
        #expect(Duration.zero.bounded == .zero && Duration.seconds(-3).bounded == .zero)
        let century = (Duration.seconds(Int64.max) * 18).bounded
        #expect(century > .seconds(3_000_000_000) && century < .seconds(4_000_000_000))
        #expect((Duration.seconds(Int64.min) * 18).bounded == .zero)
    }
}
