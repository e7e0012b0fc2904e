import Testing

@testable import RepositoryChecks

struct TextRulesTests {
    private func findings(_ text: String, at path: String = "docs/guide.md") -> [String] {
        TextRules().findings(in: text, at: path).map(\.description)
    }

    /// Without their first slash, since this file is checked as well.
    @Test(arguments: ["work/main", "home/jay/pinyon", "Users/jay/pinyon", "root/.cache", "opt/swift/usr/bin"])
    func pathsOfOneMachine(path: String) {
        for text in ["/\(path)", "run `/\(path)`", "(/\(path))", "A=/\(path)", "file:///\(path)", "\"/\(path)\""] {
            #expect(findings("fine\n\(text)\n").count == 1)
            #expect(findings("fine\n\(text)\n").first?.hasPrefix("docs/guide.md:2: names /") == true)
        }
    }

    @Test(arguments: [
        "https://example.org/work/main", "network/home/jay", "$HOME/work/main", "~/work/main", "../work/main",
        "\\(root)/work/main", "/home/", "/homework/", "/usr/share/java", "<name>/root/",
    ])
    func otherPaths(text: String) {
        #expect(findings(text).isEmpty)
    }

    @Test func builtFiles() {
        let message = "is made by a build and must not be in the repository"
        #expect(findings("{}", at: "Examples/Shop/Package.resolved").map { $0.hasSuffix(message) } == [true])
        #expect(findings("", at: "Checks/.build/debug.yaml").map { $0.hasSuffix(message) } == [true])
        #expect(findings("", at: "docs/build.md").isEmpty)
    }

    @Test func readme() {
        let line = "word\n"
        #expect(findings(String(repeating: line, count: 250), at: "README.md").isEmpty)
        let findings = findings(String(repeating: line, count: 251), at: "README.md")
        #expect(findings == ["README.md:251: has 251 lines, more than 250"])
    }

    @Test(arguments: ["TODO", "FIXME", "XXX"])
    func unfinishedWork(word: String) {
        let text = "let a = 1\n// \(word): the rest\n"
        #expect(findings(text, at: "Sources/Pinyon/A.swift").count == 1)
        #expect(findings(text, at: "Sources/Pinyon/A.swift").first?.hasPrefix("Sources/Pinyon/A.swift:2:") == true)
        #expect(findings(text, at: "Tests/PinyonTests/A.swift").isEmpty)
        #expect(findings("let \(word)S = 1, a\(word) = 2\n", at: "Sources/Pinyon/A.swift").isEmpty)
    }
}
