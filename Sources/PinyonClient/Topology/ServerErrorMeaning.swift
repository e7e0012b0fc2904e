/// What a client has to do about an error that a server answered with.
package enum ServerErrorMeaning: Sendable, Equatable {
    /// Another node serves the slot from now on. The host is empty if it is that of the node that answered, and nil if
    /// the node doesn't know it.
    case moved(slot: HashSlot, host: String?, port: Int)
    /// Another node may have the key, for this one command.
    case ask(slot: HashSlot, host: String?, port: Int)
    /// Some of the keys are on another node: the same again in a moment.
    case tryAgain
    /// Nobody serves the slot just now.
    case clusterDown
    /// The node isn't the primary that it was taken for.
    case readOnly
    /// The node can't answer just now, and did nothing.
    case busy
    /// A new primary, named by the old one.
    case redirect(host: String, port: Int)
    /// Not the command was refused, but whoever sent it.
    case notPermitted
    /// The caller has to know.
    case surface

    package init(_ error: ServerError) {
        self =
            switch error.code {
            case "MOVED":
                Self.redirection(error).map { .moved(slot: $0.slot, host: $0.host, port: $0.port) } ?? .surface
            case "ASK": Self.redirection(error).map { .ask(slot: $0.slot, host: $0.host, port: $0.port) } ?? .surface
            case "TRYAGAIN": .tryAgain
            case "CLUSTERDOWN": .clusterDown
            case "READONLY": .readOnly
            case "LOADING", "MASTERDOWN", "BUSY": .busy
            case "REDIRECT":
                Self.endpoint(error.message[...]).flatMap { endpoint in
                    endpoint.host.map { .redirect(host: $0, port: endpoint.port) }
                } ?? .surface
            case "NOAUTH", "WRONGPASS", "NOPERM", "DENIED", "NOPROTO": .notPermitted
            default: .surface
            }
    }

    private static func redirection(_ error: ServerError) -> (slot: HashSlot, host: String?, port: Int)? {
        let words = error.message.split(separator: " ")
        guard words.count >= 2, let number = Int(words[0]), let slot = HashSlot(number: number),
            let endpoint = endpoint(words[1])
        else { return nil }
        return (slot, endpoint.host, endpoint.port)
    }

    /// A host and a port. An IPv6 number holds colons itself, so the last one counts.
    private static func endpoint(_ text: Substring) -> (host: String?, port: Int)? {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (1...65_535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.first == "[", host.last == "]" { host = host.dropFirst().dropLast() }
        guard host.utf8.count <= 255 else { return nil }
        return (host == "?" ? nil : String(host), port)
    }
}
