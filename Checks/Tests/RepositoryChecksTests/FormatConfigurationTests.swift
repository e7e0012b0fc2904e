import Foundation
import Testing

@testable import RepositoryChecks

struct FormatConfigurationTests {
    private func messages(_ configuration: String, _ others: [String: String] = [:]) -> [String] {
        let files = [".swift-format": configuration].merging(others) { $1 }
        return FormatConfiguration().findings(in: tree(files)).map(\.message)
    }

    private func configuration(lineLength: Int = 120, without rule: String? = nil) throws -> String {
        let on = FormatConfiguration.requiredRules.map { ($0, $0 != rule) }
        let whole: [String: Any] = ["lineLength": lineLength, "rules": Dictionary(uniqueKeysWithValues: on)]
        return String(decoding: try JSONSerialization.data(withJSONObject: whole), as: UTF8.self)
    }

    @Test func strictConfiguration() throws {
        #expect(try messages(configuration()).isEmpty)
    }

    @Test func thisRepositorysConfiguration() {
        #expect(messages(repositoryRoot.text(of: ".swift-format")).isEmpty)
    }

    @Test(arguments: FormatConfiguration.requiredRules)
    func rulesSwitchedOff(rule: String) throws {
        #expect(try messages(configuration(without: rule)) == ["\(rule) is not switched on"])
    }

    @Test(arguments: [100, 121, 160])
    func otherLineLength(length: Int) throws {
        #expect(try messages(configuration(lineLength: length)) == ["lineLength is not 120"])
    }

    @Test func nothingToRead() {
        #expect(messages("{") == ["is not a JSON object"])
        #expect(messages("{}").count == 1 + FormatConfiguration.requiredRules.count)
        #expect(FormatConfiguration().findings(in: tree([:])).map(\.message) == ["is missing"])
    }

    @Test func configurationsOfFolders() throws {
        let findings = try messages(configuration(), ["Sources/Pinyon/.swift-format": "{}"])
        #expect(findings == ["there must be one formatter configuration, in the root"])
    }

    @Test func filesTakenOut() throws {
        let comment = "// swift-format-ignore-file\n"
        let findings = try messages(configuration(), ["Tests/A.swift": comment, "docs/a.md": comment])
        #expect(findings == ["takes a whole file out of the format rules"])
    }
}
