/// What a loader found, and how it should be cached.
public struct Loaded<Value: Sendable>: Sendable {
    @usableFromInline
    enum Content: Sendable {
        case value(Value, lifetime: Duration?)
        case absent(lifetime: Duration?)
        case uncached(Value)
    }

    @usableFromInline let content: Content

    @inlinable
    init(content: Content) {
        self.content = content
    }

    /// A value, to be cached.
    ///
    /// - Parameters:
    ///   - value: what was loaded.
    ///   - lifetime: how long it may be used, instead of the policy's lifetime; nil takes that one.
    @inlinable
    public static func value(_ value: Value, for lifetime: Duration? = nil) -> Loaded {
        Loaded(content: .value(value, lifetime: lifetime))
    }

    /// There is no such value.
    ///
    /// - Parameter lifetime: how long to remember that; nil takes the policy's `absentLifetime`, and if that is nil
    ///   too, the next reader loads again.
    @inlinable
    public static func absent(for lifetime: Duration? = nil) -> Loaded {
        Loaded(content: .absent(lifetime: lifetime))
    }

    /// There is no such value; the policy's `absentLifetime` applies.
    @inlinable public static var absent: Loaded { .absent(for: nil) }

    /// A value for the callers who wait now, and for nobody after them.
    @inlinable
    public static func uncached(_ value: Value) -> Loaded {
        Loaded(content: .uncached(value))
    }
}

/// What a loader is told.
public struct LoadContext<Key: Sendable>: Sendable {
    /// The key to load.
    public let key: Key

    @inlinable
    init(key: Key) {
        self.key = key
    }
}
