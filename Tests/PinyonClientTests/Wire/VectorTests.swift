import NIOCore
import PinyonClient
import Testing

/// Every vector gives the same, however its bytes are cut into reads.
struct VectorTests {
    @Test("in one read", arguments: WireVector.all)
    func whole(vector: WireVector) {
        let decoded = Decoded([vector.bytes], limits: vector.limits)
        #expect(decoded.matches(vector), "\(vector.name): \(decoded)")
    }

    @Test("in two reads, cut anywhere", arguments: WireVector.all)
    func twoReads(vector: WireVector) {
        let expected = Decoded([vector.bytes], limits: vector.limits)
        for cut in vector.bytes.indices {
            let decoded = Decoded([vector.bytes[..<cut], vector.bytes[cut...]], limits: vector.limits)
            #expect(decoded == expected, "\(vector.name), cut after \(cut) bytes")
        }
    }

    @Test("byte by byte", arguments: WireVector.all)
    func bytes(vector: WireVector) {
        let decoded = Decoded(vector.bytes.map { [$0] }, limits: vector.limits)
        #expect(decoded == Decoded([vector.bytes], limits: vector.limits), "\(vector.name)")
    }

    @Test("cut off anywhere, nothing surfaces that isn't complete", arguments: WireVector.all)
    func cutOff(vector: WireVector) {
        for end in vector.bytes.indices {
            let decoded = Decoded([vector.bytes[..<end]], limits: vector.limits)
            #expect(vector.frames.starts(with: decoded.frames), "\(vector.name), \(end) bytes: \(decoded)")
            // An error may be certain before the last byte.
            #expect(decoded.end != .broken || vector.end == .broken, "\(vector.name), \(end) bytes: \(decoded)")
            // No prefix of a single reply is a reply.
            if vector.frames.count == 1, decoded.frames.isEmpty, end > 0, vector.end == .between {
                #expect(decoded.end == .inside || isBetween(vector.bytes[..<end]), "\(vector.name), \(end) bytes")
            }
        }
    }

    /// Whether bytes end with a push or attribute that says nothing.
    private func isBetween(_ bytes: ArraySlice<UInt8>) -> Bool {
        [">0\r\n", "|0\r\n"].contains { Array(bytes.suffix($0.utf8.count)) == Array($0.utf8) }
    }

    private static let complete = WireVector.all.filter { $0.end == .between && $0.limits == RESPLimits() }
    private static let concatenation = complete.flatMap(\.bytes)

    @Test("all one after the other, in reads of any size")
    func concatenated() {
        let expected = Self.complete.flatMap(\.frames)
        for size in 1...257 {
            let decoded = Decoded(Self.concatenation.reads(of: size))
            #expect(decoded.frames == expected && decoded.end == .between, "in reads of \(size) bytes")
        }
    }

    @Test("an error behind replies leaves them", arguments: WireVector.all.filter { $0.end == .broken })
    func errorBehindReplies(vector: WireVector) {
        guard vector.limits == RESPLimits() else { return }
        let bytes = Self.concatenation + vector.bytes
        for size in [1, 7, 64, bytes.count] {
            let decoded = Decoded(bytes.reads(of: size))
            let frames = Self.complete.flatMap(\.frames) + vector.frames
            #expect(decoded.frames == frames && decoded.end == .broken, "\(vector.name), in reads of \(size) bytes")
        }
    }

    @Test("after an error there is nothing but the error", arguments: WireVector.all.filter { $0.end == .broken })
    func errorsStay(vector: WireVector) throws {
        var decoder = RESPDecoder(limits: vector.limits)
        decoder.append(ByteBuffer(bytes: vector.bytes))
        let first = #expect(throws: WireError.self) { while try decoder.next() != nil {} }
        decoder.append(ByteBuffer(string: "+OK\r\n"))
        let second = #expect(throws: WireError.self) { try decoder.next() }
        #expect(first == second)
    }
}

extension [UInt8] {
    /// The bytes in pieces of a size, the last perhaps shorter.
    func reads(of size: Int) -> [ArraySlice<UInt8>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
