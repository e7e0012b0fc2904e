package import NIOCore

/// What travels in one direction, and when it is to arrive, as time since the proxy started.
package struct FaultDelivery: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case bytes(ByteBuffer)
        /// The end of this direction.
        case end
        /// The end of the whole connection.
        case cut(FaultEnding)
    }

    package var content: Content
    package var due: Duration

    package init(_ content: Content, due: Duration) {
        self.content = content
        self.due = due
    }
}

/// One fault at work on one direction of one connection: deliveries in, deliveries out.
package protocol FaultStage: Sendable {
    /// Whether the sender is to be read from no more.
    var stopsReading: Bool { get }
    /// When something that is kept has waited long enough.
    var wakeTime: Duration? { get }
    /// What the fault delivers as soon as it is set.
    mutating func start(at now: Duration) -> [FaultDelivery]
    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery]
    /// Gives back what is kept, because the fault is about to be replaced.
    mutating func release(at now: Duration) -> [FaultDelivery]
    /// Delivers what has waited long enough.
    mutating func wake(at now: Duration) -> [FaultDelivery]
}

extension FaultStage {
    package var stopsReading: Bool { false }
    package var wakeTime: Duration? { nil }
    package mutating func start(at now: Duration) -> [FaultDelivery] { [] }
    package mutating func release(at now: Duration) -> [FaultDelivery] { [] }
    package mutating func wake(at now: Duration) -> [FaultDelivery] { [] }
}

/// Counts the bytes that pass and tells where in a chunk a place in the stream lies.
struct FaultOffset: Sendable {
    private var passed = 0

    /// Counts a chunk, and splits it at a place in the stream.
    ///
    /// - Returns: The part before the place and the part from there on, `nil` where a part has no bytes.
    mutating func split(_ bytes: ByteBuffer, at place: Int) -> (before: ByteBuffer?, behind: ByteBuffer?) {
        defer { passed += bytes.readableBytes }
        var behind = bytes
        let before = behind.readSlice(length: min(bytes.readableBytes, max(0, place - passed)))
        return (before.flatMap(Self.unlessEmpty), Self.unlessEmpty(behind))
    }

    /// Whether this many bytes have passed.
    func hasReached(_ place: Int) -> Bool { passed >= place }

    private static func unlessEmpty(_ bytes: ByteBuffer) -> ByteBuffer? {
        bytes.readableBytes == 0 ? nil : bytes
    }
}
