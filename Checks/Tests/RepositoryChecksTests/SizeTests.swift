import Testing

@testable import RepositoryChecks

struct SizeTests {
    private func lines(_ count: Int) -> String {
        String(repeating: "// a line\n", count: count)
    }

    private func function(_ name: String, lines count: Int) -> String {
        "func \(name)() {\n" + lines(count - 2) + "}\n"
    }

    @Test(arguments: ["Sources/Pinyon/A.swift", "Tests/PinyonTests/A.swift", "Checks/Sources/A.swift"])
    func longFiles(path: String) {
        #expect(SizeLimits().findings(in: lines(700), at: path).isEmpty)
        let findings = SizeLimits().findings(in: lines(701), at: path)
        #expect(findings.map(\.message) == ["the file has 701 lines, more than 700"])
    }

    @Test(arguments: ["Sources/Pinyon/A.swift", "Tests/PinyonTests/A.swift", "Checks/Sources/A.swift"])
    func longFunctions(path: String) {
        #expect(SizeLimits().findings(in: function("plant", lines: 70), at: path).isEmpty)
        let findings = SizeLimits().findings(in: "\n" + function("plant", lines: 71), at: path)
        #expect(findings.map(\.description) == ["\(path):2: plant has 71 lines, more than 70"])
    }

    @Test(arguments: ["// ", "/// ", "    // ", "/* */ // "])
    func longComments(opening: String) {
        let comment = opening + String(repeating: "é", count: 120 - opening.count)
        #expect(SizeLimits().findings(in: "let a = 1\n\(comment)\n", at: "Sources/Pinyon/A.swift").isEmpty)
        let findings = SizeLimits().findings(in: "let a = 1\n\(comment)é\n", at: "Sources/Pinyon/A.swift")
        let message = "Sources/Pinyon/A.swift:2: the comment has 121 columns, more than 120"
        #expect(findings.map(\.description) == [message])
        #expect(SizeLimits().findings(in: "\(comment) https://example.org", at: "Sources/Pinyon/A.swift").isEmpty)
    }

    @Test func longLiteralsAreTheFormattersBusiness() {
        let text = "let a = \"\"\"\n\(String(repeating: "x", count: 200))\n\"\"\"\n"
        #expect(SizeLimits().findings(in: text, at: "Sources/Pinyon/A.swift").isEmpty)
    }

    @Test func otherFilesMayBeLong() {
        #expect(SizeLimits().findings(in: lines(2_000), at: "docs/guide.md").isEmpty)
    }

    @Test func theReportCountsByModule() {
        let files = Dictionary(uniqueKeysWithValues: (1...10).map { ("Sources/Pinyon/\($0).swift", lines($0 * 10)) })
        let report = SizeReport(tree(files.merging(["Tests/PinyonTests/A.swift": lines(7)]) { $1 }))
        #expect(report.modules.map(\.name) == ["Sources/Pinyon", "Tests/PinyonTests"])
        #expect(report.modules.map(\.median) == [50, 7])
        #expect(report.modules.map(\.p90) == [90, 7])
        #expect(report.modules.map(\.lines.last) == [100, 7])
    }

    @Test func theReportNamesTheLongestFunctions() {
        let text = (3...9).map { function("seed\($0)", lines: $0) }.joined()
        let report = SizeReport(tree(["Sources/Pinyon/A.swift": text, "Tests/PinyonTests/A.swift": text]))
        #expect(report.longestInSources.map(\.span.name) == ["seed9", "seed8", "seed7", "seed6", "seed5"])
        #expect(report.longestInTests.count == 5)
        #expect(report.description.contains("  9 lines  Sources/Pinyon/A.swift:34: seed9"))
    }

    @Test func theReportIsATable() {
        let report = SizeReport(tree(["Package.swift": lines(3), "Checks/Package.swift": lines(4)]))
        #expect(
            report.description == """
                module   files   lines  median     p90     max
                (root)       1       3       3       3       3
                Checks       1       4       4       4       4
                """)
    }
}
