import NIOCore
import PinyonClient

/// What a decoder made of some bytes, in a form in which equal means the same in every detail.
struct Observation: Equatable {
    private(set) var frames: [RESPFrame] = []
    /// The error, empty if there was none.
    private(set) var error = ""
    private(set) var isBetweenReplies = true
    /// The frames in bytes.
    private(set) var written: [UInt8] = []
    /// What the decoder did beyond what the bytes explain.
    private(set) var excess: String?

    /// Decodes bytes in reads that end where the cuts are.
    init(_ bytes: [UInt8], cuts: [Int] = [], limits: RESPLimits = RESPLimits()) {
        var decoder = RESPDecoder(limits: limits)
        var whole = ByteBuffer(bytes: bytes)
        for end in cuts + [bytes.count] {
            decoder.append(whole.readSlice(length: end - whole.readerIndex) ?? ByteBuffer())
            guard take(from: &decoder) else { break }
        }
        isBetweenReplies = decoder.isBetweenReplies
        let allowed = 8 * bytes.count + 64 * (cuts.count + 1)
        if decoder.work > allowed { excess = "\(bytes.count) bytes took \(decoder.work) steps" }
        var writer = ReplyWriter()
        for frame in frames { writer.write(frame) }
        written = writer.bytes
    }

    private mutating func take(from decoder: inout RESPDecoder) -> Bool {
        do {
            while let frame = try decoder.next() { frames.append(frame) }
            return true
        } catch {
            self.error = error.reason
            return false
        }
    }

    static func == (left: Observation, right: Observation) -> Bool {
        left.written == right.written && left.error == right.error && left.isBetweenReplies == right.isBetweenReplies
    }
}
