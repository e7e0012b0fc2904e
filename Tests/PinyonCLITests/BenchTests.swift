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

    /// In a process of its own, since what other tests allocate would count as well. Just above a power of two the
    /// tables are largest for what they hold.
    @Test(arguments: ["w-tinylfu", "s3-fifo", "sieve", "lru", "fifo", "slru"])
    func overheadOfAnEntryIsSmall(_ policy: String) async throws {
        let outcome = try await pinyon(
            "bench", "near", "--operations", "1", "--rounds", "1", "--threads", "1", "--policy", policy,
            "--capacity", "200000,10000,8200", "--json")
        for line in outcome.output.split(separator: "\n") {
            let result = try JSON(parsing: String(line))
            #if canImport(Musl)
                #expect(result["bytesPerEntry"] == .null)
            #else
                let bytes = try #require(result["bytesPerEntry"].number)
                // A key, a reference and a deadline are the least. S3-FIFO also remembers keys that have left.
                #expect(bytes > 24 && bytes <= (policy == "s3-fifo" ? 100 : 96), "\(line)")
            #endif
        }
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
