/// Turns values into bytes for a remote tier, and back.
public protocol CacheCodec<Value>: Sendable {
    /// What it encodes.
    associatedtype Value: Sendable

    /// The bytes of a value.
    ///
    /// - Throws: whatever says that this value can't be encoded; a loaded value is then kept in the near tier only, and
    ///   `store` throws and keeps nothing.
    func encode(_ value: Value) throws -> [UInt8]

    /// The value of bytes.
    ///
    /// - Throws: whatever says that these are not a value's bytes; the cache then loads instead.
    func decode(_ bytes: ArraySlice<UInt8>) throws -> Value
}

/// Bytes as they are.
public struct RawCodec: CacheCodec {
    /// The codec; it has no options.
    public init() {}

    /// The same bytes.
    public func encode(_ value: [UInt8]) -> [UInt8] { value }

    /// The same bytes.
    public func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] { Array(bytes) }
}
