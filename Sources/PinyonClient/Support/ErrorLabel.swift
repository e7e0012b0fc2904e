/// What an error is called in spans, measurements and the log of commands: one of not too many words, whatever servers
/// say. A backend makes a series for each, and a script can answer with any word.
struct ErrorLabel: Sendable, Hashable {
    /// The codes of servers that are told apart.
    private static let codes: Set = [
        "ASK", "BUSY", "CLUSTERDOWN", "CROSSSLOT", "DENIED", "ERR", "EXECABORT", "LOADING", "MASTERDOWN", "MISCONF",
        "MOVED", "NOAUTH", "NOPERM", "NOPROTO", "NOREPLICAS", "NOSCRIPT", "OOM", "READONLY", "REDIRECT", "TRYAGAIN",
        "UNBLOCKED", "WRONGPASS", "WRONGTYPE",
    ]

    /// The server's code if it answered with an error, `other` for a code that isn't told apart; otherwise the kind of
    /// the client's error.
    let type: String
    /// The same of the server's code only; nil if it answered with no error.
    let status: String?

    init(_ error: ClientError) {
        let status = error.serverError.map { Self.codes.contains($0.code) ? $0.code : "other" }
        self.status = status
        type = status ?? error.code.description
    }
}
