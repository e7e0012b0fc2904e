/// A diagnosis for a person who is tired: what it is, whether the command ran, whether to send it again, what to do.
package enum DiagnoseText {
    private static let width = 100
    private static let unsure = "It was recognised by what a client or a system says, not by a server's words."

    /// The lines of a diagnosis, none wider than 100 columns.
    package static func lines(_ report: DiagnoseReport) -> [String] {
        guard let error = report.error else { return unknown(report) }
        var lines = wrapped(heading(error))
        lines += section("What it means", [error.meaning] + named(error.details))
        lines += section("Did the command run?", ["\(answer(error.hasRun)) \(error.hasRunReason)"])
        lines += section("May it be sent again?", ["\(answer(error.retry)) \(error.retry.how)"])
        lines += section("What to do", numbered: error.operator)
        if !error.related.isEmpty { lines += section("See also", [error.related.joined(separator: ", ")]) }
        if error.matchedBy == .client {
            lines += section("How sure is this?", [unsure])
        }
        if !report.alternatives.isEmpty {
            lines += section(
                "It may also be", report.alternatives.map { "\(label($0.code, $0.title)). \($0.meaning) (\($0.why))" })
        }
        return lines + notes(report)
    }

    private static func unknown(_ report: DiagnoseReport) -> [String] {
        var lines: [String] = []
        for recommendation in report.recommendations {
            lines += wrapped("\(recommendation.issue).")
            lines += section("What to do", [recommendation.action])
        }
        return lines + notes(report)
    }

    private static func notes(_ report: DiagnoseReport) -> [String] {
        report.skipped.isEmpty ? [] : section("Note", report.skipped)
    }

    private static func heading(_ error: DiagnosedError) -> String {
        var heading = label(error.code, error.title)
        switch error.product {
        case .redisOrValkey: break
        case .valkey: heading += " (Valkey)"
        case .memcached: heading += " (Memcached)"
        case .client: heading += " (from the client, not the server)"
        case .system: heading += " (from the system, not the server)"
        }
        if let since = error.since { heading += " (since \(since))" }
        return heading
    }

    private static func label(_ code: String, _ title: String) -> String { code.isEmpty ? title : "\(code): \(title)" }

    /// What the text names, one sentence each.
    private static func named(_ details: ErrorDetails) -> [String] {
        var sentences: [String] = []
        if let port = details.port {
            let host =
                switch details.host ?? "?" {
                case "": "the host that answered"
                case "?": "a host that the server doesn't know"
                case let host: host.contains(":") ? "[\(host)]" : host
                }
            sentences.append("It names \(host), port \(port)\(details.slot.map { ", for slot \($0)" } ?? "").")
        }
        if let command = details.command { sentences.append("The command is \(command).") }
        if let key = details.key { sentences.append("The key is \(key).") }
        if let user = details.user { sentences.append("The user is \(user).") }
        return sentences
    }

    private static func answer(_ hasRun: ErrorEntry.HasRun) -> String {
        switch hasRun {
        case .no: "No."
        case .yes: "Yes."
        case .unknown: "Nobody knows."
        case .partly: "Perhaps in part."
        }
    }

    private static func answer(_ retry: DiagnosedError.Retry) -> String {
        switch retry.kind {
        case .never: "No, not as it is."
        case .backoff: "Yes, later."
        case .redirect: "Yes, to another server."
        case .sameConnection: "Yes, on the same connection."
        case .idempotentOnly: "Only what does no harm twice."
        }
    }

    private static func section(_ title: String, _ paragraphs: [String]) -> [String] {
        ["", title] + paragraphs.flatMap { wrapped($0, first: "  ", rest: "  ") }
    }

    private static func section(_ title: String, numbered steps: [String]) -> [String] {
        ["", title]
            + steps.enumerated().flatMap { index, step in
                wrapped(step, first: "  \(index + 1). ", rest: "     ")
            }
    }

    /// A paragraph in lines. A word that is wider than a line is broken.
    private static func wrapped(_ text: String, first: String = "", rest: String = "") -> [String] {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = rest
                isEmpty = true
            }
            if !isEmpty { line += " " }
            line.append(contentsOf: word)
            isEmpty = false
            while line.count > width {
                lines.append(String(line.prefix(width)))
                line = "\(rest)\(line.dropFirst(width))"
            }
        }
        return lines + [line]
    }
}
