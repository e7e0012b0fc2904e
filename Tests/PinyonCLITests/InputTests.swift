import Foundation
import Testing

/// Traces from files and from standard input, plain and compressed.
@Suite(.timeLimit(.minutes(5)))
struct InputTests {
    private static func check(_ outcome: Pinyon.Outcome, name: String, format: String, requests: Int) throws {
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.errors == "")
        #expect(outcome.leftovers == [])
        let workload = try JSON(parsing: outcome.output)["workload"]
        #expect(workload["name"] == .string(name))
        #expect(workload["format"] == .string(format))
        #expect(workload["requests"] == .number(Double(requests)))
    }

    @Test(arguments: [nil, "gzip", "xz", "zstd"])
    func traceComesFromAFileOrFromStandardInput(_ tool: String?) async throws {
        try await withFolder { folder in
            var path = try write(Sample.csv, to: "shop.csv", in: folder)
            if let tool { path = try await Sample.compress(path, with: tool, in: folder) }
            let arguments = ["--modes", "near", "--json"]
            let file = try await Pinyon.run(["replay", path] + arguments, in: folder)
            let name = URL(fileURLWithPath: path).lastPathComponent
            try Self.check(file, name: name, format: "csv", requests: 4)
            let input = try await Pinyon.run(["replay", "-"] + arguments, in: folder, input: path)
            try Self.check(input, name: "standard input", format: "csv", requests: 4)
            let pipe = try await Pinyon.shell(
                "cat '\(path)' | \"$PINYON\" replay - \(arguments.joined(separator: " "))", in: folder)
            try Self.check(pipe, name: "standard input", format: "csv", requests: 4)
        }
    }

    @Test func limitEndsReadingAnEndlessStream() async throws {
        try await withFolder { folder in
            let outcome = try await Pinyon.shell(
                "yes key | \"$PINYON\" replay - --requests 1000 --modes near --json", in: folder)
            try Self.check(outcome, name: "standard input", format: "keys", requests: 1_000)
        }
    }

    @Test func formatMayBeNamed() async throws {
        try await withFolder { folder in
            let path = try write(Array("1 2 0 0\n5 1 0 1\n".utf8), to: "blocks", in: folder)
            for (format, requests) in [("arc", 3), ("keys", 2)] {
                let outcome = try await Pinyon.run(
                    ["replay", path, "--format", format, "--modes", "near", "--json"], in: folder)
                try Self.check(outcome, name: "blocks", format: format, requests: requests)
            }
        }
    }

    @Test func emptyStandardInputIsBadData() async throws {
        let outcome = try await pinyon("replay", "-")
        #expect(outcome.status == 65)
        #expect(outcome.errors == "pinyon: standard input: the trace holds no requests: expected at least one\n")
    }

    @Test func missingDecompressorIsUnavailable() async throws {
        try await withFolder { folder in
            let path = try write(Sample.keys, to: "keys.txt", in: folder)
            let archive = try await Sample.compress(path, with: "zstd", in: folder)
            let outcome = try await Pinyon.run(["replay", archive], in: folder, environment: ["PATH": folder.path])
            #expect(outcome.status == 69)
            #expect(outcome.errors.contains("decompressing it needs the command zstd"))
            #expect(outcome.leftovers == [])
        }
    }
}
