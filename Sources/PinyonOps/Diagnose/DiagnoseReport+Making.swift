extension DiagnoseReport {
    private static let mostAlternatives = 5

    /// Finds out what a text means: an error as a server, a client, a log or a stack trace writes it.
    package init(text: String) {
        let source = ErrorText(text)
        let hits = ErrorFinder.hits(in: source)
        metrics = Metrics(matches: hits.count, knownErrors: ErrorCatalog.all.count)
        skipped = source.wasCut ? [Self.cut] : []
        if let first = hits.first {
            let found = DiagnosedError(source, first)
            status = source.wasCut ? .partial : .success
            recommendations = [Recommendation(found, first)]
            let others = hits.dropFirst().compactMap { Alternative($0, beside: first) }
            alternatives = Array(others.prefix(Self.mostAlternatives))
            error = found
        } else {
            status = .partial
            recommendations = [Self.advice(isEmpty: source.isEmpty)]
            alternatives = []
            error = nil
            skipped.append(Self.unknown(source))
        }
    }

    private static var cut: String {
        "The text is long: only its first and its last \(Figure.bytes(ErrorText.halfLimit)) were read."
    }

    private static func unknown(_ text: ErrorText) -> String {
        guard !text.isEmpty else { return "The text is empty." }
        let code = text.markedCode.map { " The server's code in it is \($0): perhaps a module's or a script's own." }
        return """
            None of the \(ErrorCatalog.all.count) known errors was recognised: codes and words of Redis, Valkey and \
            Memcached, classes and words of clients, and errors of connections were looked for.\(code ?? "")
            """
    }

    /// What to do about an error that isn't known.
    private static func advice(isEmpty: Bool) -> Recommendation {
        Recommendation(
            id: "error-unknown", category: "usage",
            issue: isEmpty ? "There is no text to diagnose" : "The text holds no error that is known",
            action: isEmpty
                ? "Pass the error as the program or the log has it, in quotes: all lines of it, if it has several."
                : """
                Pass the whole error: the first line of a stack trace and every “Caused by”, with the server's words. \
                Look into the server's log and into INFO at that time. Until it is known what it means, take it that \
                the command may have been carried out, and send only what does no harm twice.
                """,
            priority: .low, value: 0, threshold: 0, confidence: "inferred")
    }
}

extension DiagnoseReport.Alternative {
    /// Another error beside the one that a report is about; nil if it only says less about the same.
    init?(_ hit: ErrorHit, beside first: ErrorHit) {
        let isSame = hit.strength == first.strength
        let isAtSamePlace = hit.range.lowerBound == first.range.lowerBound
        if isAtSamePlace, hit.weight < first.weight { return nil }
        guard isSame || hit.strength.isOfServer && !hit.range.overlaps(first.range) else { return nil }
        let entry = ErrorCatalog.all[hit.entry]
        guard !entry.isGeneral else { return nil }
        code = entry.code
        name = entry.id
        title = entry.title
        meaning = entry.meaning
        why = isSame && isAtSamePlace ? "The same words mean this as well." : "The text tells of this as well."
    }
}

extension DiagnosedError {
    /// An error of the catalogue where it stands in a text.
    init(_ text: ErrorText, _ hit: ErrorHit) {
        let entry = ErrorCatalog.all[hit.entry]
        let details = ErrorDetails(text, hit, entry.reads)
        let mayBeHalfDone = details.isFromScript && entry.outcome.hasRun == .no
        code = entry.code
        name = entry.id
        title = entry.title
        product = entry.product
        category = entry.category
        meaning = entry.meaning
        hasRun = mayBeHalfDone ? .partly : entry.outcome.hasRun
        hasRunReason = mayBeHalfDone ? Self.halfDone : entry.outcome.reason
        let isAllowed = entry.retry.isAllowed && !mayBeHalfDone
        retry = Retry(
            isAllowed: isAllowed,
            kind: isAllowed || entry.retry.kind == .never ? entry.retry.kind : .idempotentOnly,
            how: mayBeHalfDone && entry.retry.isAllowed
                ? "Only if the whole script may run twice. \(entry.retry.how)" : entry.retry.how)
        `operator` = entry.actions
        self.details = details
        related = entry.related
        matchedBy = MatchedBy(hit.strength)
        since = entry.since
    }

    private static let halfDone = """
        The error came out of a script or a function: the call that failed did nothing, but what the script wrote \
        before it stays written.
        """
}

extension DiagnosedError.MatchedBy {
    init(_ strength: ErrorHit.Strength) {
        self =
            switch strength {
            case .verbatim: .verbatim
            case .words: .words
            case .code: .code
            case .name: .name
            case .cause, .text, .wrapper, .wrapperName: .client
            }
    }
}

extension Recommendation {
    /// What to do about an error.
    init(_ error: DiagnosedError, _ hit: ErrorHit) {
        let isCertain = hit.strength >= .code
        self.init(
            id: "error-\(error.name)", category: error.category.rawValue, issue: "\(error.title): \(error.meaning)",
            action: error.operator.joined(separator: " "), priority: ErrorCatalog.all[hit.entry].priority, value: 0,
            threshold: 0, evidence: ["recognised by “\(hit.sign)”"], confidence: isCertain ? "measured" : "inferred")
    }
}
