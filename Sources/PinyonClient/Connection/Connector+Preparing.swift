extension ClientError {
    /// That a server took a connection that would be of no use.
    static let withoutPushes = ClientError(
        .configuration,
        """
        the connection could not be prepared: it needs RESP3, by which a server tells of changes, and the server \
        speaks RESP2 only
        """, underlying: PreparationRefused())

    /// That a server took a connection, and refused what was to be prepared on it.
    static func unprepared(_ error: ServerError) -> ClientError {
        ClientError(
            error.code == "NOPERM" ? .authentication : .connectionFailed,
            "the connection could not be prepared: \(error)", serverError: error, underlying: PreparationRefused())
    }

    /// Whether a server took a connection, and only what was to be prepared on it can't be had.
    package var refusesPreparation: Bool { underlying is PreparationRefused }

    /// The same refusal of a preparation as an answer of the server, unless it may pass: a command that the server
    /// doesn't know or take won't be taken the next time, and its connection would have been made without it.
    package var asPreparationAnswer: ClientError {
        guard refusesPreparation, code == .connectionFailed, serverError?.code == "ERR" else { return self }
        return ClientError(
            .server, message, command: command, node: node, serverError: serverError, underlying: underlying,
            mayHaveRun: mayHaveRun)
    }
}

/// The server refused what was to be prepared on a connection.
private struct PreparationRefused: Error {}
