import NIOCore
import PinyonClient
import Testing

/// Bytes of a server, and what a decoder must make of them.
struct WireVector: Sendable, CustomTestStringConvertible {
    /// What comes after the last reply.
    enum End: Sendable, Equatable {
        /// Nothing: the bytes are used up.
        case between
        /// The beginning of a reply.
        case inside
        /// An error.
        case broken
    }

    /// What a failure names.
    let name: String
    let bytes: [UInt8]
    /// The replies and pushes as ``RESPFrame/notation``.
    let frames: [String]
    let end: End
    /// What the error must say.
    let reason: String
    let limits: RESPLimits

    var testDescription: String { name }

    private init(_ name: String, _ text: String, _ frames: [String], _ end: End, _ reason: String, _ limits: RESPLimits)
    {
        self.name = name
        bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        self.frames = frames
        self.end = end
        self.reason = reason
        self.limits = limits
    }

    /// Replies. Each character of the text, up to U+00FF, is one byte.
    static func replies(
        _ name: String, _ text: String, _ frames: String..., limits: RESPLimits = RESPLimits()
    ) -> WireVector {
        WireVector(name, text, frames, .between, "", limits)
    }

    /// Replies and the beginning of one more.
    static func incomplete(_ name: String, _ text: String, _ frames: String...) -> WireVector {
        WireVector(name, text, frames, .inside, "", RESPLimits())
    }

    /// Replies and then bytes that can't be one, with an error that says so.
    static func broken(
        _ name: String, _ text: String, _ frames: String..., because reason: String, limits: RESPLimits = RESPLimits()
    ) -> WireVector {
        WireVector(name, text, frames, .broken, reason, limits)
    }
}

/// What a decoder made of some bytes.
struct Decoded: Equatable {
    var frames: [String] = []
    var end = WireVector.End.between
    var reason = ""

    /// Decodes reads one after the other, all that can be had after each.
    init(_ reads: some Sequence<some Collection<UInt8>>, limits: RESPLimits = RESPLimits()) {
        var decoder = RESPDecoder(limits: limits)
        for read in reads {
            decoder.append(ByteBuffer(bytes: read))
            do {
                while let frame = try decoder.next() { frames.append(frame.notation) }
            } catch {
                end = .broken
                reason = error.reason
                return
            }
        }
        end = decoder.isBetweenReplies ? .between : .inside
    }

    /// Whether this is what a vector says.
    func matches(_ vector: WireVector) -> Bool {
        frames == vector.frames && end == vector.end && reason.contains(vector.reason)
    }
}
