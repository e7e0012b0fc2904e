extension ErrorCatalog {
    /// About what is spoken on a connection.
    static let protocols: [ErrorEntry] = [
        .noProtocol, .protocolError, .wrongProtocol, .plainAndEncrypted, .certificate,
    ]
}

extension ErrorEntry {
    fileprivate static let noProtocol = ErrorEntry(
        "noproto", code: "NOPROTO", "The server doesn't speak this version of the protocol", .network, priority: .low,
        signs: ErrorSigns(codes: ["NOPROTO"], bare: .anywhere, phrases: ["unsupported protocol version"]),
        meaning: "HELLO 3 was sent to a server before Redis 6, or HELLO with a version that doesn't exist.",
        outcome: .refused, retry: .sameConnection("Go on with RESP2: without HELLO, and AUTH for the password."),
        actions: ["Configure the client for RESP2, or update the server: INFO server says which version it is."],
        related: ["HELLO"])

    fileprivate static let protocolError = ErrorEntry(
        "protocol-error", code: "ERR", "The server can't read what the client sends", .network, priority: .high,
        signs: ErrorSigns(
            codes: ["ERR"], messages: ["Protocol error:"],
            phrases: [
                "Protocol error: invalid bulk length", "Protocol error: invalid multibulk length",
                "Protocol error: unbalanced quotes in request", "Protocol error: too big mbulk count string",
                "Protocol error: too big bulk count string", "Protocol error: too big inline request",
                "Protocol error: expected '$'", "Protocol error: unauthenticated",
            ]),
        meaning: """
            The bytes are no command: something else than a client for this server connected (a browser, TLS, a \
            health check), two tasks wrote to one connection at once, or a value is larger than proto-max-bulk-len. \
            The server closes the connection.
            """,
        outcome: .no("What couldn't be read was not carried out. Commands before it on the connection were."),
        retry: .never("Close the connection. On a new one, send what is whole, and only what does no harm twice."),
        actions: [
            "Find who connects: the server's log names the address, and the first bytes at loglevel verbose.",
            "Check that the client's port isn't a web server's, a TLS port's or the cluster bus's.",
            "Check that no connection is written to by two tasks or two processes (after a fork) at once.",
            "If values are that large, split them, or raise proto-max-bulk-len.",
        ],
        related: ["proto-max-bulk-len", "loglevel"])

    fileprivate static let wrongProtocol = ErrorEntry(
        "wrong-protocol", code: "", "The client can't read what the server sends", .network, priority: .high,
        product: .client,
        signs: ErrorSigns(
            kinds: ["protocolViolation"],
            causes: ["as reply type byte", "redis: can't parse", "redis: invalid reply", "Protocol Error: b"],
            wrapperNames: ["InvalidResponse"]),
        meaning: """
            The answer isn't the protocol: another service listens on this port (HTTP begins with H, TLS with a byte \
            below a blank), or the connection is out of step, because two tasks read from it.
            """,
        outcome: .unknown("If it is the right server, the command may have been carried out: only the answer is lost."),
        retry: .idempotentOnly("Close the connection. On a new one, send only what does no harm twice."),
        actions: [
            "See what answers: redis-cli -h <host> -p <port> PING; add --tls if it may speak TLS.",
            "Correct the port: 6379 by default, 26379 for Sentinel, and a port of its own for TLS.",
            "Check that no two tasks, and no two processes (after a fork), share a connection without knowing.",
        ],
        related: ["port", "tls-port"])

    fileprivate static let plainAndEncrypted = ErrorEntry(
        "tls-mismatch", code: "", "One side speaks TLS and the other doesn't", .network, priority: .high,
        product: .system,
        signs: ErrorSigns(
            causes: [
                "WRONG_VERSION_NUMBER", ":wrong version number", "ssl3_get_record:wrong version number",
                "first record does not look like a TLS handshake", "not an SSL/TLS record", "NotSslRecordException",
                "does the server speak TLS on this port",
            ]),
        meaning: "The client began with TLS, and the server answered in plain text, or the other way round.",
        outcome: .notSent, retry: .never("Correct the URL or the port first."),
        actions: [
            "Try both: redis-cli -h <host> -p <port> --tls PING, and without --tls.",
            "Use rediss:// for a port with TLS and redis:// for one without.",
            "See the server's ports: CONFIG GET port tls-port. A port of 0 is off.",
        ],
        related: ["tls-port", "port"])

    fileprivate static let certificate = ErrorEntry(
        "tls-certificate", code: "", "A certificate isn't accepted", .network, priority: .high, product: .system,
        signs: ErrorSigns(
            causes: [
                "CERTIFICATE_VERIFY_FAILED", "certificate verify failed", "certificate has expired",
                "unable to get local issuer certificate", "unable to verify the first certificate",
                "self-signed certificate", "self signed certificate", "x509: ", "PKIX path building failed",
                "ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match certificate",
                "peer did not return a certificate", "certificate required", "bad certificate",
                "certificate unknown", "unknown ca", "no required SSL certificate",
            ],
            texts: ["tlsv1 alert", "sslv3 alert", "TLS alert", "tls: handshake failure", "handshake_failure"],
            wrapperNames: ["SSLHandshakeException", "SSLCertVerificationError", "SSLError"]),
        meaning: """
            The client doesn't trust the server's certificate (expired, another name, an authority that it doesn't \
            know), or the server wants a certificate of the client and didn't get one that it trusts.
            """,
        outcome: .no("A connection whose certificates aren't accepted carries no commands."),
        retry: .never("It will be refused until the certificates or the names are right."),
        actions: [
            "Look at its dates, names and issuer: openssl s_client -connect <host>:<port> -servername <host>.",
            "Give the client the authority's certificate, and connect by a name that stands in the server's.",
            "If the server wants one of the client (tls-auth-clients yes), give the client a certificate and its key.",
            "Renew what has expired, then CONFIG SET tls-cert-file <file>: the server reads it anew.",
        ],
        related: ["tls-ca-cert-file", "tls-cert-file", "tls-auth-clients"])
}
