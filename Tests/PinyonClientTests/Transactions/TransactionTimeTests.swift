import NIOCore
import PinyonClient
import Testing

/// Until when a transaction is waited for.
struct TransactionTimeTests {
    private let now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
    private let times = CallTimes(command: .seconds(3), connect: .seconds(2))

    private func deadline(_ requests: Request...) -> NIODeadline {
        Call(transaction: requests, times: times, now: now).deadline
    }

    @Test func theMostPatientCommandDecides() {
        let patient = request("GET a") { $0.timeout = .seconds(9) }
        let short = request("GET a") { $0.timeout = .milliseconds(5) }
        let shortest = request("GET a") { $0.timeout = .milliseconds(1) }
        #expect(deadline(patient, request("GET b"), short) == now + .seconds(9))
        #expect(deadline(short, request("GET b")) == now + .seconds(3), "the client's time is one of them")
        #expect(deadline(short, shortest) == now + .milliseconds(5))
    }

    @Test func withoutTimesOfTheirOwnTheClientsCounts() {
        #expect(deadline(request("GET a"), request("GET b")) == now + .seconds(3))
        #expect(deadline() == now + .seconds(3))
    }

    @Test func nothingWaitsOnTheServerInATransaction() {
        #expect(deadline(request("BLPOP l 0"), request("GET a")) == now + .seconds(3))
    }
}
