extension CommandTraits {
    /// Commands that end a connection, or make it one between servers or one to a debugger.
    static let refused: [CommandTraits] = [
        "CLUSTER SYNCSLOTS", "HOST:", "POST", "PSYNC", "REPLCONF", "SCRIPT DEBUG", "SYNC",
    ].map { CommandTraits($0, .refused) }

    /// Why the command is never sent; nil if it may be.
    package var refusal: ClientError? {
        guard flags.contains(.refused) else { return nil }
        let advice =
            switch name {
            case "AUTH", "HELLO": "Name the user, the password and the protocol in the client's configuration."
            case "MONITOR": "Use withMonitor(buffer:_:) of one of the client's nodes."
            case "QUIT", "RESET": "Shut down the client instead, or give back the leased connection."
            case "HOST:", "POST": "Servers take it for an attack, and close the connection."
            case "CLIENT REPLY", "CLUSTER SYNCSLOTS", "PSYNC", "REPLCONF", "SCRIPT DEBUG", "SYNC":
                "Use redis-cli, or a connection of your own."
            default: "Subscribe with the client's own methods, which keep a connection for that."
            }
        return error("would change the connection for everybody on it. \(advice)")
    }

    /// Why the command isn't sent with what it is to be sent with; nil if it may be.
    func objection(in company: Request.Company) -> ClientError? {
        if flags.contains(.refused) { return refusal }
        let isAboutWrites = flags.contains(.aboutWrites)
        switch company {
        case .nothing where isAboutWrites: return objectionWithoutWrites
        case .nothing where flags.contains(.leased):
            return error(
                "does nothing by itself: it is about its connection, which is closed afterwards. \(adviceIfAlone)")
        case .transaction where isAboutWrites:
            return error(
                """
                doesn't wait in a transaction, and knows nothing of what the transaction writes. Send it behind the \
                transaction, in withConnection.
                """)
        case .nothing, .transaction, .connection: return nil
        }
    }

    /// Why a command that tells how far writes have come isn't sent over a connection without any.
    var objectionWithoutWrites: ClientError {
        error(
            """
            tells of its own connection only, over which nothing was written: its answer would be about no write at \
            all. Send it behind the writes, as in pipeline(.set(…), .wait(…)), or in withConnection.
            """)
    }

    private func error(_ reason: String) -> ClientError {
        ClientError(.refused, "\(name) \(reason)", command: name)
    }

    private var adviceIfAlone: String {
        switch name {
        case "ASKING": "The client says it itself where a slot moves. Otherwise send it in withConnection."
        case "CLIENT CACHING", "CLIENT TRACKING":
            "Use tracking(_:onEvent:), which has connections for that, or send it in withConnection."
        case "CLIENT SETNAME": "Set the configuration's clientName, or send it in withConnection."
        case "DISCARD", "EXEC", "MULTI", "UNWATCH", "WATCH":
            "Use transaction(_:) or watching(_:body:), or send it in withConnection."
        case "READONLY", "READWRITE":
            "The client says it itself where reading(from:) wants replicas. Otherwise send it in withConnection."
        case "SELECT": "Set configuration.database, or send it in withConnection before what it is for."
        default: "Send it in withConnection before what it is for."
        }
    }
}
