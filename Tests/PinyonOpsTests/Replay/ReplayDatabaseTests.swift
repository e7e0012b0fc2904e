import Foundation
import PinyonOps
import PinyonSim
import Testing

/// Where the system of record lives, and what it may overwrite.
@Suite(.timeLimit(.minutes(2)))
struct ReplayDatabaseTests {
    private static func options(_ file: URL, modes: [ReplayMode] = [.near]) -> ReplayOptions {
        exactOptions(modes: modes) { $0.databasePath = file.path }
    }

    private static func refusal(_ path: String, _ trace: Trace? = nil) async throws -> OpsError {
        let trace = try trace ?? PinyonOpsTests.trace("a b a")
        return try await #require(throws: OpsError.self) {
            _ = try await Replay(trace: trace, options: exactOptions { $0.databasePath = path }).run()
        }
    }

    @Test func fileOfTheUserHoldsAllValuesAndNothingElseStays() async throws {
        try await withFolder { folder in
            let file = folder.appendingPathComponent("record.sqlite")
            let trace = try trace("a=100000 b=50000 w:a=70000")
            _ = try await replay(trace, Self.options(file, modes: ReplayMode.allCases))
            #expect(try files(in: folder) == ["record.sqlite"])
            let content = try Data(contentsOf: file)
            #expect(content.count > 120_000 && content.count < 250_000)
            #expect(content.starts(with: Array("SQLite format 3".utf8)))
        }
    }

    @Test func fileOfAnEarlierReplayIsUsedAgain() async throws {
        try await withFolder { folder in
            let file = folder.appendingPathComponent("record.sqlite")
            _ = try await replay(try trace("a b c d w:a"), Self.options(file))
            // It has a row less, and the row that was written is new again.
            let report = try await replay(try trace("a b a c a"), Self.options(file))
            #expect(report.modes.first?.counts.databaseReads == 3)
            #expect(report.metrics.staleReads == 0)
            #expect(try files(in: folder) == ["record.sqlite"])
        }
    }

    @Test func fileWhoseReplayWasKilledIsUsedAgain() async throws {
        try await withFolder { folder in
            // What a killed process leaves: the file as it was when the replay began, without the rows.
            let (file, copy) = (folder.appendingPathComponent("a.sqlite"), folder.appendingPathComponent("b.sqlite"))
            let replay = Replay(
                trace: try trace("a b a"), options: Self.options(file),
                progress: { step in
                    guard step.phase == "filling the database" else { return }
                    try? FileManager.default.copyItem(at: file, to: copy)
                })
            _ = try await replay.run()
            let size = try #require(try FileManager.default.attributesOfItem(atPath: copy.path)[.size] as? Int)
            #expect(size > 0)
            _ = try await PinyonOpsTests.replay(try trace("a b a"), Self.options(copy))
        }
    }

    @Test func emptyFileIsFilled() async throws {
        try await withFolder { folder in
            let file = folder.appendingPathComponent("record.sqlite")
            try Data().write(to: file)
            _ = try await replay(try trace("a b a"), Self.options(file))
            #expect(try Data(contentsOf: file).count > 0)
        }
    }

    @Test(arguments: ["a shopping list", "x", String(repeating: "not a database ", count: 1_000)])
    func fileOfSomebodyElseIsRefusedAndUntouched(_ text: String) async throws {
        try await withFolder { folder in
            let file = folder.appendingPathComponent("list.txt")
            try Data(text.utf8).write(to: file)
            let error = try await Self.refusal(file.path)
            #expect(error.code == .databaseUnavailable)
            #expect(error.description.contains("\(file.path) exists and is not a database of a replay"))
            #expect(try Data(contentsOf: file) == Data(text.utf8))
            #expect(try files(in: folder) == ["list.txt"])
        }
    }

    @Test func databaseOfSomebodyElseIsRefusedAndUntouched() async throws {
        try await withFolder { folder in
            let file = folder.appendingPathComponent("shop.sqlite")
            _ = try await replay(try trace("a b a"), Self.options(file))
            // Without the mark in bytes 68 to 71 it is any SQLite database.
            var content = try Data(contentsOf: file)
            content.replaceSubrange(68..<72, with: [0, 0, 0, 0])
            try content.write(to: file)
            #expect(try await Self.refusal(file.path).code == .databaseUnavailable)
            #expect(try Data(contentsOf: file) == content)
            #expect(try files(in: folder) == ["shop.sqlite"])
        }
    }

    @Test func folderIsNoDatabase() async throws {
        try await withFolder { folder in
            let error = try await Self.refusal(folder.path)
            #expect(error.code == .databaseUnavailable)
            #expect(error.description.contains("is a directory"))
            #expect(try files(in: folder) == [])
        }
    }

    @Test(arguments: ["/nonexistent/folder/record.sqlite", "/proc/record.sqlite", "/dev/null"])
    func placeThatCannotBeWrittenIsAnError(_ path: String) async throws {
        let error = try await Self.refusal(path)
        #expect(error.code == .databaseUnavailable)
        #expect(error.description.contains("the database \(path) can't be used: "))
    }

    @Test func diskThatIsTooSmallIsNotFilled() async throws {
        try await withFolder { folder in
            // 100 TB.
            let trace = try trace(reading: 0..<100_000, sizes: 999_999_900)
            let error = try await Self.refusal(folder.path + "/record.sqlite", trace)
            #expect(error.code == .databaseUnavailable)
            let start = "the values of this workload take 90.9 TB, but \(folder.path) has only "
            #expect(error.description.hasPrefix(start))
            #expect(try files(in: folder) == [])
        }
    }

    @Test func valueThatSQLiteCannotHoldIsBadInput() async throws {
        try await withFolder { folder in
            let trace = try trace("a b=1000000001 b=5", format: .csv)
            let error = try await Self.refusal(folder.path + "/record.sqlite", trace)
            #expect(error.code == .badInput)
            #expect(error.description.hasPrefix("tiny: request 2: the value has 1,000,000,001 bytes: expected "))
            #expect(try files(in: folder) == [])
        }
    }
}
