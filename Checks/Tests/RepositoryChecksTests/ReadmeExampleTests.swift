import RepositoryChecks
import Testing

struct ReadmeExampleTests {
    private static let snippet = """
        import Pinyon
        let database = 1
        // snippet.example
        let a = 1

        let b = 2
        // snippet.end
        print(a)
        """

    private static func findings(_ example: String, snippet: String? = Self.snippet) -> [String] {
        var files = ["README.md": "# Title\n\n```swift\n\(example)\n```\n\n```swift\nother\n```\n"]
        files["Snippets/README.swift"] = snippet
        return ReadmeExample().findings(in: tree(files)).map(\.description)
    }

    @Test func compiledExampleIsFine() {
        #expect(Self.findings("import Pinyon\nlet a = 1\n\nlet b = 2") == [])
    }

    @Test func changedLineIsFound() {
        let expected = "README.md:5: differs from Snippets/README.swift, which says: let a = 1"
        #expect(Self.findings("import Pinyon\nlet a = 9\n\nlet b = 2") == [expected])
    }

    @Test func missingLineIsFound() {
        let expected = "README.md:7: differs from Snippets/README.swift, which says: let b = 2"
        #expect(Self.findings("import Pinyon\nlet a = 1\n") == [expected])
    }

    @Test func lineThatIsNotCompiledIsFound() {
        let expected = "README.md:8: says more than Snippets/README.swift"
        #expect(Self.findings("import Pinyon\nlet a = 1\n\nlet b = 2\nlet c = 3") == [expected])
    }

    @Test(arguments: [nil, "import Pinyon\n", "// snippet.end\n// snippet.example\n"])
    func exampleThatIsNotCompiledIsFound(_ snippet: String?) {
        #expect(Self.findings("import Pinyon\nlet a = 1", snippet: snippet).count == 1)
    }

    @Test func furtherExamplesAreComparedWithTheirOwnSnippets() {
        let other = "import Other\n\n// snippet.example\nlet c = 3\n// snippet.end\n"
        let first = "```swift\nimport Pinyon\nlet a = 1\n\nlet b = 2\n```\n"
        var files = ["Snippets/README.swift": Self.snippet, "Snippets/Redis.swift": other]
        files["README.md"] = first + "```swift\nimport Other\nlet c = 4\n```\n"
        let expected = "README.md:9: differs from Snippets/Redis.swift, which says: let c = 3"
        #expect(ReadmeExample().findings(in: tree(files)).map(\.description) == [expected])
        files["README.md"] = first
        #expect(ReadmeExample().findings(in: tree(files)).count == 1)
    }

    @Test func readmeWithoutExampleIsFound() {
        #expect(ReadmeExample().findings(in: tree(["README.md": "# Title\n"])).count == 1)
    }
}
