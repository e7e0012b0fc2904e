internal import PinyonClient

/// Why servers can't be talked to, in words for whoever named them.
enum ConnectionFailure {
    /// The error for an operation that needs the servers.
    static func error(_ error: ClientError) -> OpsError {
        let place = error.node.map { "\($0): " } ?? ""
        return OpsError(code(of: error), place + error.message + hint(error))
    }

    private static func code(of error: ClientError) -> OpsError.Code {
        switch error.code {
        case .authentication: .notPermitted
        case .server where ["NOAUTH", "WRONGPASS", "NOPERM", "DENIED"].contains(error.serverError?.code ?? ""):
            .notPermitted
        case .configuration, .invalidArgument: .badInput
        default: .serverUnavailable
        }
    }

    private static func hint(_ error: ClientError) -> String {
        switch error.code {
        case .authentication: " (the password goes into the URL, or into REDIS_PASSWORD)"
        case .protocolViolation: " (is that the port of a Redis or Valkey server?)"
        default: ""
        }
    }
}
