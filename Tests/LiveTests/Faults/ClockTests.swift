import Foundation
import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct ClockTests {
    /// What reads or waits for the wall clock, which people and time servers set forward and back.
    private static let wallClocks = [
        "Date(", "Date.now", "gettimeofday", "CLOCK_REALTIME", "DispatchWallTime", "timeIntervalSince", "UTCClock",
        "SystemClock", "TracerClock", "Calendar", "time(nil", "clock_gettime",
    ]

    @Test("row 50: the client asks no wall clock: time limits, pauses and idleness are monotonic")
    func sources() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/PinyonClient")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        var lines = 0
        // Whether a certificate is valid is a question of the date, and so is how old a stream's entries are.
        let exempt = ["TLSFailure.swift", "UnixTime+Now.swift"]
        for case let file as URL in files
        where file.pathExtension == "swift" && !exempt.contains(file.lastPathComponent) {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                lines += 1
                let code = line.prefix(upTo: line.range(of: "//")?.lowerBound ?? line.endIndex)
                for clock in Self.wallClocks where code.contains(clock) {
                    Issue.record("\(file.lastPathComponent): \(line)")
                }
            }
        }
        #expect(lines > 5_000, "the sources of PinyonClient were not found at \(folder.path)")
    }

    @Test("row 50: lifetimes go to the server as durations, which a jump of a clock doesn't change")
    func lifetimes() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "SET" || command.name == "PEXPIRE" ? [.ok] : nil }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                try await client.set("a", "1", expiry: .after(.seconds(90)))
                let words = server.commands(on: 0).last?.text
                #expect(words == ["SET", "a", "1", "EX", "90"] || words == ["SET", "a", "1", "PX", "90000"])
            }
        }
    }
}
