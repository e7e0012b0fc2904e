/// A remote tier together with the codec that turns values into its bytes.
struct RemoteSide<Key: CacheKey, Value: Sendable>: Sendable {
    let tier: any RemoteTier
    let namespace: String
    private let prefix: [UInt8]
    private let encodeValue: @Sendable (Value) throws -> [UInt8]
    private let decodeValue: @Sendable (ArraySlice<UInt8>) throws -> Value

    init(tier: any RemoteTier, namespace: String, codec: some CacheCodec<Value>) {
        self.tier = tier
        self.namespace = namespace
        prefix = RemoteKey.prefix(of: namespace)
        encodeValue = { try codec.encode($0) }
        decodeValue = { try codec.decode($0) }
    }

    func key(_ key: Key) -> RemoteKey {
        RemoteKey(namespace: namespace, prefix: prefix, key: key)
    }

    /// The envelope of an answer.
    func encode(_ answer: Answer<Value>) throws -> [UInt8] {
        switch answer {
        case .value(let value): Envelope.wrap(try encodeValue(value))
        case .absent: Envelope.absent
        }
    }

    /// The answer in an envelope; nil if its version is unknown.
    ///
    /// - Throws: the codec's error.
    func decode(_ bytes: [UInt8]) throws -> Answer<Value>? {
        switch Envelope.open(bytes) {
        case .value(let value): .value(try decodeValue(value))
        case .absent: .absent
        case nil: nil
        }
    }
}
