/// The entries of a stream as they are appended: ``EventStream/follow(from:as:)``.
///
/// It has no end of its own, and nothing is remembered on the server: whoever wants to go on later keeps the last
/// entry's ``StreamEntry/id``. A broken connection is made again by the client, and no entry is left out or comes
/// twice. When that fails, the iteration throws. When the task is cancelled, it ends.
///
/// O(entries) in all. A round trip for up to 100 entries; while there are none, one every ten seconds, on a connection
/// that is leased for that time.
public struct FollowedEvents<Value: RESPDecodable>: AsyncSequence, Sendable {
    /// An entry.
    public typealias Element = StreamEntry<Value>

    let stream: EventStream
    let start: StreamPosition

    /// The entries, from the position on.
    public func makeAsyncIterator() -> Iterator { Iterator(stream: stream, position: start) }

    /// Reads in progress.
    public struct Iterator: AsyncIteratorProtocol {
        private let stream: EventStream
        private var position: StreamPosition
        private var entries: ArraySlice<StreamEntry<Value>> = []

        fileprivate init(stream: EventStream, position: StreamPosition) {
            self.stream = stream
            self.position = position
        }

        /// The next entry, which is waited for; nil when the task is cancelled.
        ///
        /// - Throws: ``ClientError``. The next call tries again from the same position.
        public mutating func next() async throws(ClientError) -> StreamEntry<Value>? {
            try await next(isolation: nil)
        }

        /// The next entry, which is waited for; nil when the task is cancelled.
        ///
        /// - Parameter actor: Where the caller is.
        /// - Throws: ``ClientError``. The next call tries again from the same position.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ClientError) -> StreamEntry<Value>? {
            while !Task.isCancelled {
                if let entry = entries.popFirst() { return entry }
                do throws(ClientError) {
                    try await read()
                } catch {
                    guard error.endsIteration || error.interruptsWaiting else { throw error }
                }
            }
            return nil
        }

        private mutating func read() async throws(ClientError) {
            if position == .end { position = try await stream.end() }
            entries = try await stream.client.send(
                .xread(stream.key, from: position, count: EventReading.batch, block: EventReading.wait, as: Value.self)
                    .timeout(stream.client.timeout(waiting: EventReading.wait)))[...]
            if let last = entries.last { position = .after(last.id) }
        }
    }
}

/// How streams are read.
enum EventReading {
    /// The most entries that are read at a time.
    static let batch = 100
    /// How long the server waits for an entry. Not for ever, so that a connection that is dead without a sign is
    /// noticed.
    static let wait = Duration.seconds(10)
}

extension RedisClient {
    /// The time limit of a command that waits on the server.
    func timeout(waiting: Duration) -> Duration { waiting + configuration.commandTimeout }
}

extension ClientError {
    /// Whether it means that the caller doesn't want any more.
    var endsIteration: Bool { code == .cancelled && Task.isCancelled }

    /// Whether a server that became a replica sent its waiting clients away; their command did nothing.
    var interruptsWaiting: Bool { serverError?.code == "UNBLOCKED" }
}
