import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct BenchTests {
    @Test func linesAreAsTheSchemaSays() async throws {
        let outcome = try await pinyon("bench", "near", "--operations", "100000", "--rounds", "1", "--json")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let lines = try outcome.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
        let schema = try JSONSchema(named: "bench-near")
        for line in lines { #expect(schema.violations(line) == []) }
        #expect(lines.map { $0["threads"] } == [1, 1, 2, 2])
        #expect(lines.map { $0["capacity"] } == [200_000, 10_000, 200_000, 10_000])
        #expect(outcome.output.hasSuffix("}\n"))
    }

    @Test func tableHasALineForEachCombination() async throws {
        let outcome = try await pinyon(
            "bench", "near", "--operations", "1000", "--rounds", "1", "--threads", "3", "--capacity", "5000,1000000")
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(Set(lines.map(\.count)).count == 1)
        #expect(
            lines[0].split(separator: " ").map(String.init) == ["threads", "capacity", "Mops/s", "bytes/entry"])
        #expect(lines[1].split(separator: " ").prefix(2) == ["3", "5,000"])
        #expect(lines[2].split(separator: " ").prefix(2) == ["3", "1,000,000"])
    }
}
