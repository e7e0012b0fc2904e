/// A server's reply to a command, in the second version of Redis' protocol.
package enum ControlReply: Sendable, Hashable {
    /// A short text, as `OK`.
    case text(String)
    /// A refusal, as `NOAUTH Authentication required.`
    case error(String)
    /// A number.
    case number(Int)
    /// A string, or nil.
    case bulk(String?)
    /// Several replies.
    case list([ControlReply])

    /// The text of a short or long string.
    package var string: String? {
        switch self {
        case .text(let text): text
        case .bulk(let text): text
        default: nil
        }
    }

    /// The replies in a list; none if it is something else.
    package var elements: [ControlReply] {
        if case .list(let elements) = self { return elements }
        return []
    }
}

/// Reads replies from bytes that come in pieces.
struct ControlReplyParser {
    private static let longest = 1 << 26
    private static let mostElements = 1 << 20
    private static let deepest = 16

    private enum Failure: Error { case incomplete, malformed }

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// Reads the first reply.
    ///
    /// - Returns: The reply and the number of its bytes; nil if there are too few bytes yet.
    /// - Throws: ``ProcessError/Code/badReply`` if the bytes are no reply.
    static func parse(_ bytes: ArraySlice<UInt8>) throws(ProcessError) -> (reply: ControlReply, length: Int)? {
        var parser = ControlReplyParser(bytes: bytes, position: bytes.startIndex)
        do {
            let reply = try parser.reply(depth: 0)
            return (reply, parser.position - bytes.startIndex)
        } catch Failure.incomplete {
            return nil
        } catch {
            throw ProcessError(.badReply, "What came is no reply of a Redis or Valkey server.")
        }
    }

    private mutating func reply(depth: Int) throws(Failure) -> ControlReply {
        guard depth < Self.deepest else { throw .malformed }
        let line = try line()
        let rest = String(decoding: line.dropFirst(), as: UTF8.self)
        switch line.first {
        case UInt8(ascii: "+"): return .text(rest)
        case UInt8(ascii: "-"): return .error(rest)
        case UInt8(ascii: ":"): return .number(try number(rest))
        case UInt8(ascii: "$"): return .bulk(try bulk(length: try number(rest)))
        case UInt8(ascii: "*"): return try list(count: try number(rest), depth: depth)
        default: throw .malformed
        }
    }

    private func number(_ text: String) throws(Failure) -> Int {
        guard let number = Int(text) else { throw .malformed }
        return number
    }

    private mutating func bulk(length: Int) throws(Failure) -> String? {
        if length == -1 { return nil }
        guard length >= 0, length <= Self.longest else { throw .malformed }
        let rest = bytes[position...]
        guard rest.count >= length + 2 else { throw .incomplete }
        position += length + 2
        return String(decoding: rest.prefix(length), as: UTF8.self)
    }

    private mutating func list(count: Int, depth: Int) throws(Failure) -> ControlReply {
        if count == -1 { return .bulk(nil) }
        guard count >= 0, count <= Self.mostElements else { throw .malformed }
        var elements: [ControlReply] = []
        for _ in 0..<count { elements.append(try reply(depth: depth + 1)) }
        return .list(elements)
    }

    private mutating func line() throws(Failure) -> ArraySlice<UInt8> {
        let rest = bytes[position...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\r")), end + 1 < rest.endIndex else { throw .incomplete }
        guard rest[end + 1] == UInt8(ascii: "\n") else { throw .malformed }
        position = end + 2
        return rest[..<end]
    }
}
