/// Where values go that several processes share, as bytes.
///
/// A cache treats a failed read as a miss and a failed `remove` as an error that its caller sees. It never has two
/// writes of one key under way at the same time: later ones wait, even when their caller is cancelled, for their order
/// must hold. So a tier must end every operation within a time of its own, with an error if need be.
public protocol RemoteTier: Sendable {
    /// The bytes of a key, and how much longer they may be used.
    func entry(for key: RemoteKey) async throws -> RemoteEntry?

    /// Stores bytes, replacing what is there.
    ///
    /// - Parameters:
    ///   - bytes: what to store.
    ///   - key: what it is found by.
    ///   - lifetime: after which they are not returned any more; nil means never. Greater than zero.
    func store(_ bytes: [UInt8], for key: RemoteKey, lifetime: Duration?) async throws

    /// Removes a key. When it has returned, no reader gets the bytes that were there.
    func remove(_ key: RemoteKey) async throws

    /// Removes all keys of a namespace, as `remove` does for each.
    func removeAll(in namespace: String) async throws
}

/// Bytes from a remote tier.
public struct RemoteEntry: Sendable, Hashable {
    /// What was stored.
    public var bytes: [UInt8]
    /// How much longer the bytes may be used; nil if they don't expire.
    public var remaining: Duration?

    /// An entry.
    public init(bytes: [UInt8], remaining: Duration? = nil) {
        self.bytes = bytes
        self.remaining = remaining
    }
}
