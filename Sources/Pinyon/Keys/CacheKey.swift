public import Foundation

/// A type whose values name cached values, in this process and in every other.
///
/// Equal keys must append the same bytes, unequal keys different ones, in every process and version of the application.
public protocol CacheKey: Hashable, Sendable {
    /// Appends the key's bytes.
    func encode(into encoder: inout KeyEncoder)
}

/// Collects the bytes of a key.
public struct KeyEncoder: Sendable {
    @usableFromInline private(set) var bytes: [UInt8]

    @usableFromInline
    init(bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// Appends text as UTF-8. Equal strings give equal bytes, also when they spell letters with accents differently.
    public mutating func append(_ text: String) {
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            bytes.append(contentsOf: text.utf8)
        } else {
            bytes.append(contentsOf: text.precomposedStringWithCanonicalMapping.utf8)
        }
    }

    /// Appends a number in decimal.
    public mutating func append(_ number: some BinaryInteger) {
        bytes.append(contentsOf: String(number).utf8)
    }
}

/// A key as a remote tier sees it: the cache's name and the key's own bytes.
public struct RemoteKey: Hashable, Sendable {
    /// The name of the cache.
    public let namespace: String
    /// The namespace, a colon, and the key's bytes. A colon or per cent sign in the namespace is written `%3A`, `%25`.
    public let bytes: [UInt8]

    /// The key of a cache, as a remote tier is asked for it; for tests of a tier of your own.
    ///
    /// - Parameters:
    ///   - namespace: the name of the cache.
    ///   - key: the key.
    public init(namespace: String, key: some CacheKey) {
        self.init(namespace: namespace, prefix: Self.prefix(of: namespace), key: key)
    }

    @inlinable
    init(namespace: String, prefix: [UInt8], key: some CacheKey) {
        self.namespace = namespace
        var encoder = KeyEncoder(bytes: prefix)
        key.encode(into: &encoder)
        bytes = encoder.bytes
    }

    /// The bytes before each key of a namespace.
    @usableFromInline
    static func prefix(of namespace: String) -> [UInt8] {
        var encoder = KeyEncoder()
        encoder.append(namespace)
        return encoder.bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: ":"): Array("%3A".utf8)
            case UInt8(ascii: "%"): Array("%25".utf8)
            default: [byte]
            }
        } + [UInt8(ascii: ":")]
    }
}

extension String: CacheKey {
    /// Appends the string as UTF-8.
    public func encode(into encoder: inout KeyEncoder) { encoder.append(self) }
}

extension UUID: CacheKey {
    /// Appends the 36 characters of the identifier, in capitals.
    public func encode(into encoder: inout KeyEncoder) { encoder.append(uuidString) }
}

extension CacheKey where Self: BinaryInteger {
    /// Appends the number in decimal.
    public func encode(into encoder: inout KeyEncoder) { encoder.append(self) }
}

extension Int: CacheKey {}
extension Int8: CacheKey {}
extension Int16: CacheKey {}
extension Int32: CacheKey {}
extension Int64: CacheKey {}
extension UInt: CacheKey {}
extension UInt8: CacheKey {}
extension UInt16: CacheKey {}
extension UInt32: CacheKey {}
extension UInt64: CacheKey {}
