internal import DequeModule
internal import NIOCore

/// Events that wait for a subscriber, within bounds.
package struct SubscriptionBufferStateMachine {
    private let limits: SubscriptionBuffering
    private var events: Deque<SubscriptionEvent> = []
    private var messageCount = 0
    private var byteCount = 0
    /// Messages that were dropped and not reported yet.
    private var dropped = 0
    package private(set) var failure: ClientError?
    package private(set) var isFinished = false

    package init(limits: SubscriptionBuffering) {
        self.limits = limits
    }

    package mutating func add(_ event: SubscriptionEvent) {
        guard !isFinished else { return }
        guard case .message(let message) = event else {
            // Gaps of one kind in a row say no more than one.
            let latest = events.reversed().prefix { !$0.isMessage }
            if !latest.contains(event) { events.append(event) }
            return
        }
        let size = message.payload.readableBytes
        while messageCount > 0, messageCount >= limits.messages || byteCount + size > limits.bytes {
            guard limits.dropsOldest else {
                dropped += 1
                return
            }
            dropOldestMessage()
        }
        if dropped > 0, !limits.dropsOldest { reportDropped() }
        messageCount += 1
        byteCount += size
        events.append(event)
    }

    /// Puts the gap where the messages are missing.
    private mutating func reportDropped() {
        events.append(.gap(.overflow(dropped: dropped)))
        dropped = 0
    }

    /// Ends the subscription; what waits is still delivered.
    package mutating func finish(_ error: ClientError?) {
        guard !isFinished else { return }
        isFinished = true
        failure = error
    }

    /// What the subscriber gets next.
    package enum Next {
        case event(SubscriptionEvent)
        case wait
        case end(ClientError?)
    }

    /// Whether there is nothing to read, and more may come.
    package var isWaiting: Bool { events.isEmpty && dropped == 0 && !isFinished }

    package mutating func next() -> Next {
        // With the oldest dropped the gap is before what is left, otherwise after it.
        if dropped > 0, limits.dropsOldest || events.isEmpty {
            defer { dropped = 0 }
            return .event(.gap(.overflow(dropped: dropped)))
        }
        guard let event = events.popFirst() else {
            guard isFinished else { return .wait }
            defer { failure = nil }
            return .end(failure)
        }
        if case .message(let message) = event {
            messageCount -= 1
            byteCount -= message.payload.readableBytes
        }
        return .event(event)
    }

    private mutating func dropOldestMessage() {
        guard let index = events.firstIndex(where: \.isMessage),
            case .message(let message) = events.remove(at: index)
        else { return }
        messageCount -= 1
        byteCount -= message.payload.readableBytes
        dropped += 1
        // The gaps before it now stand next to those behind it.
        var next = index
        while next < events.count, !events[next].isMessage {
            if events.prefix(next).contains(events[next]) { events.remove(at: next) } else { next += 1 }
        }
    }
}

extension SubscriptionEvent {
    fileprivate var isMessage: Bool {
        if case .message = self { true } else { false }
    }
}
