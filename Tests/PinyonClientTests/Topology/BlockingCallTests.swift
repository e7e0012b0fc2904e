import NIOCore
import PinyonClient
import Testing

/// Until when commands are waited for that wait on the server.
struct BlockingCallTests {
    private let now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
    private let times = CallTimes(command: .seconds(3), connect: .seconds(2))

    private func call(_ text: String, _ change: (inout CommandOptions) -> Void = { _ in }) -> Call {
        let request = request(text, change)
        return Call(request, times, since: now)
    }

    private static let milliseconds: [(String, Int64)] = [
        ("BLPOP l 5", 5_000), ("brpop k l 0.25", 250), ("BLMOVE a b LEFT RIGHT 1.5", 1_500),
        ("BRPOPLPUSH a b 2", 2_000), ("BLMPOP 4 1 l LEFT COUNT 7", 4_000), ("BZMPOP 0.001 1 z MIN", 1),
        ("BZPOPMIN y z 6", 6_000), ("BZPOPMAX z 7", 7_000), ("WAIT 1 500", 500), ("WAITAOF 1 1 20", 20),
        ("XREAD COUNT 9 BLOCK 5000 STREAMS s $", 5_000), ("XREAD block 30 STREAMS BLOCK 0", 30),
        ("XREADGROUP GROUP BLOCK 8 COUNT 9 BLOCK 70 STREAMS s >", 70), ("BLPOP l -1", 0),
    ]

    @Test(arguments: milliseconds)
    func whatWaitsForSomeTimeHasTheUsualTimeFromThenOn(_ text: String, _ milliseconds: Int64) {
        #expect(call(text).deadline == now + .milliseconds(milliseconds) + .seconds(3))
    }

    @Test(arguments: [
        "BLPOP l 0", "BLPOP l 0.0", "XREAD BLOCK 0 STREAMS s $", "WAIT 1 0", "BLPOP l soon", "BLPOP l inf",
        "BLPOP l nan", "BLPOP l 1e300", "BLMPOP", "BLPOP",
    ])
    func whatWaitsForAnyTimeOrForNobodyKnowsHowLongIsNotLimited(_ text: String) {
        #expect(call(text).deadline == .distantFuture)
    }

    @Test func theCallersOwnLimitIsTheLimit() {
        #expect(call("BLPOP l 5") { $0.timeout = .seconds(1) }.deadline == now + .seconds(1))
        #expect(call("BLPOP l 5") { $0.timeout = .seconds(9) }.deadline == now + .seconds(9))
        #expect(call("BLPOP l 5").connectDeadline == now + .seconds(2))
    }

    @Test func eachAttemptHasItsTimeAnew() {
        let later = now + .seconds(4)
        var blocking = call("BLPOP l 5")
        blocking.begin(now: later, times)
        #expect(blocking.deadline == later + .seconds(8))
        for var other in [call("GET a"), call("BLPOP l 5") { $0.timeout = .seconds(6) }, call("BLPOP l 0")] {
            let deadline = other.deadline
            other.begin(now: later, times)
            #expect(other.deadline == deadline)
        }
    }

    @Test func inABatchTheServerMayWaitForOneAfterTheOther() {
        #expect(
            deadline(of: ["BLPOP l 5", "GET a", "BLPOP l 2", "BLPOP l 1"]) == now + .seconds(5 + 3 + 2 + 1))
        #expect(deadline(of: ["BLPOP l 5", "BLPOP l 0"]) == .distantFuture)
    }

    private func deadline(of batch: [String]) -> NIODeadline {
        var terms = CallTerms.Batch()
        for text in batch { terms.add(call(text).terms) }
        return Call(batch.map { request($0).arguments }, terms).deadline
    }

    @Test func theBytesOfAWordAreNoOption() {
        #expect(call("BLPOP BLOCK 5").deadline == now + .seconds(8))
        #expect(call("GET BLOCK").deadline == now + .seconds(3))
    }
}
