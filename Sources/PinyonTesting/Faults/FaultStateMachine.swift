package import NIOCore

/// One direction of one connection: what arrives goes in, what to do comes out. Times are times since the proxy
/// started.
package struct FaultStateMachine: Sendable {
    /// What the proxy has to do next in this direction.
    package enum Action: Hashable, Sendable {
        case write(ByteBuffer)
        /// End this direction.
        case finish
        /// End the connection.
        case cut(FaultEnding)
        /// Ask again at this time.
        case wait(until: Duration)
        /// Ask again when something has arrived or the faults have changed.
        case idle
    }

    private var pipeline: FaultPipeline
    /// In the order of arrival: nothing overtakes, whatever its time.
    private var queue = CircularBuffer<FaultDelivery>()
    private var isEnding = false
    private var isCut = false
    private let random: FaultRandom
    private var changes = 0

    /// The bytes that wait for their time.
    package private(set) var queuedBytes = 0

    /// Starts a direction.
    ///
    /// - Parameters:
    ///   - faults: The faults, in the order in which they work.
    ///   - random: Where everything random comes from.
    ///   - now: The time.
    package init(_ faults: [Fault], random: FaultRandom, at now: Duration) {
        self.random = random
        pipeline = FaultPipeline(faults, random: random)
        enqueue(pipeline.start(at: now))
    }

    /// Whether the sender is to be read from no more.
    package var stopsReading: Bool { pipeline.stopsReading }

    /// Whether this direction has been ended, so that only the end of the connection can follow.
    package var hasFinished: Bool { isEnding && queue.isEmpty }

    /// Replaces the faults. What the old ones kept counts as arriving now; what already has its time keeps it.
    package mutating func set(_ faults: [Fault], at now: Duration) {
        let kept = pipeline.release(at: now)
        changes += 1
        pipeline = FaultPipeline(faults, random: random.branch(changes))
        enqueue(pipeline.start(at: now))
        for delivery in kept { enqueue(pipeline.take(delivery)) }
    }

    /// Takes what one read gave.
    package mutating func receive(_ bytes: ByteBuffer, at now: Duration) {
        guard bytes.readableBytes > 0 else { return }
        enqueue(pipeline.take(FaultDelivery(.bytes(bytes), due: now)))
    }

    /// Takes the orderly end of the sender's stream.
    package mutating func receiveEnd(at now: Duration) {
        enqueue(pipeline.take(FaultDelivery(.end, due: now)))
    }

    /// Takes the loss of the sender.
    package mutating func receiveReset(at now: Duration) {
        enqueue(pipeline.take(FaultDelivery(.cut(.reset), due: now)))
    }

    /// Tells what to do next. Everything but `wait` and `idle` counts as done with this call.
    package mutating func next(at now: Duration) -> Action {
        if let time = pipeline.wakeTime, time <= now { enqueue(pipeline.wake(at: now)) }
        let times = [queue.first?.due, pipeline.wakeTime].compactMap(\.self)
        guard let delivery = queue.first, delivery.due <= now else {
            return times.min().map { .wait(until: $0) } ?? .idle
        }
        queue.removeFirst()
        switch delivery.content {
        case .bytes(let bytes):
            queuedBytes -= bytes.readableBytes
            return .write(bytes)
        case .end: return .finish
        case .cut(let ending): return .cut(ending)
        }
    }

    private mutating func enqueue(_ deliveries: [FaultDelivery]) {
        for delivery in deliveries where !isCut {
            switch delivery.content {
            case .bytes(let bytes):
                if isEnding { continue }
                queuedBytes += bytes.readableBytes
            case .end:
                if isEnding { continue }
                isEnding = true
            case .cut:
                (isEnding, isCut) = (true, true)
            }
            queue.append(delivery)
        }
    }
}
