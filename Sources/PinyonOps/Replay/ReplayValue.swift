internal import Pinyon

/// A row of the database as the cache holds it.
struct ReplayValue: Sendable {
    /// Rises by one with every write of the row.
    var version: Int64
    /// The object.
    var payload: [UInt8]
}

/// A row as bytes: eight of version, then the object.
struct ReplayCodec: CacheCodec {
    /// Bytes that are not a row.
    struct Malformed: Error {}

    func encode(_ value: ReplayValue) -> [UInt8] {
        var bytes = [UInt8]()
        bytes.reserveCapacity(8 + value.payload.count)
        withUnsafeBytes(of: value.version.littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: value.payload)
        return bytes
    }

    func decode(_ bytes: ArraySlice<UInt8>) throws -> ReplayValue {
        guard bytes.count >= 8 else { throw Malformed() }
        let version = bytes.prefix(8).withUnsafeBytes { Int64(littleEndian: $0.loadUnaligned(as: Int64.self)) }
        return ReplayValue(version: version, payload: Array(bytes.dropFirst(8)))
    }
}
