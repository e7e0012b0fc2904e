internal import Foundation

/// Values as JSON, through `Codable`.
///
/// Keys are sorted, so that equal values have equal bytes. Numbers that JSON has no way to write (infinity,
/// not-a-number) can't be encoded. Readable with every tool; for large or hot values a binary codec is smaller and
/// faster.
public struct JSONCodec<Value: Codable & Sendable>: CacheCodec {
    /// The codec; it has no options.
    public init() {}

    /// The value as JSON.
    public func encode(_ value: Value) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// The value that JSON describes.
    public func decode(_ bytes: ArraySlice<UInt8>) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(bytes))
    }
}
