/// What stands in a text beside the error: nothing of it is a value or a password.
package struct ErrorDetails: Codable, Sendable {
    /// The hash slot that a cluster's node speaks of.
    @Nullable package var slot: Int?
    /// The host that the error names: empty for the one that answered, `?` if the server doesn't know it.
    @Nullable package var host: String?
    /// The port that the error names.
    @Nullable package var port: Int?
    /// The command that the error names.
    @Nullable package var command: String?
    /// The key that the error names.
    @Nullable package var key: String?
    /// The user that the error names.
    @Nullable package var user: String?
    /// Whether the error came out of a script or a function on the server.
    package var isFromScript = false

    /// What stands in a text where an error of the catalogue was found.
    init(_ text: ErrorText, _ hit: ErrorHit, _ reads: ErrorEntry.Reading) {
        isFromScript = text.isFromScript && hit.strength.isOfServer
        switch reads {
        case .nothing: readClientError(text, hit)
        case .redirection:
            guard let found = Self.redirection(in: text, after: hit.range.upperBound) else { return }
            slot = found.slot
            host = found.host
            port = found.port
        case .endpoint:
            guard let found = Self.endpoint(in: text, after: hit.range.upperBound) else { return }
            host = found.host
            port = found.port
        case .command: command = Self.command(in: text, from: Self.beginning(hit))
        case .permission:
            command = Self.command(in: text, from: Self.beginning(hit))
            key = Self.key(in: text, from: Self.beginning(hit))
            user = Self.user(in: text, from: Self.beginning(hit))
        }
    }

    /// Where an error begins: if it was recognised by its last words, a little before.
    private static func beginning(_ hit: ErrorHit) -> Int {
        hit.strength == .words ? max(0, hit.range.lowerBound - 100) : hit.range.lowerBound
    }

    /// The command and the server that an error of Pinyon's own client names.
    private mutating func readClientError(_ text: ErrorText, _ hit: ErrorHit) {
        // The names of its errors are one word; what others say could be followed by anything.
        guard hit.strength == .text, !hit.sign.contains(" ") else { return }
        var end = hit.range.upperBound
        if text.matches(Array(" in ".utf8), at: end) {
            let name = text.run(from: end + 4, atMost: 40) { TextByte.isCommandPart($0) }
            guard let first = name.first, TextByte.isCapital(first) else { return }
            command = String(decoding: name, as: UTF8.self)
            end = name.endIndex
        }
        guard text.matches(Array(" at ".utf8), at: end), let found = Self.endpoint(in: text, after: end + 3) else {
            return
        }
        host = found.host
        port = found.port
    }
}
