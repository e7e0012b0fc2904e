import NIOCore
import PinyonClient
import Testing

/// Events that wait for a subscriber.
struct SubscriptionBufferTests {
    typealias Machine = SubscriptionBufferStateMachine

    private func buffer(
        messages: Int = 3, bytes: Int = 1_000, dropsOldest: Bool = true
    ) -> Machine {
        Machine(limits: SubscriptionBuffering(messages: messages, bytes: bytes, dropsOldest: dropsOldest))
    }

    private func message(_ text: String) -> SubscriptionEvent {
        .message(SubscriptionMessage.with(text))
    }

    /// All that the subscriber gets until it has to wait, as text.
    private func read(_ buffer: inout Machine) -> String {
        var texts: [String] = []
        while texts.count < 100_000 {
            switch buffer.next() {
            case .event(let event): texts.append(event.text)
            case .wait: return (texts + ["…"]).joined(separator: " ")
            case .end(nil): return (texts + ["end"]).joined(separator: " ")
            case .end(let error?): return (texts + ["\(error.code)"]).joined(separator: " ")
            }
        }
        return "endless"
    }

    private func add(_ texts: String, to buffer: inout Machine) {
        for text in texts.split(separator: " ") {
            switch text {
            case "reconnected": buffer.add(.gap(.reconnected))
            case "moved": buffer.add(.gap(.moved))
            default: buffer.add(message(String(text)))
            }
        }
    }

    @Test func eventsComeInOrder() {
        var buffer = buffer()
        #expect(buffer.isWaiting)
        add("a b reconnected c", to: &buffer)
        #expect(!buffer.isWaiting)
        #expect(read(&buffer) == "a b reconnected c …")
        #expect(buffer.isWaiting)
    }

    @Test func theOldestGiveWayAndAreCounted() {
        var buffer = buffer()
        add("a b c d e", to: &buffer)
        #expect(read(&buffer) == "dropped2 c d e …")
        add("f", to: &buffer)
        #expect(read(&buffer) == "f …", "a gap is told once")
    }

    @Test func theNewestCanBeDroppedInstead() {
        var buffer = buffer(dropsOldest: false)
        add("a b c d e", to: &buffer)
        #expect(read(&buffer) == "a b c dropped2 …")
    }

    @Test func theGapIsWhereTheMessagesAreMissing() {
        var buffer = buffer(messages: 2, dropsOldest: false)
        add("a b c", to: &buffer)
        guard case .event(let first) = buffer.next() else {
            Issue.record("there is no first event")
            return
        }
        add("d", to: &buffer)
        #expect(first.text == "a")
        #expect(read(&buffer) == "b dropped1 d …")
    }

    @Test func bytesCountToo() {
        var buffer = buffer(messages: 100, bytes: 10)
        add("aaaa bbbb cccc", to: &buffer)
        #expect(read(&buffer) == "dropped1 bbbb cccc …")
        add("\(String(repeating: "x", count: 50))", to: &buffer)
        #expect(read(&buffer) == "\(String(repeating: "x", count: 50)) …", "a large one is delivered alone")
        add("a \(String(repeating: "x", count: 50)) b", to: &buffer)
        #expect(read(&buffer) == "dropped2 b …")
    }

    @Test func readMessagesMakeRoom() {
        var buffer = buffer(messages: 2, bytes: 8)
        for round in 0..<100 {
            add("aaaa bbbb", to: &buffer)
            #expect(read(&buffer) == "aaaa bbbb …", "round \(round)")
        }
    }

    @Test func gapsOfAKindInARowAreOne() {
        var buffer = buffer()
        add("reconnected reconnected moved reconnected moved a reconnected reconnected", to: &buffer)
        #expect(read(&buffer) == "reconnected moved a reconnected …")
    }

    @Test func gapsAreKeptWhenTheMessagesBetweenThemAreDropped() {
        var buffer = buffer(messages: 1)
        add("reconnected a moved reconnected b", to: &buffer)
        #expect(read(&buffer) == "dropped1 reconnected moved b …")
    }

    @Test(arguments: [true, false])
    func whoeverNeverReadsTakesABoundedPlace(dropsOldest: Bool) {
        var buffer = buffer(messages: 3, dropsOldest: dropsOldest)
        for _ in 0..<5_000 { add("reconnected a moved b", to: &buffer) }
        #expect(read(&buffer).split(separator: " ").count < 20)
    }

    @Test func whatCameBeforeTheEndIsStillRead() {
        var buffer = buffer()
        add("a b", to: &buffer)
        buffer.finish(ClientError(.shutDown, "over"))
        buffer.finish(nil)
        add("c", to: &buffer)
        #expect(!buffer.isWaiting)
        #expect(read(&buffer) == "a b shutDown")
        #expect(read(&buffer) == "end", "the error is thrown once")
    }

    @Test func droppedMessagesAreToldBeforeTheEnd() {
        for dropsOldest in [true, false] {
            var buffer = buffer(messages: 1, dropsOldest: dropsOldest)
            add("a b", to: &buffer)
            buffer.finish(nil)
            #expect(read(&buffer) == (dropsOldest ? "dropped1 b end" : "a dropped1 end"))
        }
    }

    @Test func noMessageIsNeitherReadNorCounted() {
        var random = SeededRandom(seed: testSeed)
        for _ in 0..<200 {
            var buffer = buffer(
                messages: Int.random(in: 1...5, using: &random), bytes: Int.random(in: 1...30, using: &random),
                dropsOldest: Bool.random(using: &random))
            var (sent, seen) = (0, 0)
            for _ in 0..<300 {
                if Int.random(in: 0..<3, using: &random) > 0 {
                    buffer.add(message(String(repeating: "x", count: Int.random(in: 0...12, using: &random))))
                    sent += 1
                } else if case .event(let event) = buffer.next() {
                    seen += event.messageCount
                }
            }
            while case .event(let event) = buffer.next() { seen += event.messageCount }
            #expect(sent == seen, "\(repetition)")
        }
    }
}

extension SubscriptionEvent {
    /// The event as text.
    var text: String {
        switch self {
        case .message(let message): message.text
        case .gap(.reconnected): "reconnected"
        case .gap(.moved): "moved"
        case .gap(.overflow(let count)): "dropped\(count)"
        }
    }

    /// How many messages it stands for.
    var messageCount: Int {
        switch self {
        case .message: 1
        case .gap(.overflow(let count)): count
        case .gap: 0
        }
    }
}

extension SubscriptionMessage {
    /// A message as it would come from a server.
    static func with(_ text: String, channel: String = "c") -> SubscriptionMessage {
        let push = RESPPush(elements: ["message", channel, text].map { .bulkString(ByteBuffer(string: $0)) })
        guard let push, let message = SubscriptionStateMachine<Place>.message(push)?.message else {
            fatalError("a message can be read")
        }
        return message
    }
}
