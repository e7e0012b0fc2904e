/// How far a command has come of which a part has failed.
package struct PartialRun: Sendable {
    /// What the parts are for.
    package enum Places: Sendable {
        case slots
        case nodes
    }

    private let places: Places
    private let total: Int
    private var done = 0
    private var doubtful = 0

    /// How far a command has come.
    ///
    /// - Parameters:
    ///   - results: What is known of the parts.
    ///   - total: How many parts there are.
    ///   - places: What they are for.
    package init(_ results: some Sequence<Result<RESPValue, ClientError>>, of total: Int, _ places: Places) {
        self.places = places
        self.total = total
        for result in results {
            switch result {
            case .success: done += 1
            case .failure(let error): doubtful += error.mayHaveRun ? 1 : 0
            }
        }
    }

    /// The error for whoever sent the command. That a part of a write ran, the caller has to know as much as that all
    /// of it may have.
    ///
    /// - Parameters:
    ///   - error: Why a part failed.
    ///   - traits: The command.
    package func error(_ error: ClientError, _ traits: CommandTraits) -> ClientError {
        let named = error.about(command: traits.name)
        guard !traits.flags.contains(.readOnly), total > 1, done + doubtful > 0 else { return named }
        return named.adding(text, mayHaveRun: true)
    }

    private var text: String {
        guard done > 0 else { return "part of it may have run, \(place(doubtful))" }
        let doubt = doubtful > 0 ? ", and may have run \(places == .slots ? "in" : "on") \(doubtful) more" : ""
        return "part of it ran, \(place(done))\(doubt)"
    }

    private func place(_ count: Int) -> String {
        switch places {
        case .slots: "in \(count) of \(total) slots"
        case .nodes: "on \(count) of \(total) nodes"
        }
    }
}

extension ClientError {
    /// The same error with something more to say.
    ///
    /// - Parameters:
    ///   - text: What there is to say.
    ///   - mayHaveRun: Whether the command may have run; nil if that is as it was.
    func adding(_ text: String, mayHaveRun: Bool? = nil) -> ClientError {
        ClientError(
            code, "\(message) (\(text))", command: command, node: node, serverError: serverError,
            underlying: underlying, mayHaveRun: mayHaveRun ?? self.mayHaveRun)
    }
}
