/// What a ``ScriptedServer`` does in answer to a command. A text literal is raw bytes: `"+OK\r\n"`.
public struct ScriptedReply: Hashable, Sendable, ExpressibleByStringLiteral {
    package enum Kind: Hashable, Sendable {
        case bytes([UInt8])
        case end(FaultEnding)
        case delay(Duration)
        case silence
    }

    package let kind: Kind

    /// Sends these bytes as they are, in one write.
    public static func bytes(_ bytes: [UInt8]) -> ScriptedReply { ScriptedReply(kind: .bytes(bytes)) }

    /// Sends this text as it is, in one write.
    public static func text(_ text: String) -> ScriptedReply { bytes(Array(text.utf8)) }

    /// Sends a literal as it is, in one write.
    public init(stringLiteral text: String) {
        self = .text(text)
    }

    private init(kind: Kind) {
        self.kind = kind
    }

    /// Closes the connection in order (FIN) when what was sent before is on its way.
    public static let close = ScriptedReply(kind: .end(.close))

    /// Resets the connection (RST) when what was sent before is on its way.
    public static let reset = ScriptedReply(kind: .end(.reset))

    /// Waits before what follows, the answers to later commands included.
    public static func delay(_ duration: Duration) -> ScriptedReply { ScriptedReply(kind: .delay(duration)) }

    /// Answers nothing from here on, neither to this command nor to later ones, which are still read and recorded. To
    /// leave just one command without an answer, return an empty array.
    public static let silence = ScriptedReply(kind: .silence)
}

extension ScriptedReply {
    /// `+OK`.
    public static let ok: ScriptedReply = .simple("OK")

    /// The null of RESP3, `_`.
    public static let null: ScriptedReply = "_\r\n"

    /// The null of RESP2, `$-1`.
    public static let nullBulk: ScriptedReply = "$-1\r\n"

    /// A simple string.
    public static func simple(_ text: String) -> ScriptedReply { .text("+\(text)\r\n") }

    /// An error: `.error("MOVED 1 127.0.0.1:7001")`.
    public static func error(_ text: String) -> ScriptedReply { .text("-\(text)\r\n") }

    /// An integer.
    public static func integer(_ value: Int) -> ScriptedReply { .text(":\(value)\r\n") }

    /// A bulk string.
    public static func bulk(_ bytes: [UInt8]) -> ScriptedReply {
        .bytes(Array("$\(bytes.count)\r\n".utf8) + bytes + Array("\r\n".utf8))
    }

    /// A bulk string.
    public static func bulk(_ text: String) -> ScriptedReply { bulk(Array(text.utf8)) }

    /// An array of replies that are bytes; others are left out.
    public static func array(_ elements: [ScriptedReply]) -> ScriptedReply { aggregate("*", elements) }

    /// A push of RESP3, whose first element is its kind; elements that aren't bytes are left out.
    public static func push(_ elements: [ScriptedReply]) -> ScriptedReply { aggregate(">", elements) }

    private static func aggregate(_ mark: String, _ elements: [ScriptedReply]) -> ScriptedReply {
        let parts = elements.compactMap { element -> [UInt8]? in
            guard case .bytes(let bytes) = element.kind else { return nil }
            return bytes
        }
        return .bytes(Array("\(mark)\(parts.count)\r\n".utf8) + parts.joined())
    }

    /// What a server tells about itself in answer to HELLO.
    ///
    /// - Parameters:
    ///   - version: The protocol: 3 gives a map, 2 an array.
    ///   - id: The connection's identifier. Default: 1.
    ///   - mode: `standalone`, `cluster` or `sentinel`. Default: `standalone`.
    ///   - role: `master` or `replica`. Default: `master`.
    public static func hello(
        version: Int, id: Int = 1, mode: String = "standalone", role: String = "master"
    ) -> ScriptedReply {
        let fields: [ScriptedReply] = [
            .bulk("server"), .bulk("redis"), .bulk("version"), .bulk("7.2.4"), .bulk("proto"), .integer(version),
            .bulk("id"), .integer(id), .bulk("mode"), .bulk(mode), .bulk("role"), .bulk(role),
            .bulk("modules"), .array([]),
        ]
        guard version >= 3, case .bytes(let array) = ScriptedReply.array(fields).kind else { return .array(fields) }
        let pairs = array.drop { $0 != UInt8(ascii: "\n") }
        return .bytes(Array("%\(fields.count / 2)\r".utf8) + pairs)
    }
}
