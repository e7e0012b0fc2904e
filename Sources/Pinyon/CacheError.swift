/// What goes wrong in the cache itself. A loader's own errors are never wrapped: they reach the caller as they are.
///
/// ```swift
/// do { … } catch let error as CacheError where error.code == .reentrantLoad { … }
/// ```
public struct CacheError: Error, Sendable, CustomStringConvertible {
    /// The kind of an error. New kinds may appear, so a `switch` over it needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case reentrantLoad, shutDown, remoteUnavailable, codec
        }

        private let kind: Kind

        /// A loader asked, itself or through other loaders, for the key that it is loading: it would wait for itself.
        public static let reentrantLoad = Code(kind: .reentrantLoad)
        /// The cache has been shut down and starts no loads.
        public static let shutDown = Code(kind: .shutDown)
        /// The remote tier did not confirm what it was asked to do.
        public static let remoteUnavailable = Code(kind: .remoteUnavailable)
        /// A value could not be turned into bytes.
        public static let codec = Code(kind: .codec)

        /// The kind's name.
        public var description: String { kind.rawValue }
    }

    /// The kind of the error.
    public let code: Code
    /// The name of the cache.
    public let cache: String
    /// What happened and what to do. It holds no keys and no values.
    public let message: String
    /// The error behind this one, if there is one.
    public let underlying: (any Error)?

    /// The code, the cache and the message.
    public var description: String { "\(code) in cache “\(cache)”: \(message)" }

    @usableFromInline
    init(_ code: Code, cache: String, message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.cache = cache
        self.message = message
        self.underlying = underlying
    }
}
