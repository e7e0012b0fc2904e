/// A remote tier together with the codec that turns values into its bytes.
@usableFromInline
struct RemoteSide<Key: CacheKey, Value: Sendable>: Sendable {
    @usableFromInline let tier: any RemoteTier
    @usableFromInline let namespace: String
    @usableFromInline let prefix: [UInt8]
    @usableFromInline let encodeValue: @Sendable (Value) throws -> [UInt8]
    @usableFromInline let decodeValue: @Sendable (ArraySlice<UInt8>) throws -> Value

    @inlinable
    init(tier: any RemoteTier, namespace: String, codec: some CacheCodec<Value>) {
        self.tier = tier
        self.namespace = namespace
        prefix = RemoteKey.prefix(of: namespace)
        encodeValue = { try codec.encode($0) }
        decodeValue = { try codec.decode($0) }
    }

    @inlinable
    func key(_ key: Key) -> RemoteKey {
        RemoteKey(namespace: namespace, prefix: prefix, key: key)
    }

    /// The envelope of an answer.
    @inlinable
    func encode(_ answer: Answer<Value>) throws -> [UInt8] {
        switch answer {
        case .value(let value): Envelope.wrap(try encodeValue(value))
        case .absent: Envelope.absent
        }
    }

    /// The answer in an envelope; nil if its version is unknown.
    ///
    /// - Throws: the codec's error.
    @inlinable
    func decode(_ bytes: [UInt8]) throws -> Answer<Value>? {
        switch Envelope.open(bytes) {
        case .value(let value): .value(try decodeValue(value))
        case .absent: .absent
        case nil: nil
        }
    }
}
