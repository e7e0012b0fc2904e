extension CommandTraits {
    /// Commands that make a connection a replica's.
    static let refused: [CommandTraits] = ["PSYNC", "REPLCONF", "SYNC"].map { CommandTraits($0, .refused) }

    /// Why the command isn't sent; nil if it may be.
    package var refusal: ClientError? {
        guard flags.contains(.refused) else { return nil }
        let advice =
            switch name {
            case "AUTH", "HELLO": "Name the user, the password and the protocol in the client's configuration."
            case "MONITOR", "CLIENT REPLY", "REPLCONF", "SYNC", "PSYNC": "Use redis-cli, or a connection of your own."
            case "QUIT", "RESET": "Shut down the client instead, or give back the leased connection."
            default: "Subscribe with the client's own methods, which keep a connection for that."
            }
        return ClientError(
            .refused, "\(name) would change the connection for everybody on it. \(advice)", command: name
        )
    }
}
