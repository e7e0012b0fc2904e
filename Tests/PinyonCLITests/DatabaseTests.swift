import Foundation
import Testing

/// `--database`.
@Suite(.timeLimit(.minutes(5)))
struct DatabaseTests {
    private static func run(_ path: String, in folder: URL) async throws -> Pinyon.Outcome {
        let outcome = try await Pinyon.run(
            ["replay", "--requests", "200", "--modes", "near", "--database", path], in: folder)
        #expect(outcome.leftovers == [])
        return outcome
    }

    @Test func databaseStaysAndIsUsedAgain() async throws {
        try await withFolder { folder in
            for _ in 0..<2 {
                let outcome = try await Self.run("record.sqlite", in: folder)
                #expect(outcome.status == 0)
                #expect(try files(in: folder) == ["record.sqlite"])
            }
        }
    }

    @Test(arguments: ["/nonexistent/dir/x.sqlite", "/proc/x.sqlite", "missing/x.sqlite"])
    func placeThatCannotBeWrittenIsUnavailable(_ path: String) async throws {
        try await withFolder { folder in
            let outcome = try await Self.run(path, in: folder)
            #expect(outcome.status == 69)
            #expect(outcome.output == "")
            #expect(outcome.errors.hasPrefix("pinyon: the database \(path) can't be used: "))
            #expect(try files(in: folder) == [])
        }
    }

    @Test func folderIsNoDatabase() async throws {
        try await withFolder { folder in
            let outcome = try await Self.run(".", in: folder)
            #expect(outcome.status == 69)
            #expect(outcome.errors == "pinyon: . is a directory; name a file in it.\n")
        }
    }

    @Test func fileOfSomebodyElseIsUntouched() async throws {
        try await withFolder { folder in
            let path = try write(Sample.csv, to: "orders.sqlite", in: folder)
            let outcome = try await Self.run("orders.sqlite", in: folder)
            #expect(outcome.status == 69)
            #expect(outcome.errors.hasPrefix("pinyon: orders.sqlite exists and is not a database of a replay"))
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(Sample.csv))
            #expect(try files(in: folder) == ["orders.sqlite"])
        }
    }

    @Test func temporaryDatabaseOfAFailedRunIsRemoved() async throws {
        try await withFolder { folder in
            // 100 TB of values: it fails after the database was made.
            let rows = (0..<100_000).map { "\($0),999999900\n" }.joined()
            let path = try write(Array("key,size\n\(rows)".utf8), to: "huge.csv", in: folder)
            let outcome = try await Pinyon.run(["replay", path], in: folder)
            #expect(outcome.status == 69)
            #expect(outcome.errors.contains("the values of this workload take 90.9 TB"))
            #expect(outcome.leftovers == [])
        }
    }

    @Test func folderForTemporaryFilesThatIsNotThereIsUnavailable() async throws {
        try await withFolder { folder in
            let outcome = try await Pinyon.shell("TMPDIR=/proc \"$PINYON\" replay --requests 10", in: folder)
            #expect(outcome.status == 69)
            #expect(outcome.errors.hasPrefix("pinyon: the database /proc"))
        }
    }
}
