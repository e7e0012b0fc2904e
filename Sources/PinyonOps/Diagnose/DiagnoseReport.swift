/// What an error's text means, and what to do about it.
package struct DiagnoseReport: Codable, Sendable {
    /// Always `diagnose`.
    package var operation = "diagnose"
    /// `partial` when the text holds no error that is known, or was too long to be read as a whole.
    package var status: ReportStatus
    /// How much was recognised.
    package var metrics: Metrics
    /// What whoever runs the server does.
    package var recommendations: [Recommendation]
    /// The error; null if none was recognised.
    @Nullable package var error: DiagnosedError?
    /// What the text may mean as well, or tells of beside the error.
    package var alternatives: [Alternative]
    /// What was not read or not recognised, and why.
    package var skipped: [String]

    /// How much was recognised.
    package struct Metrics: Codable, Sendable {
        /// The errors that the text may be about.
        package var matches: Int
        /// The errors that are known.
        package var knownErrors: Int
    }

    /// Another error that the text may be about.
    package struct Alternative: Codable, Sendable {
        /// What it begins with on the wire.
        package var code: String
        /// Its name, stable between versions.
        package var name: String
        /// What it is, in a few words.
        package var title: String
        /// Why it happens.
        package var meaning: String
        /// Why it is named here.
        package var why: String
    }
}

/// An error that was recognised in a text.
package struct DiagnosedError: Codable, Sendable {
    /// What it begins with on the wire; empty if it isn't a server's answer and has no code.
    package var code: String
    /// Its name, stable between versions.
    package var name: String
    /// What it is, in a few words.
    package var title: String
    /// What it comes from.
    package var product: ErrorEntry.Product
    /// What it is about.
    package var category: ErrorEntry.Category
    /// Why it happens.
    package var meaning: String
    /// Whether the command was carried out.
    package var hasRun: ErrorEntry.HasRun
    /// Why that is so.
    package var hasRunReason: String
    /// Whether the command may be sent again.
    package var retry: Retry
    /// What whoever runs the server does, in this order.
    package var `operator`: [String]
    /// What the text names.
    package var details: ErrorDetails
    /// The settings and commands that belong to it.
    package var related: [String]
    /// From which version on it exists; null if all that are in use have it.
    @Nullable package var since: String?
    /// How it was recognised.
    package var matchedBy: MatchedBy

    /// Whether a command may be sent again.
    package struct Retry: Codable, Sendable {
        /// Whether the same command may be sent again without a look at what it does.
        package var isAllowed: Bool
        /// How, in a word.
        package var kind: ErrorEntry.RetryKind
        /// How: with which delays, how often, where.
        package var how: String
    }

    /// How an error was recognised, the surest first.
    package enum MatchedBy: String, Codable, Sendable, CaseIterable {
        /// By the server's code and words.
        case verbatim
        /// By the server's words.
        case words
        /// By the server's code.
        case code
        /// By a client's class for this error.
        case name = "class"
        /// By what clients or systems say.
        case client
    }
}
