extension ErrorEntry {
    /// Whether the command was carried out.
    package struct Outcome: Sendable {
        /// The answer in a word.
        package let hasRun: HasRun
        /// Why that is so.
        package let reason: String

        /// The server refused the command before it did anything.
        static let refused = Outcome(
            hasRun: .no,
            reason: """
                The server checks this before it does anything, and refused the command. If the command stands in a \
                script, what the script wrote before it stays written.
                """)
        /// The command never left the program, or never reached the server.
        static let notSent = Outcome(
            hasRun: .no, reason: "There was no connection that the command could have been sent on.")
        /// The answer is missing, and with it the only proof.
        static let lost = Outcome(
            hasRun: .unknown,
            reason: """
                The command may have reached the server, and may have been carried out: only the answer would have \
                told, and that didn't come.
                """)

        static func no(_ reason: String) -> Outcome { Outcome(hasRun: .no, reason: reason) }

        static func yes(_ reason: String) -> Outcome { Outcome(hasRun: .yes, reason: reason) }

        static func unknown(_ reason: String) -> Outcome { Outcome(hasRun: .unknown, reason: reason) }

        static func partly(_ reason: String) -> Outcome { Outcome(hasRun: .partly, reason: reason) }
    }

    /// Whether a command was carried out.
    package enum HasRun: String, Codable, Sendable, CaseIterable {
        /// It was not.
        case no
        /// It was.
        case yes
        /// Nobody can tell from the error alone.
        case unknown
        /// A part of it was, or may have been.
        case partly
    }

    /// Whether a command may be sent again, and how.
    package struct Retry: Sendable {
        /// The answer in a word.
        package let kind: Kind
        /// How: with which delays, how often, where.
        package let how: String

        /// Whether the same command may be sent again without a look at what it does.
        package var isAllowed: Bool { kind != .never && kind != .idempotentOnly }

        /// Sending the same command again doesn't help, or does harm.
        static func never(_ how: String) -> Retry { Retry(kind: .never, how: how) }

        static func backoff(_ how: String) -> Retry { Retry(kind: .backoff, how: how) }

        static func redirect(_ how: String) -> Retry { Retry(kind: .redirect, how: how) }

        static func sameConnection(_ how: String) -> Retry { Retry(kind: .sameConnection, how: how) }

        static func idempotentOnly(_ how: String) -> Retry { Retry(kind: .idempotentOnly, how: how) }
    }

    /// How a command may be sent again.
    package enum RetryKind: String, Codable, Sendable, CaseIterable {
        /// Never as it is.
        case never
        /// To the same server, later.
        case backoff
        /// To another server.
        case redirect
        /// At once, on the same connection.
        case sameConnection = "same-connection"
        /// Only if it does no harm when it is carried out twice.
        case idempotentOnly = "idempotent-only"
    }
}

extension ErrorEntry.Retry {
    /// How a command may be sent again.
    package typealias Kind = ErrorEntry.RetryKind
}
