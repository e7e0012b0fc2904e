import Testing

@testable import RepositoryChecks

struct AllChecksTests {
    @Test func everyCheckHasAName() {
        let names = ["imports", "size", "unsafe", "text", "readme", "format", "warnings", "generated"]
        #expect(AllChecks.list.map(\.name) == names)
    }

    @Test func findingsAreSortedAndNamed() {
        let files = [
            "Sources/PinyonNear/B.swift": "import Foundation\n// TODO\n",
            "Sources/PinyonNear/A.swift": "let a = b as! Int\n",
        ]
        let findings = AllChecks.findings(in: tree(files)).filter { $0.path.hasPrefix("Sources/") }
        #expect(
            findings.map(\.description) == [
                "Sources/PinyonNear/A.swift:1: [unsafe] as! without a comment that says why",
                "Sources/PinyonNear/B.swift:1: [imports] PinyonNear must not import Foundation",
                "Sources/PinyonNear/B.swift:2: [text] TODO: do it, or describe it as an issue",
            ])
    }
}
