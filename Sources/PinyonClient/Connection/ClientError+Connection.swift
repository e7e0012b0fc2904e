/// What goes wrong on a connection, in words.
extension ClientError {
    /// The connection ended for bytes that aren't the protocol, or belong to no command.
    static func unreadable(_ error: WireError, _ node: String) -> ClientError {
        ClientError(.protocolViolation, "\(error.reason); the connection was closed", node: node, mayHaveRun: true)
    }

    /// The reply is larger than the client takes.
    ///
    /// Asked for again it would be as large, and end the connection for all once more. Which of several replies it is
    /// the caller can't know, so that it may ask for them one by one.
    static func tooLarge(_ error: WireError, _ node: String, isOneOfSeveral: Bool) -> ClientError {
        ClientError(
            isOneOfSeveral ? .protocolViolation : .unexpectedReply,
            """
            the reply exceeds a limit of this client: \(error.reason); the connection was closed. Ask for less at a \
            time, or raise the limit (RedisConfiguration.replyLimits)
            """,
            node: node, mayHaveRun: true)
    }

    /// The connection ended because somebody else's reply is larger than the client takes.
    static func besideTooLarge(_ node: String) -> ClientError {
        ClientError(
            .connectionClosed,
            "the reply to another command exceeds a limit of this client, so that the connection was closed",
            node: node, mayHaveRun: true)
    }

    /// The connection ended because callers that have left leave too much behind.
    static func owingTooMuch(_ count: Int, _ node: String) -> ClientError {
        ClientError(
            .connectionClosed,
            """
            the connection was given up: \(count) commands have no reply, too many of them from callers that have \
            left. See why the server is slow (SLOWLOG, LATENCY), or give commands more time
            """,
            node: node, mayHaveRun: true)
    }

    /// A reply came although all commands had theirs.
    static func unsolicited(_ reply: RESPValue, _ node: String) -> ClientError {
        if case .error(let error) = reply.unattributed {
            return ClientError(
                .connectionClosed, "the server ended the connection: \(error)", node: node, serverError: error,
                mayHaveRun: true)
        }
        return ClientError(
            .protocolViolation, "a reply came that no command waits for; the connection was closed", node: node,
            mayHaveRun: true)
    }

    /// The command's time was over before it was written.
    ///
    /// - Parameter reason: Why it wasn't.
    static func unwritten(_ reason: String, _ node: String) -> ClientError {
        ClientError(.timedOut, reason, node: node)
    }

    /// The command's time was over after it was written.
    static func unanswered(_ node: String) -> ClientError {
        ClientError(
            .timedOut,
            """
            no reply came in time; if it still comes it is thrown away, and the connection goes on. Raise the time \
            limit, or see why the server is slow (SLOWLOG, LATENCY)
            """,
            node: node, mayHaveRun: true)
    }
}
