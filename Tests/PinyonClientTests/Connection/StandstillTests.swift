import NIOCore
import PinyonClient
import Testing

/// Times are milliseconds since some moment.
struct StandstillTests {
    private func time(_ milliseconds: Int64) -> NIODeadline {
        .uptimeNanoseconds(1_000_000_000) + .milliseconds(milliseconds)
    }

    @Test func limitsHoldAsLongAsTimersRingOnTimeOrALittleLate() {
        var standstill = Standstill()
        for due in stride(from: Int64(0), to: 10_000, by: 1_000) {
            #expect(standstill.pause(due: time(due), now: time(due)) == nil)
            #expect(standstill.pause(due: time(due), now: time(due + 500)) == nil)
        }
        #expect(standstill.pause(due: time(90_000), now: time(10_000)) == nil, "it is to ring later")
        #expect(standstill.pause(due: nil, now: time(20_000)) == nil)
    }

    @Test func afterAStandstillLimitsWaitForAMoment() {
        var standstill = Standstill()
        #expect(standstill.pause(due: time(1_000), now: time(3_000)) == time(3_050))
        #expect(standstill.pause(due: time(1_000), now: time(3_020)) == time(3_050))
        #expect(standstill.pause(due: time(3_050), now: time(3_049)) == time(3_050))
        #expect(standstill.pause(due: time(3_050), now: time(3_050)) == nil)
    }

    @Test func eachStandstillCountsAndAnEventLoopThatIsAlwaysLateDoesNot() {
        var standstill = Standstill()
        #expect(standstill.pause(due: time(0), now: time(2_000)) != nil)
        for now in stride(from: Int64(4_000), to: 20_000, by: 2_000) {
            #expect(standstill.pause(due: time(now - 1_000), now: time(now)) == nil)
        }
        #expect(standstill.pause(due: time(20_000), now: time(20_000)) == nil)
        #expect(standstill.pause(due: time(21_000), now: time(30_000)) == time(30_050))
    }
}
