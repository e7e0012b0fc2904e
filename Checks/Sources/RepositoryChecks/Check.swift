/// One rule of the repository that can be judged from the text of its files alone.
package protocol Check: Sendable {
    /// A short name, printed in front of every finding.
    var name: String { get }

    /// The places where the rule is broken.
    func findings(in tree: SourceTree) -> [Finding]
}

/// A place where a rule is broken.
package struct Finding: Sendable, Equatable, Comparable, CustomStringConvertible {
    package let path: String
    /// Counted from 1.
    package let line: Int
    package let message: String

    package init(path: String, line: Int = 1, message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    package var description: String { "\(path):\(line): \(message)" }

    package static func < (left: Finding, right: Finding) -> Bool {
        (left.path, left.line, left.message) < (right.path, right.line, right.message)
    }
}

/// Every check the repository is held to.
package enum AllChecks {
    package static let list: [any Check] = [
        ImportDirections(),
        SizeLimits(),
        UnsafeMarks(),
        TextRules(),
        ReadmeExample(),
        FormatConfiguration(),
        WarningSettings(),
        GeneratedCommands(),
    ]

    /// The findings of all checks, in the order of the files, each with the name of its check.
    package static func findings(in tree: SourceTree) -> [Finding] {
        let named = list.flatMap { check in
            check.findings(in: tree).map { finding in
                Finding(path: finding.path, line: finding.line, message: "[\(check.name)] \(finding.message)")
            }
        }
        return named.sorted()
    }
}
