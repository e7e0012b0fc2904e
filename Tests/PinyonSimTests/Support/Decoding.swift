import PinyonSim
import Testing

/// A trace as tests compare it.
struct Decoded: Equatable {
    var requests: [TraceRequest]
    var keys: [String]
    var flags: [Bool]

    init(_ trace: Trace) {
        requests = trace.requests
        keys = (0..<Int32(trace.keys.count)).map { trace.keys[$0] }
        flags = [trace.hasTimes, trace.hasSizes, trace.hasWrites, trace.hasLifetimes]
    }

    /// The keys in the order in which they are requested.
    var sequence: [String] { requests.map { keys[Int($0.key)] } }
}

/// Feeds a decoder some pieces of a file, as a reader would.
func decode(_ format: TraceFormat, _ pieces: [[UInt8]], limit: Int? = nil) -> Result<Decoded, SimError> {
    var decoder = format.makeDecoder()
    var builder = TraceBuilder(limit: limit)
    do throws(SimError) {
        for piece in pieces where !builder.isFull {
            try piece.withUnsafeBufferPointer { buffer throws(SimError) in
                try decoder.decode(UnsafeRawBufferPointer(buffer), into: &builder)
            }
        }
        if !builder.isFull { try decoder.finish(into: &builder) }
        return .success(Decoded(try builder.finish(name: "test", format: format)))
    } catch {
        return .failure(error)
    }
}

/// Decodes a file in one piece, in two at every place, and byte by byte; all must come to the same.
@discardableResult
func decodeAtEverySplit(
    _ format: TraceFormat, _ bytes: [UInt8], limit: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
) -> Result<Decoded, SimError> {
    let whole = decode(format, [bytes], limit: limit)
    for split in 0...bytes.count {
        let parts = decode(format, [Array(bytes[..<split]), Array(bytes[split...])], limit: limit)
        #expect(parts == whole, "split at \(split)", sourceLocation: sourceLocation)
    }
    let single = decode(format, bytes.map { [$0] }, limit: limit)
    #expect(single == whole, "byte by byte", sourceLocation: sourceLocation)
    return whole
}

/// Decodes text at every split and expects a trace.
func decoded(
    _ format: TraceFormat, _ text: String, limit: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
) throws -> Decoded {
    try decodeAtEverySplit(format, Array(text.utf8), limit: limit, sourceLocation: sourceLocation).get()
}

/// Decodes text at every split and expects an error.
func failure(
    _ format: TraceFormat, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws -> SimError {
    try failure(format, Array(text.utf8), sourceLocation: sourceLocation)
}

/// Decodes bytes at every split and expects an error.
func failure(
    _ format: TraceFormat, _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) throws -> SimError {
    let result = decodeAtEverySplit(format, bytes, sourceLocation: sourceLocation)
    return try #require(
        throws: SimError.self, sourceLocation: sourceLocation, performing: { _ = try result.get() })
}

/// The bytes of one oracleGeneral record.
func record(time: UInt32, object: UInt64, size: UInt32, next: Int64 = -1) -> [UInt8] {
    func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
    return bytes(time) + bytes(object) + bytes(size) + bytes(next)
}
