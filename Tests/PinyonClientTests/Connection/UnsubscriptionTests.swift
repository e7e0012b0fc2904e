import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// Unsubscribing from shard channels while their slot leaves the server, which then withdraws them by itself.
struct UnsubscriptionTests {
    private let start = NIODeadline.uptimeNanoseconds(0)

    private func unsubscribing(_ channel: String) -> PendingReply {
        PendingReply("SUNSUBSCRIBE", channel, expecting: .confirmations(kind: "sunsubscribe", count: 1))
    }

    private func subscribing(_ channel: String) -> PendingReply {
        PendingReply("SSUBSCRIBE", channel, expecting: .confirmations(kind: "ssubscribe", count: 1))
    }

    private func queue(_ waiting: PendingReply...) -> ReplyQueueStateMachine {
        var queue = ReplyQueueStateMachine(now: start)
        for pending in waiting { queue.sent(pending, now: start) }
        return queue
    }

    private func confirm(_ kind: String, _ channel: String, _ queue: inout ReplyQueueStateMachine) -> PendingReply? {
        queue.confirmed(kind: kind, channel: ByteBuffer(string: channel))
    }

    /// Where a server sends whoever asks for a channel.
    private func moved(_ channel: String) -> String { "MOVED \(HashSlot(key: channel)) 127.0.0.1:7001" }

    /// What an error did, as text.
    private func received(_ line: String, _ queue: inout ReplyQueueStateMachine) -> String {
        switch queue.received(.error(ServerError(line: line))) {
        case .complete: "complete"
        case .refused: "refused"
        case .incomplete: "incomplete"
        case .late: "late"
        case .unsolicited: "unsolicited"
        }
    }

    @Test func theWithdrawalOfAnotherChannelConfirmsNothing() {
        let leaving = unsubscribing("a")
        var queue = queue(leaving)
        let other = confirm("sunsubscribe", "b", &queue)
        #expect(other == nil && queue.count == 1)
        let own = confirm("sunsubscribe", "a", &queue)
        #expect(own === leaving)
    }

    @Test func channelsAreConfirmedInTheOrderOfTheCommand() {
        let leaving = PendingReply(
            "SUNSUBSCRIBE", "{a}1", "{a}2", "{a}1", expecting: .confirmations(kind: "sunsubscribe", count: 3))
        var queue = queue(leaving)
        let confirmed = ["{a}2", "{a}1", "{a}1", "{a}2", "{a}3"].map { confirm("sunsubscribe", $0, &queue) }
        #expect(confirmed.allSatisfy { $0 == nil })
        let last = confirm("sunsubscribe", "{a}1", &queue)
        #expect(last === leaving)
    }

    @Test func theErrorThatFollowsAWithdrawalIsNobodys() {
        let next = subscribing("b")
        var queue = queue(unsubscribing("a"), next)
        let own = confirm("sunsubscribe", "a", &queue)
        #expect(own != nil)
        #expect(received(moved("a"), &queue) == "late")
        let confirmed = confirm("ssubscribe", "b", &queue)
        #expect(confirmed === next)
        queue.sent(PendingReply("PING"), now: start)
        #expect(received(moved("a"), &queue) == "late", "whoever asks for a sign of life asks for no slot")
        #expect(received("CLUSTERDOWN Hash slot not served", &queue) == "late")
        #expect(queue.count == 1)
    }

    @Test func anErrorThatNamesTheSlotOfTheNextIsTheirs() {
        let next = subscribing("{a}1")
        var queue = queue(unsubscribing("a"), next)
        _ = confirm("sunsubscribe", "a", &queue)
        #expect(received(moved("a"), &queue) == "refused")
        #expect(received(moved("a"), &queue) == "late", "both of them were sent elsewhere")
    }

    @Test func anUnsubscriptionThatIsNotSettledHasItsError() {
        var queue = queue(unsubscribing("a"))
        #expect(received(moved("a"), &queue) == "refused")
        #expect(queue.isEmpty)
    }

    @Test func otherErrorsAreNotPassedOver() {
        var queue = queue(unsubscribing("a"))
        #expect(received(moved("b"), &queue) == "refused")
        #expect(received(moved("a"), &queue) == "unsolicited", "nothing was unsubscribed from")
        queue.sent(unsubscribing("a"), now: start)
        _ = confirm("sunsubscribe", "a", &queue)
        #expect(received(moved("b"), &queue) == "unsolicited")
        #expect(received("ERR max number of clients reached", &queue) == "unsolicited")
    }

    @Test func theConnectionSurvivesAWithdrawalDuringAnUnsubscription() async throws {
        let connection = try await VirtualConnection()
        try await connection.send(unsubscribing("a"))
        let withdrawal = ">3\r\n$12\r\nsunsubscribe\r\n$1\r\na\r\n:0\r\n"
        try await connection.receive(withdrawal + "-\(moved("a"))\r\n")
        #expect(connection.channel.isActive)
        let ping = PendingReply("PING")
        try await connection.send(ping)
        try await connection.receive("+PONG\r\n")
        let result = await ping.result
        #expect(result == "+PONG")
        #expect(connection.delegate.events == [">sunsubscribe[\"a\", 0]"])
    }
}
