/// What a request does to its key.
package enum TraceOperation: UInt8, Hashable, Sendable, CaseIterable {
    /// Asks for the value.
    case read
    /// Stores or changes the value.
    case write
    /// Removes the value.
    case delete
}

/// One request of a trace, in 24 bytes.
package struct TraceRequest: Hashable, Sendable {
    /// The ``valueSize`` of a request whose trace doesn't tell it.
    package static let unknownSize: Int32 = -1
    /// The ``lifetime`` of a request that sets none, or whose trace doesn't tell it.
    package static let noLifetime: Int32 = -1
    /// The ``time`` of a request whose trace doesn't tell it.
    package static let noTime = Int64.min

    // The order of the fields keeps the stride at 24 bytes.

    /// When the request was made, in milliseconds from whatever moment the trace counts from; ``noTime`` if unknown.
    /// Times may go backwards where the trace's do.
    package var time: Int64
    /// The key's number in the trace's ``KeyTable``.
    package var key: Int32
    /// The value's size in bytes; ``unknownSize`` if unknown.
    package var valueSize: Int32
    /// How long the value may live, in seconds; ``noLifetime`` if not set or unknown.
    package var lifetime: Int32
    /// What the request does.
    package var operation: TraceOperation

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - key: The key's number.
    ///   - operation: What the request does. Default: a read.
    ///   - valueSize: Bytes. Default: unknown.
    ///   - time: Milliseconds. Default: unknown.
    ///   - lifetime: Seconds. Default: none.
    package init(
        key: Int32, operation: TraceOperation = .read, valueSize: Int32 = unknownSize, time: Int64 = noTime,
        lifetime: Int32 = noLifetime
    ) {
        self.time = time
        self.key = key
        self.valueSize = valueSize
        self.lifetime = lifetime
        self.operation = operation
    }
}
