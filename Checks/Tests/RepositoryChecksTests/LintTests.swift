import Foundation
import RepositoryChecks
import Testing

extension CommandTests {
    /// The formatter, with this repository's configuration, refuses what it should.
    struct LintTests {
        private func lint(_ text: String) throws -> Command {
            let configuration = repositoryRoot.appending(path: ".swift-format").path(percentEncoded: false)
            return try withTemporaryFolder { folder in
                try folder.write(text, to: "File.swift")
                let words = ["swift", "format", "lint", "--strict", "--configuration", configuration, "File.swift"]
                return try Command.run(words, in: folder, mergesErrors: true)
            }
        }

        @Test func goodFile() throws {
            let lint = try lint("/// A seed.\npublic struct Seed {\n    let weight: Int\n}\n")
            #expect(lint.status == 0)
            #expect(lint.text.isEmpty)
        }

        @Test(arguments: [
            ("Indentation", "struct Seed {\n  let weight: Int\n}\n"),
            ("AllPublicDeclarationsHaveDocumentation", "public struct Seed {}\n"),
            ("LineLength", "let a = \"\(String(repeating: "x", count: 120))\"\n"),
            ("DoNotUseSemicolons", "let a = 1; let b = 2\n"),
            ("NeverUseForceTry", "let a = try! plant()\n"),
            ("OrderedImports", "import Pinyon\nimport Foundation\n"),
        ])
        func badFile(rule: String, text: String) throws {
            let lint = try lint(text)
            #expect(lint.status != 0)
            #expect(lint.text.contains("[\(rule)]"))
        }
    }
}
