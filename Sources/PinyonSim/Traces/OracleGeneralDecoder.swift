/// Decodes ``TraceFormat/oracleGeneral``: little-endian records of 24 bytes.
///
/// A record holds the time in seconds (4 bytes), the object's number (8), its size (4) and when it is next requested
/// (8). The last one serves offline algorithms and is ignored here.
struct OracleGeneralDecoder: TraceDecoder {
    /// The length of a record in bytes.
    static let recordLength = 24

    private var partial: [UInt8] = []
    private var number = 0

    mutating func decode(
        _ bytes: UnsafeRawBufferPointer, into builder: inout TraceBuilder
    ) throws(SimError) {
        var offset = 0
        if !partial.isEmpty {
            offset = min(Self.recordLength - partial.count, bytes.count)
            partial.append(contentsOf: bytes.slice(0..<offset))
            guard partial.count == Self.recordLength else { return }
            let record = partial
            partial.removeAll(keepingCapacity: true)
            try record.withUnsafeBufferPointer { buffer throws(SimError) in
                try take(UnsafeRawBufferPointer(buffer), at: 0, into: &builder)
            }
        }
        while bytes.count - offset >= Self.recordLength, !builder.isFull {
            try take(bytes, at: offset, into: &builder)
            offset += Self.recordLength
        }
        partial.append(contentsOf: bytes.slice(offset..<bytes.count).prefix(Self.recordLength))
    }

    mutating func finish(into builder: inout TraceBuilder) throws(SimError) {
        guard partial.isEmpty else {
            throw SimError(
                .truncatedRecord, "the last record is cut short", at: .record(number + 1),
                expected: "\(Self.recordLength) bytes", found: "\(partial.count)")
        }
    }

    @inline(__always)
    private mutating func take(
        _ bytes: UnsafeRawBufferPointer, at offset: Int, into builder: inout TraceBuilder
    ) throws(SimError) {
        number += 1
        if builder.isFull { return }
        let record = OracleGeneralRecord(bytes, at: offset)
        guard let size = Int32(exactly: record.size) else {
            throw SimError(
                .invalidNumber, "the size is too large", at: .record(number), expected: "at most \(Int32.max)",
                found: "\(record.size)")
        }
        let key = try builder.key(number: record.object)
        try builder.append(
            TraceRequest(key: key, valueSize: size, time: Int64(record.time) * 1_000), at: .record(number))
    }
}

/// The fields of one record.
struct OracleGeneralRecord {
    /// Seconds.
    let time: UInt32
    /// The object's number.
    let object: UInt64
    /// Bytes.
    let size: UInt32
    /// The number of the request that next asks for the object, or -1.
    let nextAccess: Int64

    /// Reads the 24 bytes at an offset, which must be there.
    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        time = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        object = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt64.self))
        size = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
        nextAccess = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 16, as: Int64.self))
    }
}
