/// A place at which servers quote an argument in their errors: a value, a password, or where somebody is.
struct ServerErrorQuotation {
    /// What stands in front of it.
    private let start: String
    /// What stands behind it, and not in the rest of the error; nil if it may go on to the end.
    private let end: String?

    private static let all = [
        ServerErrorQuotation(start: "ACL SETUSER modifier '", end: "': "),
        ServerErrorQuotation(start: "acl selector starting at '", end: nil),
        ServerErrorQuotation(start: "HELLO option '", end: nil),
        // Of CONFIG SET and SENTINEL SET before Redis 7, and of SENTINEL CONFIG SET.
        ServerErrorQuotation(start: "Invalid argument '", end: "' for "),
        ServerErrorQuotation(start: "Invalid value '", end: "' to "),
        ServerErrorQuotation(start: "invalid longitude,latitude pair ", end: nil),
    ]

    /// An error's message without any argument: it ends in front of those of a command that the server doesn't know,
    /// and has “…” in place of others.
    static func withoutAny(_ message: String) -> String {
        let arguments = message.utf8.firstRange(of: ", with args beginning with:".utf8)
        let rest = arguments.map { String(message[..<$0.lowerBound]) } ?? message
        return all.reduce(rest) { $1.cut(out: $0) }
    }

    /// Looks at bytes, not characters: an argument may begin with what makes one character with the quote before it.
    private func cut(out message: String) -> String {
        guard let opening = message.utf8.firstRange(of: start.utf8) else { return message }
        let rest = message[opening.upperBound...]
        // An argument may look like the end of the quotation, so the last one counts.
        guard let end, let closing = rest.utf8.ranges(of: end.utf8).last else {
            return "\(message[..<opening.upperBound])…"
        }
        return "\(message[..<opening.upperBound])…\(rest[closing.lowerBound...])"
    }
}
